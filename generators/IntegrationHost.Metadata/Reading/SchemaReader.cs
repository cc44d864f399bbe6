using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Reading.Published;

namespace IntegrationHost.Metadata.Reading;

/// <summary>What a value is made of, as a subset of JSON Schema: type, properties, required, items, enum, format, description. Anything else it says is any JSON.</summary>
internal static class SchemaReader
{
    /// <summary>Deepest nesting that gets types; below it a value is any JSON.</summary>
    private const int MaxDepth = 6;

    /// <summary>Most properties of an object that get types.</summary>
    private const int MaxProperties = 256;

    public static ShapeMetadata Read(JsonNode node) => Read(node, 0);

    /// <summary>A shape of this type of which no more is known.</summary>
    public static ShapeMetadata Plain(string type) => new(type, EquatableArray<PropertyMetadata>.Empty, null, EquatableArray<string>.Empty);

    private static ShapeMetadata Read(JsonNode node, int depth)
    {
        if (node.Kind != JsonValueKind.Object || depth >= MaxDepth)
        {
            return Plain(ValueTypes.Json);
        }

        string type = TypeOf(node);
        return type switch
        {
            ValueTypes.Object => new ShapeMetadata(type, Properties(node, depth), null, EquatableArray<string>.Empty),
            ValueTypes.Array => new ShapeMetadata(type, EquatableArray<PropertyMetadata>.Empty, node.Find("items") is { Kind: JsonValueKind.Object } items ? Read(items, depth + 1) : null, EquatableArray<string>.Empty),
            ValueTypes.String => new ShapeMetadata(type, EquatableArray<PropertyMetadata>.Empty, null, Words(node.Find("enum"))),
            _ => Plain(type),
        };
    }

    private static string TypeOf(JsonNode node)
    {
        string format = node.Find("format") is { Kind: JsonValueKind.String } known ? known.Text : "";
        return node.Find("type") is { Kind: JsonValueKind.String } type ? type.Text switch
        {
            "string" when format == "date-time" => ValueTypes.DateTime,
            "string" when format == "date" => ValueTypes.Date,
            "string" => ValueTypes.String,
            "integer" => ValueTypes.Integer,
            "number" => ValueTypes.Number,
            "boolean" => ValueTypes.Boolean,
            "array" => ValueTypes.Array,
            "object" => ValueTypes.Object,
            _ => ValueTypes.Json,
        }
        : node.Find("properties") is not null ? ValueTypes.Object
        : node.Find("items") is not null ? ValueTypes.Array
        : ValueTypes.Json;
    }

    private static EquatableArray<PropertyMetadata> Properties(JsonNode node, int depth)
    {
        HashSet<string> required = [.. (node.Find("required")?.Items ?? []).Where(item => item.Kind == JsonValueKind.String).Select(item => item.Text)];
        IEnumerable<JsonMember> members = node.Find("properties")?.Members ?? [];
        return new EquatableArray<PropertyMetadata>(
        [
            .. members.Where(member => member.Name.Length is > 0 and <= 128 && LooseReader.IsPlain(member.Name)).Take(MaxProperties).Select(member => new PropertyMetadata(
                member.Name,
                member.Value.Find("description") is { Kind: JsonValueKind.String } text ? LooseReader.Clean(text.Text) : "",
                required.Contains(member.Name),
                Read(member.Value, depth + 1))),
        ]);
    }

    private static EquatableArray<string> Words(JsonNode? node) => node is { Items.Count: > 0 and <= ValueReader.MaxAllowed } && node.Items.All(item => item.Kind == JsonValueKind.String)
        ? new EquatableArray<string>([.. node.Items.Select(item => item.Text).Where(LooseReader.IsPlain)])
        : EquatableArray<string>.Empty;
}
