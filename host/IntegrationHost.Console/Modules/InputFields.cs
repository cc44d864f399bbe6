using System.Globalization;
using System.Text.Json;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Modules;

/// <summary>A module's inputs as fields of a form: typed, checked while they are typed, and put together as JSON.</summary>
internal static class InputFields
{
    /// <summary>Key of the only field if nothing is known of the inputs: a JSON object.</summary>
    public const string Whole = "input";

    private static readonly string[] Bool = ["true", "false"];

    /// <summary>The fields.</summary>
    /// <param name="metadata">What the catalogue says; <c>null</c> if it knows the module not.</param>
    /// <param name="moduleData">The values that the workflow has already; an empty field keeps them.</param>
    public static FormField[] Of(DescribedModule? metadata, string? moduleData)
    {
        Dictionary<string, JsonElement> stored = Stored(moduleData);
        if (metadata is null)
            return [new FormField(Whole, "Input", Check("object", null, null)) { Help = "A JSON object; empty runs it with what the workflow says.", Placeholder = "{ \"name\": \"value\" }" }];
        return [.. metadata.Inputs.Select(input => Field(input, stored.TryGetValue(input.Name, out JsonElement value) ? value : null))];
    }

    /// <summary>The values that have been typed, as one JSON object.</summary>
    public static JsonElement ToJson(DescribedModule? metadata, IEnumerable<FormField> fields)
    {
        if (metadata is null)
        {
            string whole = fields.First().Reveal();
            return Parse(whole.Length == 0 ? "{}" : whole);
        }

        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            foreach (FormField field in fields.Where(field => !field.IsEmpty))
            {
                json.WritePropertyName(field.Key);
                Write(json, metadata.Inputs.First(input => input.Name == field.Key).Type, field.Reveal());
            }

            json.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    /// <summary>What is wrong with a text as a value of a type; <c>null</c> if nothing is.</summary>
    public static string? Problem(string type, string text, decimal? min, decimal? max)
    {
        switch (type)
        {
            case "integer" or "int" or "long" when !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                return "must be a whole number";
            case "number" or "float" or "double" or "decimal" when !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _):
                return "must be a number, such as 12.5";
            case "integer" or "int" or "long" or "number" or "float" or "double" or "decimal":
                return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) && (number < min || number > max)
                    ? string.Create(CultureInfo.InvariantCulture, $"must be {(min is null ? $"at most {max}" : max is null ? $"at least {min}" : $"from {min} to {max}")}")
                    : null;
            case "boolean" or "bool" or "checkbox" when !Bool.Contains(text):
                return "must be true or false";
            case "array" or "list":
                return IsJson(text, JsonValueKind.Array) || !text.StartsWith('[') ? null : "must be a JSON array, or values with commas between them";
            case "object" or "map":
                return IsJson(text, JsonValueKind.Object) ? null : "must be a JSON object, such as { \"name\": \"value\" }";
            case "json":
                return IsJson(text, null) ? null : "must be JSON";
            default:
                return null;
        }
    }

    private static FormField Field(ModuleInput input, JsonElement? stored)
    {
        string example = stored is { } value && !input.Sensitive ? $"workflow: {value}" : input.DefaultValue is { } fallback ? $"default: {fallback}" : input.Placeholder ?? input.Type;
        return new FormField(input.Name, input.Name, Check(input.Type, input.Min, input.Max))
        {
            Help = input.Description,
            Placeholder = example,
            Required = input.Required && stored is null && input.DefaultValue is null,
            Advanced = input.Advanced && !input.Required,
            Choices = input.AllowedValues.Count > 0 ? input.AllowedValues : input.Type is "boolean" or "bool" or "checkbox" ? Bool : [],
            Secret = input.Sensitive ? new SecretBuffer() : null,
        };
    }

    private static FieldRule Check(string type, decimal? min, decimal? max) => (value, typing) =>
        Problem(type, value.ToString(), min, max) is { } problem && !(typing && type is "object" or "map" or "json" or "boolean" or "bool" or "checkbox") ? new FieldCheck(problem, null) : FieldCheck.Fine;

    private static void Write(Utf8JsonWriter json, string type, string text)
    {
        switch (type)
        {
            case "integer" or "int" or "long" or "number" or "float" or "double" or "decimal" or "boolean" or "bool" or "checkbox" or "object" or "map" or "json":
                Parse(text).WriteTo(json);
                break;
            case "array" or "list" when !text.StartsWith('['):
                json.WriteStartArray();
                foreach (string item in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                    json.WriteStringValue(item);
                json.WriteEndArray();
                break;
            case "array" or "list":
                Parse(text).WriteTo(json);
                break;
            default:
                json.WriteStringValue(text);
                break;
        }
    }

    private static Dictionary<string, JsonElement> Stored(string? moduleData) =>
        IsJson(moduleData ?? "", JsonValueKind.Object) ? Parse(moduleData!).EnumerateObject().GroupBy(one => one.Name, StringComparer.Ordinal).ToDictionary(one => one.Key, one => one.Last().Value, StringComparer.Ordinal) : [];

    private static bool IsJson(string text, JsonValueKind? kind)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return kind is null || document.RootElement.ValueKind == kind;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonElement Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
