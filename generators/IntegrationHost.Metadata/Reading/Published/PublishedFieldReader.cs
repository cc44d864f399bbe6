using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading.Published;

/// <summary>Inputs, settings, form fields and outputs of a published module: InputField, ConfigParameter, FormFieldDefinition, OutputField.</summary>
internal sealed class PublishedFieldReader
{
    private const int MaxWords = ValueReader.MaxAllowed;

    private static readonly string[] Known =
    [
        "name", "type", "description", "required", "defaultValue", "default", "allowedValues", "values", "options", "enum", "helpText", "placeholder", "validation", "pattern",
        "order", "group", "examples", "schema", "advanced", "multiLine", "sensitive", "min", "max", "step", "minimum", "maximum", "minLength", "maxLength", "jsonPath",
        "visibleWhen", "showWhen", "visibleIf", "showIf", "dependsOn", "condition", "label",
    ];

    private readonly PatternCheck patterns = new();

    /// <summary>An input; <c>null</c> if it has no name that could be used.</summary>
    public InputMetadata? Input(LooseReader field, string? key)
    {
        if (NameOf(field, key) is not { } name)
        {
            return null;
        }

        (string type, string control, ShapeMetadata? shape) = TypeOf(field);
        field.NoteMisspelt(Known);
        bool sensitive = field.Flag("sensitive") || control == "password" || (type == ValueTypes.String && ValueReader.IsSecretName(name));
        string[] words = AllowedValues(field, type);
        ValidationMetadata rules = Validation(field);
        bool number = type is ValueTypes.Integer or ValueTypes.Number;
        bool text = type == ValueTypes.String && words.Length == 0;
        bool counted = text || type == ValueTypes.Array;
        VisibilityMetadata? visible = Visibility(field, out bool obscure);
        return WithinBounds(field, new InputMetadata(
            name, type, field.Text("description", "label", "title"), field.Flag("required") && !obscure, Default(field, type, words, sensitive), new EquatableArray<string>(words),
            number ? field.Number("min", "minimum") ?? rules.Minimum : null, number ? field.Number("max", "maximum") ?? rules.Maximum : null,
            counted ? Count(field, "minLength", "minItems") ?? rules.MinLength : null, counted ? Count(field, "maxLength", "maxItems") ?? rules.MaxLength : null,
            text ? rules.Pattern : null, "body", name)
        {
            Shape = shape ?? Schema(field, type),
            Presentation = new PresentationMetadata(
                field.Flag("multiLine") && control.Length == 0 ? "textarea" : control,
                field.Text("helpText"), field.Text("placeholder"), field.Integer("order"), field.Text("group"), field.Flag("advanced"), sensitive,
                number ? field.Number("step") : null, new EquatableArray<string>(sensitive ? [] : [.. field.Texts(8, "examples").Select(LooseReader.Clean)]), visible),
        });
    }

    /// <summary>Bounds that leave no value, and a default beyond its own bounds, are worse than none.</summary>
    private static InputMetadata WithinBounds(LooseReader field, InputMetadata input)
    {
        InputMetadata bounded = input;
        if (InputBounds.AreInverted(input))
        {
            field.LeaveOut(field.Node, "its smallest value or length is greater than its greatest; any is taken.");
            bounded = input with { Minimum = null, Maximum = null, MinLength = null, MaxLength = null };
        }

        if (InputBounds.WhyNotDefault(bounded) is not { } why)
        {
            return bounded;
        }

        field.LeaveOut(field.Find("defaultValue", "default")!, $"the default {why}.");
        return bounded with { Default = null };
    }

    /// <summary>An output; <c>null</c> if it has no name that could be used.</summary>
    public static OutputMetadata? Output(LooseReader field, string? key)
    {
        if (NameOf(field, key) is not { } name)
        {
            return null;
        }

        field.NoteMisspelt(Known);
        (string type, _, ShapeMetadata? shape) = TypeOf(field);
        return new OutputMetadata(name, type, field.Text("description", "label", "title"), Path(field.Text("jsonPath")) ?? name) { Shape = shape ?? Schema(field, type) };
    }

    private static string? NameOf(LooseReader field, string? key)
    {
        string name = field.Node.Kind == JsonValueKind.Object && field.Text("name") is { Length: > 0 } given ? given : LooseReader.Clean(key ?? "");
        if (ModuleNaming.IsFree(name))
        {
            return name;
        }

        field.LeaveOut(field.Node, "it has no name of 1 to 128 characters. Give it one.");
        return null;
    }

    private static (string Type, string Control, ShapeMetadata? Shape) TypeOf(LooseReader field)
    {
        JsonNode? node = field.Find("type");
        string written = node switch
        {
            { Kind: JsonValueKind.Array } => node.Items.Select(LooseReader.RawOf).FirstOrDefault(item => item is not (null or "null")) ?? "",
            _ => LooseReader.RawOf(node)?.Trim() ?? "",
        };
        string word = written.Split('<')[0].TrimEnd('[', ']', ' ');
        word = word.Substring(word.LastIndexOf('.') + 1);
        if (written.EndsWith("[]", StringComparison.Ordinal) || (written.EndsWith(">", StringComparison.Ordinal) && Simple(word) == ValueTypes.Array))
        {
            string item = written.EndsWith("[]", StringComparison.Ordinal) ? word : written.Substring(written.IndexOf('<') + 1).TrimEnd('>');
            string itemType = Simple(item.Substring(item.LastIndexOf('.') + 1).Trim()) ?? ValueTypes.Json;
            return (ValueTypes.Array, "", new ShapeMetadata(ValueTypes.Array, EquatableArray<PropertyMetadata>.Empty, SchemaReader.Plain(itemType), EquatableArray<string>.Empty));
        }

        if (written.Length == 0)
        {
            return (ValueTypes.String, "", null);
        }

        if (Simple(word) is { } type)
        {
            string known = Words.ValueTypes.Keys.FirstOrDefault(candidate => string.Equals(candidate, word, StringComparison.OrdinalIgnoreCase)) ?? "";
            bool secret = string.Equals(word, "secret", StringComparison.OrdinalIgnoreCase);
            return (type, secret ? "password" : known == type || known is "text" or ValueTypes.File ? "" : known, null);
        }

        string[] types = [.. Words.ValueTypes.Keys];
        field.Report(MetadataRules.UnknownFieldType, node ?? field.Node, $"{(node ?? field.Node).Path} is no field type that is known; the field is read as text. {Suggestion.For(word, types)}");
        return (ValueTypes.String, "", null);
    }

    /// <summary>The value type of a word, in any case; a file travels by other means than a module's input.</summary>
    private static string? Simple(string word)
    {
        string? type = Words.ValueTypes.TryGetValue(word, out string? exact) ? exact
            : Words.ValueTypes.FirstOrDefault(pair => string.Equals(pair.Key, word, StringComparison.OrdinalIgnoreCase)).Value
            ?? (Words.LooseTypes.TryGetValue(word, out string? loose) ? loose : null);
        return type == ValueTypes.File ? ValueTypes.String : type;
    }

    private static ShapeMetadata? Schema(LooseReader field, string type)
    {
        JsonNode? node = field.Find("schema");
        if (node is { Kind: JsonValueKind.String } && node.Text.TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            // Some servers publish the schema as the text of its JSON.
            node = new JsonTreeReader(new ProblemList()).Read(Encoding.UTF8.GetBytes(node.Text));
        }

        return node is { Kind: JsonValueKind.Object } && SchemaReader.Read(node) is { IsTyped: true } shape && shape.Type == type ? shape : null;
    }

    private static string[] AllowedValues(LooseReader field, string type)
    {
        string[] words = field.Texts(MaxWords + 1, "allowedValues", "values", "options", "enum");
        if (words.Length > MaxWords)
        {
            field.LeaveOut(field.Find("allowedValues", "values", "options", "enum")!, $"it lists more than {MaxWords} values; any value is taken.");
            return [];
        }

        return type switch
        {
            ValueTypes.String or ValueTypes.Array => words,
            ValueTypes.Integer or ValueTypes.Number => [.. words.Select(word => Canonical(word.Trim(), type)).Where(word => ValueReader.IsOfType(word, type)).Distinct(StringComparer.Ordinal)],
            _ => [],
        };
    }

    private static string? Default(LooseReader field, string type, string[] words, bool sensitive)
    {
        JsonNode? node = field.Find("defaultValue", "default");
        string? text = LooseReader.RawOf(node);
        if (node is null || text is "" or "null" or "undefined")
        {
            return null;
        }

        string? value = text is null ? null : type == ValueTypes.String ? text : Canonical(text.Trim(), type);
        string? why = sensitive ? "a sensitive field has no default that everyone may read."
            : type is ValueTypes.Array or ValueTypes.Object or ValueTypes.Json ? "a list or an object has no default here; ThorAPI fills it in where it runs the module."
            : value is null || !LooseReader.IsPlain(value) || !ValueReader.IsOfType(value, type) ? $"the default is no value of type {type}."
            : type is ValueTypes.String or ValueTypes.Integer or ValueTypes.Number && words.Length > 0 && !words.Contains(value) ? "the default is none of the allowed values."
            : null;
        if (why is not null && !IsEmpty(node))
        {
            field.LeaveOut(node, why);
        }

        return why is null ? value : null;
    }

    /// <summary>A default that says as much as none: <c>[]</c> and <c>{}</c>, in quotes or not.</summary>
    private static bool IsEmpty(JsonNode node) => node.Kind is JsonValueKind.Array or JsonValueKind.Object ? node.Items.Count + node.Members.Count == 0 : node.Text.Trim() is "[]" or "{}";

    /// <summary>A number or boolean as C# and JSON write it, where a server wrote <c>1.0</c>, <c>1e3</c>, <c>+5</c> or <c>TRUE</c>; anything else as it is.</summary>
    private static string Canonical(string text, string type)
    {
        if (type == ValueTypes.Boolean)
        {
            return text.ToLowerInvariant();
        }

        bool number = type is ValueTypes.Integer or ValueTypes.Number && !(type == ValueTypes.Integer && ValueReader.IsOfType(text, type));
        return number && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? (type == ValueTypes.Integer && decimal.Truncate(value) == value ? decimal.Truncate(value) : value).ToString(CultureInfo.InvariantCulture)
            : text;
    }

    private static int? Count(LooseReader field, params string[] names) => field.Integer(names) is { } count && count is >= 0 and <= 10_000_000 ? count : null;

    /// <summary>ThorAPI leaves open what <c>validation</c> is: a pattern, or an object of rules. Words of other validators are left out.</summary>
    private ValidationMetadata Validation(LooseReader field)
    {
        JsonNode? node = field.Find("validation", "pattern");
        if (node is { Kind: JsonValueKind.Object })
        {
            var rules = new LooseReader(node, field);
            return new ValidationMetadata(
                Pattern(rules, rules.Find("pattern", "regex")), rules.Number("min", "minimum"), rules.Number("max", "maximum"), Count(rules, "minLength"), Count(rules, "maxLength"));
        }

        return ValidationMetadata.None with { Pattern = Pattern(field, node) };
    }

    private string? Pattern(LooseReader field, JsonNode? node)
    {
        if (node is null or { Kind: JsonValueKind.String, Text.Length: 0 })
        {
            return null;
        }

        string text = node.Kind == JsonValueKind.String ? node.Text : "";
        if (text.Length > 2 && text[0] == '/' && text.LastIndexOf('/') == text.Length - 1)
        {
            text = text.Substring(1, text.Length - 2);
        }

        // Anchors are what tells a pattern from the words of another validator, such as "required|email".
        bool anchored = text.Length > 1 && (text[0] == '^' || text[text.Length - 1] == '$');
        string? why = !anchored ? "it is no pattern from \"^\" to \"$\"; such rules are checked by ThorAPI only." : !LooseReader.IsPlain(text) ? "it holds characters that are invisible or change how text is read." : patterns.WhyNot(text) is { } reason ? $"the pattern {reason}." : null;
        if (why is not null)
        {
            field.LeaveOut(node, why);
            return null;
        }

        return text;
    }

    /// <summary>When the field is shown.</summary>
    /// <param name="field">The field.</param>
    /// <param name="obscure">Whether there is a condition that cannot be read: then nobody knows when a required field is required.</param>
    private static VisibilityMetadata? Visibility(LooseReader field, out bool obscure)
    {
        JsonNode? node = field.Find("visibleWhen", "showWhen", "visibleIf", "showIf", "dependsOn", "condition");
        VisibilityMetadata? condition = node switch
        {
            { Kind: JsonValueKind.Object } => Condition(new LooseReader(node, field)),
            { Kind: JsonValueKind.String } => Condition(node.Text),
            _ => null,
        };
        obscure = node is { Text.Length: > 0 } or { Kind: JsonValueKind.Object or JsonValueKind.Array } && condition is null;
        if (obscure)
        {
            field.LeaveOut(node!, "it is no condition of the form { \"input\": \"action\", \"in\": [\"create\"] }; the field is always shown and never demanded.");
        }

        return condition;
    }

    private static VisibilityMetadata? Condition(LooseReader when)
    {
        string other = when.Text("input", "field", "name", "parameter", "key");
        string[] values = when.Texts(64, "in", "values", "value", "equals", "eq", "is");
        if (other.Length > 0 && values.Length > 0)
        {
            return new VisibilityMetadata(other, new EquatableArray<string>(values));
        }

        // The other notation: { "action": "create" }.
        JsonMember? only = when.Node.Members.Count == 1 ? when.Node.Members[0] : null;
        string[] meant = only is null ? [] : when.Texts(64, only.Name);
        return meant.Length > 0 ? new VisibilityMetadata(LooseReader.Clean(only!.Name), new EquatableArray<string>(meant)) : null;
    }

    /// <summary>The notation of front ends: <c>action == 'create'</c>.</summary>
    private static VisibilityMetadata? Condition(string text)
    {
        Match match = Regex.Match(text.Length > 256 ? "" : text, @"^\s*([A-Za-z_][\w.-]*)\s*={1,3}\s*(?:'([^']*)'|""([^""]*)""|([\w.-]+))\s*$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return match.Success && LooseReader.IsPlain(text) ? new VisibilityMetadata(match.Groups[1].Value, new EquatableArray<string>([match.Groups[2].Value + match.Groups[3].Value + match.Groups[4].Value])) : null;
    }

    /// <summary>A path of plain names: <c>$.data.id</c> and <c>$['data']</c> are ThorAPI's ways to write one.</summary>
    private static string? Path(string path)
    {
        string plain = path.TrimStart('$').Replace("['", ".").Replace("']", "").Replace("[", ".").Replace("]", "").Trim('.');
        return plain.Length is > 0 and <= 256 && plain.Split('.').All(step => step.Length > 0 && step.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '@')) ? plain : null;
    }

    private sealed record ValidationMetadata(string? Pattern, string? Minimum, string? Maximum, int? MinLength, int? MaxLength)
    {
        public static readonly ValidationMetadata None = new(null, null, null, null, null);
    }
}
