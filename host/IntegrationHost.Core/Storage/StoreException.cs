namespace IntegrationHost.Core.Storage;

/// <summary>The store cannot be opened as it is. The message names the place, the reason and the next step.</summary>
/// <param name="message">For the person who starts the host. Holds no secret.</param>
/// <param name="exitCode">The process's exit code, after sysexits: one of the constants of this class.</param>
/// <param name="inner">What the platform said, if anything.</param>
public sealed class StoreException(string message, int exitCode, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Another process owns the store (EX_UNAVAILABLE).</summary>
    public const int Owned = 69;

    /// <summary>A file cannot be read or written, or is broken (EX_IOERR).</summary>
    public const int InputOutput = 74;

    /// <summary>A mode or an owner is wrong, or the directory is not writable (EX_NOPERM).</summary>
    public const int Permissions = 77;

    /// <summary>A key or the ring is wrong or missing (EX_CONFIG).</summary>
    public const int Configuration = 78;

    /// <summary>The process's exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
