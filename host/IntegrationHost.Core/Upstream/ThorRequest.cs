namespace IntegrationHost.Core.Upstream;

/// <summary>What is asked of a ThorAPI server. Prints no body.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the server, with its query.</param>
internal sealed record ThorRequest(HttpMethod Method, string Path)
{
    /// <summary>JSON; <c>null</c> for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>What the body is.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>A key by which servers that know it do a POST once.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The version that a PUT was made of, if the server told one.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Whether doing it twice is the same as doing it once.</summary>
    public bool IsRepeatable => Method == HttpMethod.Get;

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path.Split('?')[0]}";
}
