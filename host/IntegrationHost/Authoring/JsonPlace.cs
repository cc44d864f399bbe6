using System.Globalization;
using System.Text.Json.Nodes;

namespace IntegrationHost.Authoring;

/// <summary>Puts a value at a path of the metadata's form: names joined by dots, <c>[0]</c> at the beginning.</summary>
internal static class JsonPlace
{
    /// <summary>Whether something stands at the path.</summary>
    public static bool IsThere(JsonNode? node, string path) => path.Split('.').Aggregate(node, Step) is not null;

    /// <summary>Puts a value there; objects on the way are made.</summary>
    public static void Put(JsonObject root, string path, JsonNode value)
    {
        string[] steps = path.Split('.');
        JsonObject at = root;
        foreach (string step in steps[..^1])
        {
            if (at[step] is not JsonObject next)
                at[step] = next = [];
            at = next;
        }

        at[steps[^1]] = value;
    }

    private static JsonNode? Step(JsonNode? node, string step) => node switch
    {
        JsonObject item => item[step],
        JsonArray items when int.TryParse(step.Trim('[', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < items.Count => items[index],
        _ => null,
    };
}
