namespace IntegrationHost.Core;

/// <summary>A change was made of an older version than the present one.</summary>
/// <param name="message">What to do.</param>
public sealed class VersionException(string message) : Exception(message);
