namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>How a worker ended.</summary>
/// <param name="Code">Code of the error that its callers get; <c>null</c> if the host ended it without a fault.</param>
/// <param name="Reason">What happened, to follow "its process"; words of ours alone.</param>
internal sealed record WorkerEnd(string? Code, string Reason)
{
    public const string Crashed = "plugin_crashed";
    public const string TimedOut = "plugin_timeout";
    public const string Garbled = "plugin_garbled";
    public const string Exhausted = "plugin_exhausted";
    public const string Quarantined = "plugin_quarantined";

    /// <summary>The plugin's own code threw what it did not catch.</summary>
    public const string Threw = "plugin_threw";

    /// <summary>Whether an error is the plugin's own breaking, and not what it or the provider had to say.</summary>
    public static bool IsBreak(string? code) => code is Crashed or TimedOut or Garbled or Exhausted or Quarantined or Threw;

    /// <summary>Not asked for anything any more.</summary>
    public static WorkerEnd Stopped { get; } = new(null, "was stopped");

    /// <summary>What the exit code of a process says that nobody ended from here.</summary>
    public static WorkerEnd OfExit(int code, WorkerOptions options) => code switch
    {
        0 or 1 => new WorkerEnd(Crashed, "ended by itself"),
        134 => new WorkerEnd(Crashed, "crashed (an exception that nobody caught, a full stack, or an end by its own will)"),
        153 => new WorkerEnd(Exhausted, $"wrote a file of more than {options.FileSize / 1024 / 1024} MiB"),
        152 => new WorkerEnd(Exhausted, $"had used all of its {options.ProcessorSeconds} s of processor time"),
        137 => new WorkerEnd(Crashed, "was killed from outside"),
        > 128 => new WorkerEnd(Crashed, $"crashed (signal {code - 128})"),
        _ => new WorkerEnd(Crashed, $"ended by itself (code {code})"),
    };
}
