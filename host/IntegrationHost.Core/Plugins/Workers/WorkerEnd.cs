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
}
