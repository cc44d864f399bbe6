namespace IntegrationHost.Contracts.Descriptors;

/// <summary>How a person grants access: in a browser (RFC 6749, section 4.1, with RFC 8252), or with a code on another device (RFC 8628).</summary>
public sealed record AuthorizationDescriptor
{
    /// <summary>Absolute https address of the page on which access is granted. A browser opens it; the host sends nothing there.</summary>
    public required string Url { get; init; }

    /// <summary>Absolute https address at which a device code is asked for; <c>null</c> if the provider has none.</summary>
    public string? DeviceUrl { get; init; }

    /// <summary>Whether the code is bound to a verifier with S256 (RFC 7636); <c>true</c> by default.</summary>
    public bool Pkce { get; init; } = true;

    /// <summary>Further parameters of the page's address.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>Path of the access token in the answer if it does not stand at the top; the refresh token is looked for beside it. <c>null</c> for the top.</summary>
    public string? TokenAt { get; init; }
}
