namespace IntegrationHost.Api;

/// <summary>The API cannot start as asked.</summary>
/// <param name="message">What is in the way, and what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class ApiStartException(string message, Exception? inner = null) : Exception(message, inner);
