namespace IntegrationHost.Core.Accounts;

/// <summary>An account to be made.</summary>
public sealed record AccountDraft
{
    /// <summary>Name; the provider's id in upper case if absent.</summary>
    public string? Name { get; init; }

    /// <summary>Provider id. If absent, the provider is guessed from the name, and required fields may be missing as in ThorAPI.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Credential kind; the provider's first if absent.</summary>
    public string? CredentialKindId { get; init; }

    /// <summary>Environment such as <c>production</c>.</summary>
    public string Environment { get; init; } = "";

    /// <summary>Base address instead of the provider's.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Status to begin with.</summary>
    public AccountStatus Status { get; init; } = AccountStatus.Ready;

    /// <summary>Whether to refuse what another account holds already.</summary>
    public bool RefuseDuplicate { get; init; }

    /// <summary>Values by field key, or by ThorAPI's <c>apiKey</c>, <c>password</c>, <c>username</c>, <c>accountId</c>.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Prints no value.</summary>
    public override string ToString() => $"AccountDraft({ProviderId})";
}
