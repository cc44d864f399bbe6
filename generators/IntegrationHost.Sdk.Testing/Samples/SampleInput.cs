using System.Globalization;
using System.Text.Json.Nodes;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Sdk.Testing.Samples;

/// <summary>Makes inputs of a module from what its metadata says of them.</summary>
internal static class SampleInput
{
    private const string Text = "sample";

    /// <summary>The inputs that must be there; with <paramref name="all"/> every one.</summary>
    public static JsonObject Of(ModuleMetadata module, bool all = false)
    {
        var input = new JsonObject();
        foreach (InputMetadata item in module.Inputs.Where(item => item.Presentation.VisibleWhen is null && (all || item.Required)))
            input[item.Name] = Value(item);
        foreach (InputMetadata item in module.Inputs.Where(item => item.Presentation.VisibleWhen is { } when && (all || item.Required) && IsVisible(module, when, input)))
            input[item.Name] = Value(item);
        return input;
    }

    /// <summary>A value that the input takes, as far as the metadata tells.</summary>
    public static JsonNode? Value(InputMetadata input) => input.Type switch
    {
        ValueTypes.String => StringOf(input),
        ValueTypes.Integer => long.Parse(NumberOf(input), CultureInfo.InvariantCulture),
        ValueTypes.Number => decimal.Parse(NumberOf(input), NumberStyles.Float, CultureInfo.InvariantCulture),
        ValueTypes.Boolean => true,
        ValueTypes.Date => "2026-01-31",
        ValueTypes.DateTime => "2026-01-31T08:00:00Z",
        ValueTypes.Array => ArrayOf(input),
        ValueTypes.File => new JsonObject { ["name"] = "sample.txt", ["contentType"] = "text/plain", ["base64"] = "c2FtcGxl" },
        _ => input.Shape is { } shape ? ShapeOf(shape) : new JsonObject(),
    };

    private static bool IsVisible(ModuleMetadata module, VisibilityMetadata when, JsonObject input) =>
        (input[when.Input]?.ToString() ?? module.Inputs.FirstOrDefault(other => other.Name == when.Input)?.Default) is { } value && when.Values.Contains(value);

    private static string StringOf(InputMetadata input)
    {
        if (input.AllowedValues.Count > 0)
            return input.AllowedValues[0];
        if (input.Pattern is { } pattern && PatternSample.Of(pattern, input.MinLength ?? 1, input.MaxLength ?? int.MaxValue) is { } matching)
            return matching;
        if (input.Presentation.Examples.Count > 0)
            return input.Presentation.Examples[0];

        string text = input.Presentation.Control switch
        {
            "email" => "ann@example.com",
            "url" => "https://example.com/",
            _ => Text,
        };
        text = text.PadRight(input.MinLength ?? 0, 'x');
        return text.Length > input.MaxLength ? text[..input.MaxLength.Value] : text;
    }

    private static string NumberOf(InputMetadata input)
    {
        if (input.AllowedValues.Count > 0)
            return input.AllowedValues[0];

        decimal number = 1;
        if (decimal.TryParse(input.Minimum, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal least))
            number = Math.Max(number, Math.Ceiling(least));
        if (decimal.TryParse(input.Maximum, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal most))
            number = Math.Min(number, most);
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static JsonArray ArrayOf(InputMetadata input)
    {
        JsonNode? Item() => input.AllowedValues.Count > 0 ? input.AllowedValues[0] : input.Shape?.Items is { } items ? ShapeOf(items) : Text;
        return [.. Enumerable.Range(0, Math.Clamp(input.MinLength ?? 1, 1, 100)).Select(_ => Item())];
    }

    private static JsonNode? ShapeOf(ShapeMetadata shape) => shape.Type switch
    {
        ValueTypes.Object => new JsonObject(shape.Properties.Where(property => property.Required).Select(property => KeyValuePair.Create(property.Name, ShapeOf(property.Shape)))),
        ValueTypes.Array => new JsonArray(shape.Items is { } items ? ShapeOf(items) : Text),
        ValueTypes.Integer or ValueTypes.Number => 1,
        ValueTypes.Boolean => true,
        ValueTypes.Date => "2026-01-31",
        ValueTypes.DateTime => "2026-01-31T08:00:00Z",
        ValueTypes.Json => new JsonObject(),
        _ => shape.AllowedValues.Count > 0 ? shape.AllowedValues[0] : Text,
    };
}
