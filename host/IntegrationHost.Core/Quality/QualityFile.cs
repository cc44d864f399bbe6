using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Core.Quality;

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

    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static QualityFile Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<QualityFile>(json, Strict) ?? throw new JsonException();
        }
        catch (JsonException failure)
        {
            string place = failure.LineNumber is { } line ? $" at line {line + 1}" : "";
            throw new InvalidDataException($"quality.json cannot be read{place}. It has \"tier\" and \"rules\", and nothing else.", failure);
        }
    }

    /// <summary>The highest tier whose rules, and those of all lower ones, are done or exempt.</summary>
    public QualityTier Reached => QualityRules.All.Where(rule => Of(rule.Id).Standing is not ("done" or "exempt"))
        .Select(rule => rule.Tier - 1).DefaultIfEmpty(QualityTier.Platinum).Min();

    /// <summary>How a rule stands: <c>"done"</c>, <c>{ "exempt": "reason" }</c> or <c>{ "open": "reason" }</c>.</summary>
    public (string Standing, string Reason) Of(string rule)
    {
        if (!Rules.TryGetValue(rule, out JsonElement value))
            return ("missing", "");
        if (value.ValueKind == JsonValueKind.String)
            return (value.GetString()!, "");

        return value.ValueKind == JsonValueKind.Object && value.EnumerateObject().ToArray() is [{ Value.ValueKind: JsonValueKind.String } only]
            ? (only.Name, only.Value.GetString()!)
            : ("unreadable", "");
    }
}
