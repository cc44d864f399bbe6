using System.Text.Json.Nodes;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>A schema in the metadata's own subset of JSON Schema: what an object or a list holds.</summary>
internal static class SchemaText
{
    private const int MostProperties = 64;
    private const int MostWords = 1000;

    /// <summary>Adds <c>schema</c> to an input or output that is an object or a list, if the schema says more than that.</summary>
    public static void AddTo(JsonObject value, SchemaView schema)
    {
        bool says = (schema.Type == "object" && schema.Properties.Count > 0) || (schema.Type == "array" && schema.Items is not null);
        if (says && value["type"]?.ToString() == schema.Type)
            value["schema"] = Of(schema, 0);
    }

    private static JsonObject Of(SchemaView schema, int depth)
    {
        string type = schema.Type;
        if (depth >= SchemaView.MaxDepth - 1 || type == "json")
            return [];

        var text = new JsonObject { ["type"] = type is "date" or "datetime" ? "string" : type };
        if (type is "date" or "datetime")
            text["format"] = type == "date" ? "date" : "date-time";
        if (depth > 0 && DraftText.Line(schema.Description, 200) is { Length: > 0 } description)
            text["description"] = DraftText.Sentence(description, "");
        switch (type)
        {
            case "object" when schema.Properties.Count > 0:
                (string Name, SchemaView Schema)[] plain = [.. schema.Properties.Where(property => DraftText.Line(property.Name, 129) == property.Name && property.Name.Length is > 0 and <= 128).Take(MostProperties)];
                text["properties"] = new JsonObject(plain.Select(property => KeyValuePair.Create(property.Name, (JsonNode?)Of(property.Schema, depth + 1))));
                if (schema.Required.Intersect(plain.Select(property => property.Name)).ToArray() is { Length: > 0 } required)
                    text["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
                break;
            case "array" when schema.Items is { } items:
                text["items"] = Of(items, depth + 1);
                break;
            case "string" when schema.Words.Count is > 0 and <= MostWords && schema.Words.All(word => DraftText.Line(word, 200) == word):
                text["enum"] = new JsonArray([.. schema.Words.Select(word => (JsonNode)word)]);
                break;
            default:
                break;
        }

        return text;
    }
}
