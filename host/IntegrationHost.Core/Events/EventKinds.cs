namespace IntegrationHost.Core.Events;

/// <summary>The kinds of <see cref="HostEvent"/>.</summary>
public static class EventKinds
{
    /// <summary>An account was made or changed; trashing is a change.</summary>
    public const string AccountChanged = "account.changed";

    /// <summary>An account was deleted for good. Only ADMIN hears of it: its permissions went with it.</summary>
    public const string AccountDeleted = "account.deleted";

    /// <summary>A smoke test ended; the detail is the kind of its verdict.</summary>
    public const string Verdict = "verdict";

    /// <summary>An ExecModule was saved, linked, unlinked, trashed or imported.</summary>
    public const string ModuleChanged = "module.changed";

    /// <summary>How many modules can run has changed; the detail is covered/total, of what may be read.</summary>
    public const string Coverage = "coverage";

    /// <summary>Another plugin was found at a start (the detail is its status), or one was approved, rolled back, removed, reloaded, withdrawn, disabled or enabled.</summary>
    public const string Plugin = "plugin";

    /// <summary>So much has happened since that it is not told one by one: read everything anew.</summary>
    public const string Lost = "lost";

    /// <summary>All that can be asked for.</summary>
    public static IReadOnlyList<string> All { get; } = [AccountChanged, AccountDeleted, Verdict, ModuleChanged, Coverage, Plugin];
}
