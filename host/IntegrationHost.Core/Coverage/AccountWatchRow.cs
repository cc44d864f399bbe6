namespace IntegrationHost.Core.Coverage;

/// <summary>An account outside the trash of which a tally does not tell all: its credential ends at a moment, or its owner may have changed. Kept by triggers.</summary>
internal sealed class AccountWatchRow
{
    public Guid AccountId { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public bool Differs { get; init; }
}
