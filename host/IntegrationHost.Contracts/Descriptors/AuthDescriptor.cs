namespace IntegrationHost.Contracts.Descriptors;

/// <summary>How the host places a credential on a request. Templates hold <c>{fieldKey}</c> placeholders, replaced once;
/// <c>{fieldKey.property}</c> is a property of a field whose value is a JSON document.</summary>
public sealed record AuthDescriptor
{
    /// <summary>The scheme, out of the host's closed set.</summary>
    public required AuthScheme Scheme { get; init; }

    /// <summary>For <see cref="AuthScheme.Bearer"/> and <see cref="AuthScheme.Header"/>: the value, such as <c>{apiKey}</c>.
    /// For <see cref="AuthScheme.Webhook"/>: the address.</summary>
    public string Value { get; init; } = "";

    /// <summary>For <see cref="AuthScheme.Header"/>: the header's name. For <see cref="AuthScheme.Query"/>: the parameter's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>For <see cref="AuthScheme.Basic"/> and <see cref="AuthScheme.Mail"/>: the user name template.</summary>
    public string Username { get; init; } = "";

    /// <summary>For <see cref="AuthScheme.Basic"/> and <see cref="AuthScheme.Mail"/>: the password template.</summary>
    public string Password { get; init; } = "";

    /// <summary>Further headers filled from fields; one whose placeholder has no value is left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>For <see cref="AuthScheme.OAuth2"/>: how the credential is exchanged; <c>null</c> for every other scheme.</summary>
    public OAuth2Descriptor? OAuth2 { get; init; }

    /// <summary>For <see cref="AuthScheme.GitHubApp"/>: the app and its key; <c>null</c> for every other scheme.</summary>
    public GitHubAppDescriptor? GitHubApp { get; init; }

    /// <summary>For <see cref="AuthScheme.Vault"/>: the token or the login; <c>null</c> for every other scheme.</summary>
    public VaultDescriptor? Vault { get; init; }

    /// <summary>For <see cref="AuthScheme.Mail"/>: the servers; <c>null</c> for every other scheme.</summary>
    public MailDescriptor? Mail { get; init; }

    /// <summary>Whether the stored credential is exchanged for a token before a request is sent.</summary>
    public bool Exchanges => Scheme is AuthScheme.OAuth2 or AuthScheme.GitHubApp || (Scheme == AuthScheme.Vault && Vault is not { Method: VaultMethod.Token });
}
