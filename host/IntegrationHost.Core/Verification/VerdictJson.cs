using System.Text.Json;

namespace IntegrationHost.Core.Verification;

/// <summary>Lists of a verdict as the text in which they are stored.</summary>
internal static class VerdictJson
{
    public static string Write(IReadOnlyList<KeyValuePair<string, string>> pairs) => JsonSerializer.Serialize(pairs);

    public static string Write(IReadOnlyList<string> items) => JsonSerializer.Serialize(items);

    public static IReadOnlyList<KeyValuePair<string, string>> ReadPairs(string json) => JsonSerializer.Deserialize<List<KeyValuePair<string, string>>>(json) ?? [];

    public static IReadOnlyList<string> ReadList(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];
}
