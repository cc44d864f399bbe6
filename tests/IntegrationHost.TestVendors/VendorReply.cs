using System.Text.Json.Nodes;

namespace IntegrationHost.TestVendors;

/// <summary>A vendor's answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The JSON body.</param>
internal sealed record VendorReply(int Status, JsonNode Body)
{
    /// <summary>Headers besides the content type.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The same answer with one more header.</summary>
    public VendorReply With(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };
}
