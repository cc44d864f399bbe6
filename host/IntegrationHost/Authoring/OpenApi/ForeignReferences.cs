using System.Text.Json.Nodes;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>References to other files and addresses. None is followed: a stranger's document must not choose what is read here.</summary>
internal static class ForeignReferences
{
    /// <summary>A sentence that names some of them; <c>null</c> if there are none.</summary>
    public static string? Tell(JsonObject root)
    {
        string[] files = [.. All(root).Select(reference => reference.Split('#')[0]).Distinct(StringComparer.Ordinal)];
        return files.Length == 0
            ? null
            : $"The document refers to other files ({string.Join(", ", files.Take(3).Select(file => $"\"{DraftText.Line(file, 60)}\""))}{(files.Length > 3 ? $" and {files.Length - 3} more" : "")}), which are not read: "
                + "what stands there is missing. Put all of it into one file with a bundler for OpenAPI, and name that.";
    }

    private static IEnumerable<string> All(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(pair => pair is { Key: "$ref", Value: JsonValue value } && value.TryGetValue(out string? text)
            ? text.Length > 0 && text[0] != '#' ? [text] : []
            : All(pair.Value)),
        JsonArray items => items.SelectMany(All),
        _ => [],
    };
}
