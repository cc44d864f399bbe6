namespace IntegrationHost.Contracts.Descriptors;

/// <summary>A request of a smoke test.</summary>
public sealed record VerificationRequestDescriptor
{
    /// <summary>Id within the smoke test.</summary>
    public required string Id { get; init; }

    /// <summary>HTTP method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Name of one of the provider's further addresses that <see cref="Path"/> is below; <c>null</c> for the base URL.</summary>
    public string? Server { get; init; }

    /// <summary>Path below the base URL, with its query if any. No placeholders for secrets.</summary>
    public required string Path { get; init; }

    /// <summary>Fixed headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Body that the host fills in; <c>null</c> for none.</summary>
    public RequestBodyDescriptor? Body { get; init; }

    /// <summary>Whether it is sent without the credential.</summary>
    public bool WithoutCredential { get; init; }

    /// <summary>For <see cref="AuthScheme.GitHubApp"/>: whether it is sent as the app itself and not as its installation.</summary>
    public bool AsApp { get; init; }

    /// <summary>Whether it only enriches: sent after a <c>Valid</c> or <c>Insufficient</c> verdict, its failure changes nothing.</summary>
    public bool Enrichment { get; init; }

    /// <summary>What the request costs or leaves behind, for people; empty if nothing.</summary>
    public string Cost { get; init; } = "";
}
