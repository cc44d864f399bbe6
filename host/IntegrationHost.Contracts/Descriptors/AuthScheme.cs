namespace IntegrationHost.Contracts.Descriptors;

/// <summary>The host's closed set of ways to authenticate. A new one is a change of the host, reviewed as security code.</summary>
public enum AuthScheme
{
    /// <summary><c>Authorization: Bearer value</c> (RFC 6750).</summary>
    Bearer,

    /// <summary>A header of the provider's own.</summary>
    Header,

    /// <summary>A query parameter; only where the provider has nothing else.</summary>
    Query,

    /// <summary><c>Authorization: Basic</c> (RFC 7617).</summary>
    Basic,

    /// <summary>Kept for ThorAPI, which runs the modules; the host sends it nowhere, so that it has no smoke test either.</summary>
    Stored,

    /// <summary>Exchanged for access tokens (RFC 6749, RFC 7523), which go out as <c>Authorization: Bearer</c>.</summary>
    OAuth2,

    /// <summary>An app's key of GitHub: it signs a short JWT, for which an installation's token is given.</summary>
    GitHubApp,

    /// <summary>A token of Vault or OpenBao, or a login that gives one; goes out as <c>X-Vault-Token</c>.</summary>
    Vault,

    /// <summary>A login at mail servers (IMAP, SMTP), which answer as JSON.</summary>
    Mail,

    /// <summary>An address that is itself the secret.</summary>
    Webhook,
}
