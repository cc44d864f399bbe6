namespace IntegrationHost.Core.Storage;

/// <summary>How a store is to be opened.</summary>
public sealed record StoreOpening
{
    /// <summary>Whether a store that a person must unseal opens sealed; otherwise that is an error.</summary>
    public bool AllowSealed { get; init; }

    /// <summary>Whether it stays sealed even if its keys are at hand; for recovery when one of them is lost.</summary>
    public bool StartSealed { get; init; }

    /// <summary>Whether to go on although acknowledged audit events are missing; that is recorded. Default: refuse.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>Whether the keys are new, since the former were lost: what they had signed is signed anew, and the trail goes on under them.</summary>
    internal bool NewKeys { get; init; }

    /// <summary>Reads an environment variable; by default the process's.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
