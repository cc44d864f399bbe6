using System.Text.Json.Nodes;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>JSON as a schema describes it, made up: examples of strangers may hold anything.</summary>
internal static class SampleBody
{
    private const int MostProperties = 24;

    public static JsonNode? Of(SchemaView schema, int depth = 0) => schema.Type switch
    {
        "object" => depth >= 4 ? new JsonObject() : new JsonObject(schema.Properties.Take(MostProperties)
            .Select(property => KeyValuePair.Create(DraftText.Line(property.Name, 128), Of(property.Schema, depth + 1))).DistinctBy(pair => pair.Key)),
        "array" => depth >= 4 || schema.Items is not { } items ? new JsonArray() : new JsonArray(Of(items, depth + 1)),
        "integer" or "number" => 1,
        "boolean" => true,
        "date" => "2026-01-31",
        "datetime" => "2026-01-31T08:00:00Z",
        "json" => new JsonObject(),
        _ => schema.Words.Count > 0 && DraftText.Line(schema.Words[0], 100).Trim() is { Length: > 0 } word ? word : schema.Format == "email" ? "ann@example.com" : "EXAMPLE",
    };
}
