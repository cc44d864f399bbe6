namespace IntegrationHost.Contracts.Descriptors;

/// <summary>How a credential is exchanged for access tokens (RFC 6749, RFC 7523). Texts named templates hold placeholders as in <see cref="AuthDescriptor"/>.</summary>
public sealed record OAuth2Descriptor
{
    /// <summary>What is exchanged.</summary>
    public required OAuth2Grant Grant { get; init; }

    /// <summary>The token endpoint: an absolute https address, or a path on the host of the base URL.</summary>
    public required string TokenUrl { get; init; }

    /// <summary>Template of the client's id; empty if the grant needs none.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Template of the client's secret; empty for a public client.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>How id and secret are sent.</summary>
    public ClientAuthentication ClientAuthentication { get; init; }

    /// <summary>For <see cref="OAuth2Grant.RefreshToken"/>: one placeholder, of the field that holds the refresh token.</summary>
    public string RefreshToken { get; init; } = "";

    /// <summary>Whether a refresh token works once: the answer holds the next one, which is stored before the access token is used.</summary>
    public bool Rotates { get; init; }

    /// <summary>Scopes to ask for; empty to leave the parameter out.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>What stands between scopes; a space by default (RFC 6749, section 3.3).</summary>
    public string ScopeSeparator { get; init; } = " ";

    /// <summary>Further form fields of the token request; the values are templates.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> TokenParameters { get; init; } = [];

    /// <summary>For <see cref="OAuth2Grant.JwtBearer"/>: the assertion; <c>null</c> for the other grants.</summary>
    public AssertionDescriptor? Assertion { get; init; }

    /// <summary>Seconds that an access token lives if its answer has no <c>expires_in</c>; 3600 by default.</summary>
    public int DefaultLifetimeSeconds { get; init; } = 3600;

    /// <summary>Path in the token's answer at which the base URL of the API stands; <c>null</c> if it is the account's.</summary>
    public string? BaseUrlFrom { get; init; }

    /// <summary>How a person grants access; <c>null</c> if the refresh token comes from elsewhere.</summary>
    public AuthorizationDescriptor? Authorization { get; init; }
}
