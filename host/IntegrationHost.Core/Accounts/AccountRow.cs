using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Accounts;

/// <summary>An account in the database.</summary>
internal sealed class AccountRow
{
    public required Guid Id { get; set; }

    public required Guid OwnerId { get; set; }

    public required string Name
    {
        get;
        set
        {
            field = value;
            NameKey = KeyOf(value);
        }
    }

    /// <summary>The name as it is searched and put in order: without case. Empty in a row of a release that did not have it, until the store is opened.</summary>
    public string NameKey { get; private set; } = "";

    public string? ProviderId { get; set; }

    public string? CredentialKindId { get; set; }

    public string Environment { get; set; } = "";

    public AccountStatus Status { get; set; }

    public string? BaseUrl { get; set; }

    /// <summary>The canonical egress policy its secrets are sealed for; only for telling people that it changed. What counts is the seal.</summary>
    public string EgressPolicy { get; set; } = "";

    public bool Trashed { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ModifiedAt { get; set; }

    /// <summary>Optimistic concurrency.</summary>
    public long Version { get; set; }

    /// <summary>Rises with each change of a value or of the base address, and never goes back; sealed secrets and verdicts carry it.</summary>
    public long CredentialVersion { get; set; }

    /// <summary>Damage found at use.</summary>
    public string? Problem { get; set; }

    /// <summary>Semantic versions of its provider's plugin that it stays on, as npm writes ranges; <c>null</c> for the one that serves everyone.</summary>
    public string? PluginVersion { get; set; }

    /// <summary>Who the account is of, as JSON of an <see cref="Guard.AccountOwner"/>: told by the first accepted smoke test, changed only by a person.</summary>
    public string? ExpectedOwner { get; set; }

    public long? EarnedVerdictId { get; set; }

    public long? LastVerdictId { get; set; }

    public List<AccountSecretRow> Secrets { get; } = [];

    public List<AccountFieldRow> Fields { get; } = [];

    public List<VerdictRow> Verdicts { get; } = [];

    /// <summary>A name, or a part of one, as it is searched.</summary>
    public static string KeyOf(string name) => name.ToUpperInvariant();
}
