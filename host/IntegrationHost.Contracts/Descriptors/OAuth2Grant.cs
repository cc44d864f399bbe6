namespace IntegrationHost.Contracts.Descriptors;

/// <summary>What is exchanged for an access token.</summary>
public enum OAuth2Grant
{
    /// <summary>A refresh token (RFC 6749, section 6).</summary>
    RefreshToken,

    /// <summary>The client's own id and secret (RFC 6749, section 4.4).</summary>
    ClientCredentials,

    /// <summary>An assertion that the client signs (RFC 7523, section 2.1).</summary>
    JwtBearer,

    /// <summary>A person's name and password (RFC 6749, section 4.3), which stand among the further parameters. Kept for old systems; OAuth 2.1 has no such grant.</summary>
    Password,
}
