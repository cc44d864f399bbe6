using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Inputs and outputs of a module in a provider file.</summary>
internal sealed class ValueReader
{
    /// <summary>Names of which a value is a secret beyond doubt. Wider ones would take <c>max_tokens</c> for one.</summary>
    private static readonly Regex SecretName = new(
        @"^(.*password|.*passphrase|.*secret|api_?key|.*api_?key|access_?token|auth_?token|bearer_?token|private_?key|connection_?string)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, System.TimeSpan.FromSeconds(1));

    /// <summary>Most allowed values of an input: more than there are time zones.</summary>
    public const int MaxAllowed = 1000;

    /// <summary>The only default that an array can have.</summary>
    private const string EmptyArray = "[]";

    private readonly ProblemList problems;

    public ValueReader(ProblemList problems) => this.problems = problems;

    /// <summary>Whether a value of this name is a secret beyond doubt.</summary>
    public static bool IsSecretName(string name) => name.Length <= 128 && SecretName.IsMatch(name);

    public InputMetadata Input(JsonNode node, OperationMetadata? operation)
    {
        var input = new ObjectReader(node, problems);
        string name = Name(input, operation is null);
        string written = input.Find("type") is { Kind: JsonValueKind.String } word ? word.Text : "";
        string type = input.Choice("type", Words.ValueTypes, null);
        string fallback = operation is not null && Forms.Placeholders(operation.Path).Contains(name) ? "path" : operation is { Body: "none" } ? "query" : "body";
        string location = input.Choice("in", Words.Locations, fallback);
        EquatableArray<string> allowed = AllowedValues(input, type);
        string? initial = Either(Scalar(input, "default", type), Written(input, "defaultValue", type));
        string wireName = input.OptionalText("wireName") ?? name;
        CheckPlace(input, operation, type, location, wireName);
        if (type == ValueTypes.String && initial is not null && allowed.Count > 0 && !allowed.Contains(initial))
        {
            input.Report(MetadataRules.UnknownValue, node, $"{node.Path} has a default that is none of its allowed values. {Suggestion.For(initial, allowed)}");
        }

        PresentationMetadata presentation = Presentation(input, written == type || written == "text" ? "" : written);
        CheckSecret(input, name, type, presentation.Sensitive, initial);
        var metadata = new InputMetadata(
            name, type, input.OptionalText("description") ?? "", input.Flag("required"), initial, allowed,
            Either(Scalar(input, "minimum", ValueTypes.Number), Scalar(input, "min", ValueTypes.Number)), Either(Scalar(input, "maximum", ValueTypes.Number), Scalar(input, "max", ValueTypes.Number)),
            input.Number("minLength", 0, 10_000_000), input.Number("maxLength", 0, 10_000_000),
            Pattern(input), location, wireName)
        {
            Shape = Shape(input, type),
            Presentation = presentation,
        };
        CheckBounds(input, metadata);
        input.End("jsonPath");
        return metadata;
    }

    private static void CheckBounds(ObjectReader input, InputMetadata metadata)
    {
        if (InputBounds.AreInverted(metadata))
        {
            input.Report(MetadataRules.UnknownValue, input.Node, $"{input.Path} has a minimum greater than its maximum, so that no value is right. Swap them, or correct one.");
        }
        else if (InputBounds.WhyNotDefault(metadata) is { } why)
        {
            JsonNode place = input.Find("default") ?? input.Find("defaultValue")!;
            input.Report(MetadataRules.UnknownValue, place, $"{place.Path} {why}. Choose another default, or widen what is allowed.");
        }
    }

    public OutputMetadata Output(JsonNode node, bool free)
    {
        var output = new ObjectReader(node, problems);
        string name = Name(output, free);
        string type = output.Choice("type", Words.ValueTypes, null);
        var metadata = new OutputMetadata(name, type, output.OptionalText("description") ?? "", output.BodyPath("jsonPath", required: false) ?? name)
        {
            Shape = Shape(output, type),
        };
        output.End("examples", "condition");
        return metadata;
    }

    /// <summary>An input that is shown for some values of another must name one that is there.</summary>
    public static void CheckVisibility(ObjectReader module, InputMetadata[] inputs)
    {
        string[] names = [.. inputs.Select(input => input.Name)];
        foreach (InputMetadata input in inputs.Where(input => input.Presentation.VisibleWhen is { } when && (when.Input == input.Name || !names.Contains(when.Input))))
        {
            JsonNode place = (module.Find("inputs")?.Items ?? []).Concat(module.Find("config")?.Items ?? []).First(item => item.Find("name")?.Text == input.Name);
            module.Report(
                MetadataRules.UnknownReference, place.Find("visibleWhen") ?? place,
                $"{place.Path}.visibleWhen names no other input of the module. {Suggestion.For(input.Presentation.VisibleWhen!.Input, [.. names.Where(name => name != input.Name)])}");
        }
    }

    private static void CheckPlace(ObjectReader input, OperationMetadata? operation, string type, string location, string wireName)
    {
        if (type is ValueTypes.Array or ValueTypes.Object or ValueTypes.Json && location is "path" or "header" or "cookie")
        {
            input.Report(MetadataRules.UnknownValue, input.Node, $"{input.Path} is of type {type} and cannot stand in the {location}. Put it into the query or the body.");
        }

        if (type == ValueTypes.File && !(location == "body" && operation is { Body: "multipart" }))
        {
            input.Report(MetadataRules.UnknownValue, input.Node, $"{input.Path} is a file; only an operation with \"body\": \"multipart\" can send one. Set that, or give the input another type.");
        }

        if (location is "header" or "cookie" && !Forms.IsHeaderName(wireName))
        {
            input.Report(MetadataRules.BadFormat, input.Node, $"{input.Path} stands in a {location}, and its name on the wire is no {location} name. Set \"wireName\".");
        }

        if (wireName == "$" && !(location == "body" && type == ValueTypes.Object))
        {
            input.Report(MetadataRules.BadFormat, input.Node, $"{input.Path} has the wire name \"$\", which makes an object's properties those of the body. Give it the type \"object\" and the place \"body\", or another name.");
        }

        if (location == "body" && operation is { Body: "none" })
        {
            input.Report(MetadataRules.UnknownValue, input.Node, $"{input.Path} stands in the body, but the operation has \"body\": \"none\". Set \"in\": \"query\", or give the operation a body.");
        }
    }

    private static void CheckSecret(ObjectReader input, string name, string type, bool sensitive, string? initial)
    {
        // "enforceStrongPassword": yes or no is no secret, and nor is a number of tokens.
        bool holdsText = type is not (ValueTypes.Boolean or ValueTypes.Integer or ValueTypes.Number);
        if (!sensitive && holdsText && IsSecretName(name))
        {
            input.Report(MetadataRules.UnmarkedSecret, input.Node, $"{input.Path} is called like a secret but is not marked as one, so its value would be shown. Set \"sensitive\": true, or take it from the account.");
        }

        if (sensitive && initial is not null)
        {
            JsonNode place = input.Find("default") ?? input.Find("defaultValue")!;
            input.Report(MetadataRules.RealLookingExample, place, $"{place.Path} gives a sensitive input a default, which everyone with the plugin could read. Remove it.");
        }
    }

    private static PresentationMetadata Presentation(ObjectReader input, string control) => new(
        input.Flag("multiLine") ? "textarea" : control,
        input.OptionalText("helpText") ?? "",
        input.OptionalText("placeholder") ?? "",
        input.Number("order", -1_000_000, 1_000_000),
        input.OptionalText("group") ?? "",
        input.Flag("advanced"),
        input.Flag("sensitive") || control == "password",
        Scalar(input, "step", ValueTypes.Number),
        Examples(input),
        input.Find("visibleWhen") is { } when ? Visibility(new ObjectReader(when, input)) : null);

    private static EquatableArray<string> Examples(ObjectReader input) =>
        new([.. (input.Find("examples")?.Items ?? []).Where(item => item.Kind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False).Select(item => item.Text)]);

    private static VisibilityMetadata Visibility(ObjectReader when)
    {
        string other = when.Text("input");
        EquatableArray<string> values = when.List("in", 64, item => item.Kind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? item.Text : when.TextOf(item) ?? "", required: true);
        when.End();
        return new VisibilityMetadata(other, values);
    }

    private static ShapeMetadata? Shape(ObjectReader value, string type)
    {
        JsonNode? node = value.Find("schema");
        if (node is null)
        {
            return null;
        }

        if (node.Kind != JsonValueKind.Object)
        {
            value.Report(MetadataRules.WrongType, node, $"{node.Path} must be an object: a JSON Schema.");
            return null;
        }

        ShapeMetadata shape = SchemaReader.Read(node);
        if (shape.Type != type && type is ValueTypes.Object or ValueTypes.Array)
        {
            value.Report(MetadataRules.UnknownValue, node, $"{node.Path} describes another type than {type}. Set its \"type\" to \"{type}\".");
        }

        return shape.Type == type && shape.IsTyped ? shape : null;
    }

    /// <summary>The first that is there. Both are read in any case: a property that nobody asked for would be unknown.</summary>
    private static string? Either(string? own, string? thorApis) => own ?? thorApis;

    /// <summary>ThorAPI calls it <c>validation</c>.</summary>
    private static string? Pattern(ObjectReader input) => Either(input.Pattern("pattern"), input.Pattern("validation"));

    private static string Name(ObjectReader reader, bool free) => ModuleNaming.Name(reader, "name", free, "^[A-Za-z][A-Za-z0-9_]{0,63}$", "letters, digits and \"_\", beginning with a letter");

    /// <summary>ThorAPI's annotations say <c>values</c>, its metadata <c>allowedValues</c>.</summary>
    private static EquatableArray<string> AllowedValues(ObjectReader input, string type)
    {
        EquatableArray<string> values = input.List("values", MaxAllowed, item => AllowedValue(input, item, type));
        EquatableArray<string> allowed = input.List("allowedValues", MaxAllowed, item => AllowedValue(input, item, type));
        return allowed.Count > 0 ? allowed : values;
    }

    /// <summary>A text; of a number, the number itself or as a text, as ThorAPI writes it.</summary>
    private static string AllowedValue(ObjectReader input, JsonNode item, string type)
    {
        if (type is not (ValueTypes.Integer or ValueTypes.Number))
        {
            return input.TextOf(item) ?? "";
        }

        if (item.Kind is JsonValueKind.Number or JsonValueKind.String && IsOfType(item.Text, type))
        {
            return item.Text;
        }

        input.Report(MetadataRules.WrongType, item, $"{item.Path} must be a value of type {type}, in quotes or not.");
        return "0";
    }

    /// <summary>ThorAPI writes defaults as text, whatever their type. Empty means none.</summary>
    private static string? Written(ObjectReader input, string name, string type)
    {
        JsonNode? node = input.Find(name);
        if (node is not { Kind: JsonValueKind.String })
        {
            return Scalar(input, name, type);
        }

        string text = node.Text;
        bool right = text.Length == 0 || IsOfType(text, type);
        if (!right)
        {
            input.Report(MetadataRules.WrongType, node, $"{node.Path} must be {Form(type)}");
        }

        return right && text.Length > 0 ? text : null;
    }

    /// <summary>Whether a text can be read as a value of the type.</summary>
    public static bool IsOfType(string text, string type) => type switch
    {
        ValueTypes.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ValueTypes.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        ValueTypes.Boolean => text is "true" or "false",
        ValueTypes.String => true,
        ValueTypes.Date => Moments.IsDate(text),
        ValueTypes.DateTime => Moments.IsDateTime(text),
        ValueTypes.Array => text == EmptyArray,
        _ => false,
    };

    /// <summary>What a value of the type is, as the end of a sentence, with the next step.</summary>
    private static string Form(string type) => type switch
    {
        ValueTypes.Integer => "a whole number of 64 bits, such as 10.",
        ValueTypes.Number => "a number, such as 0.5.",
        ValueTypes.Boolean => "true or false.",
        ValueTypes.String => "text in quotes.",
        ValueTypes.Date => "a date, such as \"2026-01-31\".",
        ValueTypes.DateTime => "a date and time with its offset, such as \"2026-01-31T08:00:00Z\".",
        ValueTypes.Array => "[]: a list can be empty by default and nothing else.",
        _ => $"absent: an input of type {type} has no default. Remove it.",
    };

    /// <summary>A number, boolean, text or empty array of the given type, as text.</summary>
    private static string? Scalar(ObjectReader input, string name, string type)
    {
        JsonNode? node = input.Find(name);
        if (node is null)
        {
            return null;
        }

        bool right = type switch
        {
            ValueTypes.Integer or ValueTypes.Number => node.Kind == JsonValueKind.Number && IsOfType(node.Text, type),
            ValueTypes.Boolean => node.Kind is JsonValueKind.True or JsonValueKind.False,
            ValueTypes.String => node.Kind == JsonValueKind.String,
            ValueTypes.Date or ValueTypes.DateTime => node.Kind == JsonValueKind.String && IsOfType(node.Text, type),
            ValueTypes.Array => node.Kind == JsonValueKind.Array && node.Items.Count == 0,
            _ => false,
        };
        if (!right)
        {
            input.Report(MetadataRules.WrongType, node, $"{node.Path} must be {Form(type)}");
        }

        return !right ? null : type == ValueTypes.Array ? EmptyArray : node.Text;
    }
}
