using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;

namespace IntegrationHost.Core.Coverage;

/// <summary>What figures tell accounts apart by.</summary>
internal sealed record TalliedAccount
{
    public AccountStatus Status { get; init; }

    public required string Environment { get; init; }

    public string? ExpectedOwner { get; init; }

    public VerdictKind? Kind { get; init; }

    public string? Mode { get; init; }

    public string? AccountType { get; init; }

    public string? Owner { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? At { get; init; }
}
