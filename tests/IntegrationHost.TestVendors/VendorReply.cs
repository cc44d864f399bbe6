using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>A vendor's answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The JSON body.</param>
internal sealed record VendorReply(int Status, JsonNode Body)
{
    /// <summary>Headers besides the content type.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A body that is no JSON; <c>null</c>, the default, for <see cref="Body"/>.</summary>
    public string? Text { get; init; }

    /// <summary>Content type; JSON by default. An answer of status 204 has none.</summary>
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>The same answer with one more header.</summary>
    public VendorReply With(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };
}
