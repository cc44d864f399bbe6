using IntegrationHost.Contracts.Verification;

namespace IntegrationHost.Core.Guard;

/// <summary>What the guard looks at.</summary>
internal sealed record GuardFacts
{
    public required string Environment { get; init; }

    /// <summary>Kind of the earned verdict for the values stored now; <c>null</c> if there is none.</summary>
    public VerdictKind? Verdict { get; init; }

    /// <summary>Who the account has been of, as JSON; <c>null</c> if nobody told yet.</summary>
    public string? ExpectedOwner { get; init; }

    /// <summary>Who the earned verdict found, as JSON; <c>null</c> if the provider does not tell.</summary>
    public string? FoundOwner { get; init; }

    public string? Mode { get; init; }

    public string? AccountType { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}
