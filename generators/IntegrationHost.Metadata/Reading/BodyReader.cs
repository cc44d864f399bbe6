using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>The body of a smoke test's request, as the host will fill it in.</summary>
internal static class BodyReader
{
    public static BodyMetadata? Read(ObjectReader request)
    {
        JsonNode? node = request.Find("body");
        if (node is null)
        {
            return null;
        }

        var body = new ObjectReader(node, request);
        JsonNode? json = body.Find("json");
        EquatableArray<NamedText> form = body.Map("form");
        string? text = body.OptionalText("text");
        if (new[] { json, body.Find("form"), body.Find("text") }.Count(part => part is not null) != 1)
        {
            body.Report(MetadataRules.MissingProperty, node, $"{node.Path} needs exactly one of \"json\", \"form\" and \"text\".");
        }

        body.End();
        return new BodyMetadata(json is null ? null : Compact(json), form, text)
        {
            Placeholders = json is null ? EquatableArray<string>.Empty : new EquatableArray<string>([.. Texts(json).SelectMany(Forms.Placeholders)]),
        };
    }

    private static IEnumerable<string> Texts(JsonNode node) => node.Kind == JsonValueKind.String
        ? [node.Text]
        : node.Items.Concat(node.Members.Select(member => member.Value)).SelectMany(Texts);

    /// <summary>The JSON without white space, in ASCII.</summary>
    private static string Compact(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonNode node)
    {
        switch (node.Kind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonMember member in node.Members)
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonNode item in node.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(node.Text);
                break;
            case JsonValueKind.Null:
                writer.WriteNullValue();
                break;
            default:
                writer.WriteRawValue(node.Text);
                break;
        }
    }
}
