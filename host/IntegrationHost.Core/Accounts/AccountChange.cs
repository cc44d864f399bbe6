namespace IntegrationHost.Core.Accounts;

/// <summary>What to change of an account; what is absent stays.</summary>
public sealed record AccountChange
{
    /// <summary>New name.</summary>
    public string? Name { get; init; }

    /// <summary>Versions of its provider's plugin to stay on, as npm writes ranges; empty for the one that serves everyone.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>New status.</summary>
    public AccountStatus? Status { get; init; }

    /// <summary>New environment.</summary>
    public string? Environment { get; init; }

    /// <summary>Soft-deletes (removing its links) or restores it.</summary>
    public bool? Trashed { get; init; }

    /// <summary>Whether <see cref="BaseUrl"/> is meant.</summary>
    public bool BaseUrlGiven { get; init; }

    /// <summary>New base address; <c>null</c> for the provider's. A change drops stored secrets that are not typed again in it.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Whether the account may be of another owner from now on: the one that the last smoke test found, or else the next one.</summary>
    public bool AcceptOwner { get; init; }

    /// <summary>Change only if this is still the version of its values; <c>null</c> for any.</summary>
    public long? IfCredentialVersion { get; init; }

    /// <summary>Values by field key: absent keeps, <c>null</c> clears, a value sets.</summary>
    public IReadOnlyDictionary<string, string?> Fields { get; init; } = new Dictionary<string, string?>();

    /// <summary>The version that the change was made of; <c>null</c> for any.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Prints no value.</summary>
    public override string ToString() => "AccountChange";
}
