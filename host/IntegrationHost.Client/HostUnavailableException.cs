namespace IntegrationHost.Client;

/// <summary>No host answers at the address.</summary>
/// <param name="message">What was tried and what to do.</param>
/// <param name="inner">The transport's exception.</param>
public sealed class HostUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
