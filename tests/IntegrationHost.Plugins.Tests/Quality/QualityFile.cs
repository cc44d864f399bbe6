using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Plugins.Tests.Quality;

/// <summary>A provider's <c>quality.json</c>: the tier it claims, and every rule with how it stands.</summary>
internal sealed record QualityFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public required QualityTier Tier { get; init; }

    public required IReadOnlyDictionary<string, JsonElement> Rules { get; init; }

    public static QualityFile Read(string path) => JsonSerializer.Deserialize<QualityFile>(File.ReadAllText(path), Strict)!;

    /// <summary>How a rule stands: <c>"done"</c>, <c>{ "exempt": "reason" }</c> or <c>{ "open": "reason" }</c>.</summary>
    public (string Standing, string Reason) Of(string rule)
    {
        JsonElement value = Rules[rule];
        if (value.ValueKind == JsonValueKind.String)
            return (value.GetString()!, "");

        JsonProperty only = Assert.Single(value.EnumerateObject());
        return (only.Name, only.Value.GetString()!);
    }
}
