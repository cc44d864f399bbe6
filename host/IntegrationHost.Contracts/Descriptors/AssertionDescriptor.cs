namespace IntegrationHost.Contracts.Descriptors;

/// <summary>The assertion of a JWT bearer grant (RFC 7523), signed with RS256. All texts are templates.</summary>
public sealed record AssertionDescriptor
{
    /// <summary>The claim <c>iss</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>The claim <c>sub</c>; left out if empty or if its placeholder has no value.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The claim <c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>The RSA private key as PEM (PKCS#8 or PKCS#1).</summary>
    public required string PrivateKey { get; init; }

    /// <summary>The header <c>kid</c>; left out if empty or if its placeholder has no value.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>Seconds from now to <c>exp</c>; 180 by default.</summary>
    public int LifetimeSeconds { get; init; } = 180;

    /// <summary>Whether the scopes stand in the claim <c>scope</c> and not in the form.</summary>
    public bool ScopeClaim { get; init; }
}
