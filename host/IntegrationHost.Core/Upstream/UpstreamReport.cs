namespace IntegrationHost.Core.Upstream;

/// <summary>How the upstream stands. Holds no secret.</summary>
public sealed record UpstreamReport
{
    /// <summary>The settings; <c>null</c> if there is no upstream.</summary>
    public UpstreamSettings? Settings { get; init; }

    /// <summary>Whether it is being read now.</summary>
    public bool Syncing { get; init; }

    /// <summary>When it was last read to the end; <c>null</c> if never.</summary>
    public DateTimeOffset? LastSyncAt { get; init; }

    /// <summary>When that was last tried.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>Why it went wrong last; <c>null</c> if it did not.</summary>
    public UpstreamFault? Fault { get; init; }

    /// <summary>The same with what to do.</summary>
    public string? Problem { get; init; }

    /// <summary>When that was found.</summary>
    public DateTimeOffset? ProblemAt { get; init; }

    /// <summary>How many ExecModules here are its own.</summary>
    public int Modules { get; init; }

    /// <summary>How many accounts here are there as well.</summary>
    public int Accounts { get; init; }

    /// <summary>How many modules its metadata described when it was last read.</summary>
    public int MetadataModules { get; init; }

    /// <summary>Whether new metadata waits for the next start of the host.</summary>
    public bool RestartForMetadata { get; init; }

    /// <summary>Links that are wanted and not made there.</summary>
    public IReadOnlyList<OpenLink> OpenLinks { get; init; } = [];

    /// <summary>Accounts that are not there as they are here.</summary>
    public IReadOnlyList<OpenAccount> OpenAccounts { get; init; } = [];
}
