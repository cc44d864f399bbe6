using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Naming;
using Scriban.Runtime;

namespace IntegrationHost.Generators.Emission;

/// <summary>The inputs of a module: a class, what checks them, and what puts them on a request.</summary>
internal sealed class InputView
{
    private const string IdempotencyInput = "idempotencyKey";

    private readonly Member[] members;

    public InputView(ModuleMetadata module, string className, string stem, HashSet<string> types)
    {
        Record = new RecordView(className, stem, $"Inputs of {module.Name}", "InputReader", types);
        members = [.. WithIdempotencyKey(module).Select(input => new Member(input, Record.Property(input.Name)))];
        foreach (Member member in members)
        {
            Complete(member);
        }
    }

    public RecordView Record { get; }

    public ScriptObject ToScript() => Record.ToScript(
        $"IModuleInput<{Record.ClassName}>",
        members.Where(member => member.Pattern is not null).Select(member => new ScriptObject { ["name"] = member.Pattern!, ["pattern"] = CSharpText.Literal(member.Input.Pattern!) }),
        members.SelectMany(Rules));

    /// <summary>The calls that put the inputs on a request.</summary>
    public IEnumerable<string> Bindings => members.Select(Binding);

    /// <summary>Descriptors of the inputs.</summary>
    public IEnumerable<string> Descriptors => members.Select(member => FieldView.Descriptor(member.Input));

    /// <summary>The module's inputs, and one for the idempotency key where the operation has a header for it and no input of its own.</summary>
    private static IEnumerable<InputMetadata> WithIdempotencyKey(ModuleMetadata module)
    {
        string? header = module.Operation?.IdempotencyHeader;
        bool own = module.Inputs.Any(input => input.Name == IdempotencyInput || (input.Location == "header" && string.Equals(input.WireName, header, System.StringComparison.OrdinalIgnoreCase)));
        return header is null || own ? module.Inputs : module.Inputs.Concat(
        [
            new InputMetadata(
                IdempotencyInput, ValueTypes.String, "Key under which the provider runs this at most once; a new one for each run if absent.", false, null, EquatableArray<string>.Empty,
                null, null, 1, 255, null, "header", header),
        ]);
    }

    private void Complete(Member member)
    {
        InputMetadata input = member.Input;
        bool words = input.AllowedValues.Count > 0 && input.Type is ValueTypes.String or ValueTypes.Array;
        member.Enum = words ? Record.Enum(member.Property, input.Description, input.AllowedValues) : null;
        member.Pattern = input.Pattern is not null && member.Enum is null && input.Type == ValueTypes.String ? Record.Field(member.Property + "Pattern") : null;
        member.Type = member.Enum is null ? Record.Type(input.Type, ShapeOf(input), member.Property, input.Description)
            : input.Type == ValueTypes.Array ? TypeView.Enums(member.Enum, 0) : TypeView.Enum(member.Enum);
        string? initial = input.Default is not { } value ? null
            : input.Type == ValueTypes.Array ? value == "[]" && member.Type.IsList ? value : null
            : member.Enum is { } set ? set.ValueOf(value) : DefaultOf(input.Type, value);
        Record.Add(member.Property, input.Name, input.Name, member.Type, input.Description, input.Required && input.Presentation.VisibleWhen is null, initial);
    }

    /// <summary>A choice of several without a list to choose from is a list of texts.</summary>
    private static ShapeMetadata? ShapeOf(InputMetadata input) => input.Shape ?? (input.Presentation.Control == "multiselect"
        ? new ShapeMetadata(ValueTypes.Array, EquatableArray<PropertyMetadata>.Empty, new ShapeMetadata(ValueTypes.String, EquatableArray<PropertyMetadata>.Empty, null, EquatableArray<string>.Empty), EquatableArray<string>.Empty)
        : null);

    private IEnumerable<string> Rules(Member member)
    {
        InputMetadata input = member.Input;
        string arguments = $"{CSharpText.Literal(input.Name)}, {member.Property}";
        if (input.Type is ValueTypes.Integer or ValueTypes.Number)
        {
            if ((input.Minimum ?? input.Maximum) is not null)
            {
                yield return $"rules.Range({arguments}, {CSharpText.Decimal(input.Minimum)}, {CSharpText.Decimal(input.Maximum)});";
            }

            if (input.AllowedValues.Count > 0)
            {
                yield return $"rules.OneOf({arguments}, {Layout.Arguments("        ", arguments.Length + 24, [.. input.AllowedValues.Select(CSharpText.Decimal)])});";
            }
        }

        if ((input.Type == ValueTypes.Array || (input.Type == ValueTypes.String && member.Enum is null)) && (input.MinLength ?? input.MaxLength) is not null)
        {
            yield return $"rules.{(input.Type == ValueTypes.Array ? "Items" : "Length")}({arguments}, {CSharpText.Integer(input.MinLength)}, {CSharpText.Integer(input.MaxLength)});";
        }

        if (member.Pattern is not null)
        {
            yield return $"rules.Pattern({arguments}, {member.Pattern});";
        }

        if (input.Type == ValueTypes.String && member.Enum is null && input.Presentation.Control is "email" or "url")
        {
            yield return $"rules.{(input.Presentation.Control == "email" ? "Email" : "Address")}({arguments});";
        }

        if (input.Required && input.Default is null && input.Presentation.VisibleWhen is { } when && members.FirstOrDefault(other => other.Input.Name == when.Input) is { } deciding && Condition(deciding, when.Values) is { } condition)
        {
            string words = CSharpText.Literal($"{when.Input} is {string.Join(" or ", when.Values)}");
            yield return $"rules.RequiredWhen({CSharpText.Literal(input.Name)}, {condition}, {member.Property} is not null, {words});";
        }
    }

    /// <summary>Whether an input has one of the values, as an expression; <c>null</c> if none of them can be its.</summary>
    private static string? Condition(Member deciding, IEnumerable<string> values)
    {
        string[] constants =
        [
            .. values.Select(value => deciding.Enum is { } view ? deciding.Input.Type == ValueTypes.Array ? null : view.ValueOf(value) : Constant(deciding.Input.Type, value))
                .Where(constant => constant is not null).Select(constant => constant!).Distinct(),
        ];
        return constants.Length == 0 ? null : $"{deciding.Property} is {string.Join(" or ", constants)}";
    }

    private static string? Constant(string type, string value) => type switch
    {
        ValueTypes.String => CSharpText.Literal(value),
        ValueTypes.Boolean => value is "true" or "false" ? value : null,
        ValueTypes.Integer => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? DefaultOf(type, value) : null,
        ValueTypes.Number => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number.ToString(CultureInfo.InvariantCulture) + "m" : null,
        _ => null,
    };

    private string Binding(Member member)
    {
        InputMetadata input = member.Input;
        string method = input.Location switch { "path" => "Path", "query" => "Query", "header" => "Header", "cookie" => "Cookie", _ => "Body" };
        string name = input.Location == "path" ? input.Name : input.WireName;
        string made = input.Name == IdempotencyInput && input.Location == "header" ? " ?? Guid.NewGuid().ToString()" : "";
        string property = $"input.{member.Property}";
        string value = member.Enum is null ? property : $"{Record.ClassName}.{member.Type.Write(property)}";
        return $".{method}({CSharpText.Literal(name)}, {value}{made})";
    }

    private static string DefaultOf(string type, string value) => type switch
    {
        ValueTypes.Integer => long.Parse(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        ValueTypes.Number => CSharpText.Decimal(value),
        ValueTypes.Boolean => value == "true" ? "true" : "false",
        ValueTypes.Date => CSharpText.Date(value),
        ValueTypes.DateTime => CSharpText.Moment(value),
        _ => CSharpText.Literal(value),
    };

    /// <summary>An input and the names it has in C#.</summary>
    private sealed record Member(InputMetadata Input, string Property)
    {
        /// <summary>Its enum, if it has a closed set of values.</summary>
        public EnumView? Enum { get; set; }

        /// <summary>Name of its pattern's field, if it has one.</summary>
        public string? Pattern { get; set; }

        /// <summary>Its type.</summary>
        public TypeView Type { get; set; } = TypeView.Of(ValueTypes.String);
    }
}
