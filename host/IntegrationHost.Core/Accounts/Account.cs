using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Accounts;

/// <summary>Stored credentials for one provider, in one environment. Holds no secret.</summary>
public sealed record Account
{
    /// <summary>Made by the host.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who owns it: the local operator of this store.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>Name such as <c>SLACK</c>; need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>Provider id, or <c>null</c> if it could not be told.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Credential kind of the provider, or <c>null</c> without a provider.</summary>
    public string? CredentialKindId { get; init; }

    /// <summary>Environment such as <c>production</c>; empty if none.</summary>
    public string Environment { get; init; } = "";

    /// <summary>Versions of its provider's plugin that it stays on, as npm writes ranges; <c>null</c> for the one that serves everyone.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>ThorAPI status. What is ready turns into an error when its credential expires.</summary>
    public AccountStatus Status { get; init; }

    /// <summary>Whether the last earned verdict is Valid or Insufficient. Nobody can assert it.</summary>
    public bool Verified => EarnedVerdict is { Kind: Contracts.Verification.VerdictKind.Valid or Contracts.Verification.VerdictKind.Insufficient };

    /// <summary>User name at the provider, if a field carries one.</summary>
    public string? Username { get; init; }

    /// <summary>Base address of its own, without a trailing slash; <c>null</c> for the provider's.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Hosts its credential may be sent to beside the provider's: the host of <see cref="BaseUrl"/>.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether it is soft-deleted.</summary>
    public bool Trashed { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; init; }

    /// <summary>Its fields in the order of the kind, then others by key.</summary>
    public IReadOnlyList<AccountField> Fields { get; init; } = [];

    /// <summary>The last verdict that the provider itself decided, for the values stored now.</summary>
    public Verdict? EarnedVerdict { get; init; }

    /// <summary>The last smoke test of any outcome.</summary>
    public Verdict? LastAttempt { get; init; }

    /// <summary>Who it is of at the provider; <c>null</c> until a smoke test told.</summary>
    public AccountOwner? ExpectedOwner { get; init; }

    /// <summary>What a person should know of it, the heaviest first.</summary>
    public IReadOnlyList<AccountFinding> Findings { get; init; } = [];

    /// <summary>ExecModules linked to it, trashed ones not counted.</summary>
    public int LinkedModuleCount { get; init; }

    /// <summary>Why it cannot be used as it is, with the next step; <c>null</c> if it can.</summary>
    public string? Problem { get; init; }
}
