using System.Text.Json.Nodes;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>References that lead to references and back: whoever follows them never ends. Nothing is described there, so nothing is lost if they say nothing.</summary>
internal static class ReferenceRings
{
    private const int MostSteps = 50;

    /// <summary>Takes one reference out of each ring; gives one that was taken out, or <c>null</c> if there was no ring.</summary>
    /// <param name="root">The document; changed in place.</param>
    public static string? Break(JsonObject root)
    {
        string? broken = null;
        foreach (string start in References(root).Distinct().ToArray())
        {
            string at = start;
            for (int steps = 0; Target(root, at) is JsonObject target && target["$ref"] is JsonValue next && next.TryGetValue(out string? to); steps++)
            {
                at = to!;
                if (steps < MostSteps)
                    continue;
                broken = to;
                target.Remove("$ref");
            }
        }

        return broken;
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(pair => pair is { Key: "$ref", Value: JsonValue value } && value.TryGetValue(out string? text) ? [text] : References(pair.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private static JsonNode? Target(JsonNode root, string reference) => !reference.StartsWith("#/", StringComparison.Ordinal) ? null : reference[2..].Split('/')
        .Select(step => Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))
        .Aggregate((JsonNode?)root, (node, step) => node switch
        {
            JsonObject item => item[step],
            JsonArray items when int.TryParse(step, out int index) && index >= 0 && index < items.Count => items[index],
            _ => null,
        });
}
