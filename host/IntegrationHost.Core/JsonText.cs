using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.Core;

/// <summary>Looks at every text of JSON that came from outside. The platform reads texts only when they are asked for, and fails then: far from where a bad request is told.</summary>
public static class JsonText
{
    private const string Bad = "A text or a name in the JSON is no valid UTF-8, or has half of a surrogate pair.";

    /// <summary>Checks all names and texts.</summary>
    /// <param name="element">What came.</param>
    /// <exception cref="JsonException">One is no valid Unicode.</exception>
    public static void Check(JsonElement element)
    {
        try
        {
            Read(element);
        }
        catch (InvalidOperationException)
        {
            throw new JsonException(Bad);
        }
    }

    /// <summary>Checks all names and texts.</summary>
    /// <param name="node">What came.</param>
    /// <exception cref="JsonException">One is no valid Unicode.</exception>
    public static void Check(JsonNode? node)
    {
        try
        {
            Read(node);
        }
        catch (InvalidOperationException)
        {
            throw new JsonException(Bad);
        }
    }

    private static void Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Read(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                    Read(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }

    private static void Read(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject whole:
                foreach ((_, JsonNode? value) in whole)
                    Read(value);
                break;
            case JsonArray list:
                foreach (JsonNode? item in list)
                    Read(item);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                _ = value.GetValue<string>();
                break;
        }
    }
}
