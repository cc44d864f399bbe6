namespace IntegrationHost.Metadata.Model;

/// <summary>How the host places a credential. What a scheme needs beyond a value stands in a part of its own.</summary>
/// <param name="Scheme">Name in the contract's enum, such as <c>Bearer</c>.</param>
/// <param name="Value">Template for bearer, header and query; of a webhook its address.</param>
/// <param name="Name">Header or parameter.</param>
/// <param name="Username">Template for basic and mail.</param>
/// <param name="Password">Template for basic and mail.</param>
/// <param name="Headers">Further headers.</param>
public sealed record AuthMetadata(string Scheme, string Value, string Name, string Username, string Password, EquatableArray<NamedText> Headers)
{
    /// <summary>For OAuth2.</summary>
    public OAuth2Metadata? OAuth2 { get; init; }

    /// <summary>For apps of GitHub.</summary>
    public GitHubAppMetadata? GitHubApp { get; init; }

    /// <summary>For Vault and OpenBao.</summary>
    public VaultMetadata? Vault { get; init; }

    /// <summary>For mail servers.</summary>
    public MailMetadata? Mail { get; init; }

    /// <summary>Whether the stored credential is exchanged for a token before a request is sent.</summary>
    public bool Exchanges => Scheme is "OAuth2" or "GitHubApp" || Vault is { Method: not "Token" };
}

/// <summary>A credential that is exchanged for access tokens (RFC 6749, RFC 7523).</summary>
/// <param name="Grant">Name in the contract's enum, such as <c>RefreshToken</c>.</param>
/// <param name="TokenUrl">Absolute https address, or a path on the base address's host.</param>
/// <param name="ClientId">Template.</param>
/// <param name="ClientSecret">Template, or empty.</param>
/// <param name="ClientAuthentication">Name in the contract's enum, such as <c>Body</c>.</param>
/// <param name="RefreshToken">Template, or empty.</param>
/// <param name="Rotates">Whether a refresh token works once.</param>
/// <param name="Scopes">Scopes to ask for.</param>
/// <param name="ScopeSeparator">What stands between them.</param>
/// <param name="TokenParameters">Further form fields of the token request.</param>
/// <param name="Assertion">The signed assertion of a JWT bearer grant, or <c>null</c>.</param>
/// <param name="DefaultLifetimeSeconds">How long a token lives if its answer does not tell.</param>
/// <param name="BaseUrlFrom">Property of the token's answer with the base address of the API, or <c>null</c>.</param>
/// <param name="Authorization">How a person grants access, or <c>null</c>.</param>
public sealed record OAuth2Metadata(
    string Grant, string TokenUrl, string ClientId, string ClientSecret, string ClientAuthentication, string RefreshToken, bool Rotates, EquatableArray<string> Scopes,
    string ScopeSeparator, EquatableArray<NamedText> TokenParameters, AssertionMetadata? Assertion, int DefaultLifetimeSeconds, string? BaseUrlFrom, AuthorizationMetadata? Authorization);

/// <summary>A signed assertion (RFC 7523), RS256.</summary>
/// <param name="Issuer">Template.</param>
/// <param name="Subject">Template, or empty.</param>
/// <param name="Audience">Address or template.</param>
/// <param name="PrivateKey">Template of a PEM key.</param>
/// <param name="KeyId">Template, or empty.</param>
/// <param name="LifetimeSeconds">How long it is valid.</param>
/// <param name="ScopeClaim">Whether the scopes stand in it and not in the form.</param>
public sealed record AssertionMetadata(string Issuer, string Subject, string Audience, string PrivateKey, string KeyId, int LifetimeSeconds, bool ScopeClaim);

/// <summary>How a person grants access: in a browser, or with a code on another device.</summary>
/// <param name="Url">Page on which access is granted.</param>
/// <param name="DeviceUrl">Where a device code is asked for (RFC 8628), or <c>null</c>.</param>
/// <param name="Pkce">Whether the code is bound to a verifier (RFC 7636).</param>
/// <param name="Parameters">Further parameters of the page's address.</param>
/// <param name="TokenAt">Where the access token stands in the answer if not at the top, or <c>null</c>.</param>
public sealed record AuthorizationMetadata(string Url, string? DeviceUrl, bool Pkce, EquatableArray<NamedText> Parameters, string? TokenAt);

/// <summary>An installation of a GitHub App.</summary>
/// <param name="AppId">Template.</param>
/// <param name="InstallationId">Template.</param>
/// <param name="PrivateKey">Template of a PEM key.</param>
public sealed record GitHubAppMetadata(string AppId, string InstallationId, string PrivateKey);

/// <summary>A token of Vault or OpenBao, or a login that gives one.</summary>
/// <param name="Method">Name in the contract's enum, such as <c>AppRole</c>.</param>
/// <param name="Token">Template, or empty.</param>
/// <param name="RoleId">Template, or empty.</param>
/// <param name="SecretId">Template, or empty.</param>
/// <param name="Role">Template, or empty.</param>
/// <param name="Jwt">Template, or empty.</param>
/// <param name="Mount">Mount of the auth method; a text or template.</param>
/// <param name="Namespace">Template, or empty.</param>
public sealed record VaultMetadata(string Method, string Token, string RoleId, string SecretId, string Role, string Jwt, string Mount, string Namespace);

/// <summary>The servers of a mailbox, each as <c>host:port</c>.</summary>
/// <param name="Imap">Server for reading, or empty.</param>
/// <param name="Smtp">Server for sending, or empty.</param>
public sealed record MailMetadata(string Imap, string Smtp);
