using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Client.Wire;

/// <summary>ThorAPI's nested reference to an IntegrationAccount: only the id is read; the rest is kept as it came.</summary>
public sealed record AccountReference
{
    /// <summary>UUID of the account.</summary>
    public string? Id { get; init; }

    /// <summary>Name of the account, on read.</summary>
    public string? AccountName { get; init; }

    /// <summary>Further properties of the nested object.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }
}
