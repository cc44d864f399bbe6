namespace IntegrationHost.Commands;

/// <summary>What was typed cannot be done as it is. The message says what would be right.</summary>
/// <param name="message">The message for people.</param>
/// <param name="exitCode">Exit code of the program.</param>
internal sealed class UsageException(string message, int exitCode = ExitCodes.Usage) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
