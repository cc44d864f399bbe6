namespace IntegrationHost.Core;

/// <summary>What was asked does not fit the present state: changed meanwhile, or not ready for it.</summary>
/// <param name="message">What stands in the way and what to do.</param>
public sealed class ConflictException(string message) : Exception(message);
