namespace IntegrationHost.Commands;

/// <summary>What was typed cannot be done as it is. The message says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);
