using System.Text.Json;

namespace IntegrationHost.Core.Verification;

/// <summary>Lists of a verdict as the text in which they are stored.</summary>
internal static class VerdictJson
{
    public static string Write(IReadOnlyList<KeyValuePair<string, string>> pairs) => JsonSerializer.Serialize(pairs);

    public static string Write(IReadOnlyList<string> items) => JsonSerializer.Serialize(items);

    /// <summary>Pairs; none of a text that is none.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadPairs(string json) => [.. Read<KeyValuePair<string?, string?>>(json)
        .Where(pair => pair is { Key: not null, Value: not null }).Select(pair => KeyValuePair.Create(pair.Key!, pair.Value!))];

    /// <summary>Items; none of a text that is none.</summary>
    public static IReadOnlyList<string> ReadList(string json) => [.. Read<string?>(json).OfType<string>()];

    // What is no list was not written by the host, and must not hide the accounts beside it.
    private static List<T> Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<T>>(json) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
