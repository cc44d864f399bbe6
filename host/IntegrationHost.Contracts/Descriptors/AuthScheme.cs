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
}
