using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using IntegrationHost.Metadata.Model;
using Scriban.Runtime;

namespace IntegrationHost.Generators.Emission;

/// <summary>What the template shows of a module: names of its types, and one prepared statement for each thing that its inputs need.</summary>
internal static class ModuleView
{
    private const string IdempotencyInput = "idempotencyKey";

    /// <summary>Names that every class has already.</summary>
    private static readonly string[] ObjectMembers = ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals", "Validate"];

    public static ScriptObject Of(ModuleMetadata module, HashSet<string> types)
    {
        string simple = CSharpText.Identifier(module.ModuleClass.Substring(module.ModuleClass.LastIndexOf('.') + 1));
        string stem = simple.EndsWith("Module", StringComparison.Ordinal) && simple.Length > 6 ? simple.Substring(0, simple.Length - 6) : simple;
        string inputClass = CSharpText.Distinct(stem + "Input", types);
        string outputClass = CSharpText.Distinct(stem + "Output", types);
        OperationMetadata operation = module.Operation;
        Member[] inputs = Members(WithIdempotencyKey(module), stem, inputClass, types);
        (OutputMetadata Output, string Property)[] outputs = Outputs(module, outputClass);
        return new ScriptObject
        {
            ["class_name"] = CSharpText.Distinct(stem + "Module", types),
            ["input_class"] = inputClass,
            ["output_class"] = outputClass,
            ["doc"] = CSharpText.Documentation($"{module.Name}. {module.Description}"),
            ["module_class"] = CSharpText.Literal(module.ModuleClass),
            ["module_type"] = CSharpText.Literal(module.ModuleType),
            ["name"] = CSharpText.Literal(module.Name),
            ["category"] = CSharpText.Literal(module.Category),
            ["description"] = CSharpText.Literal(module.Description),
            ["aliases"] = CSharpText.Literals(module.Aliases),
            ["credential_kinds"] = CSharpText.Literals(module.CredentialKinds),
            ["required_scopes"] = CSharpText.Literals(module.RequiredScopes),
            ["inputs"] = ProviderView.Array(inputs.Select(InputObject)),
            ["outputs"] = ProviderView.Array(outputs.Select(output => OutputObject(output.Output, output.Property))),
            ["rules"] = ProviderView.Array(inputs.SelectMany(Rules)),
            ["patterns"] = ProviderView.Array(inputs.Where(input => input.Pattern is not null).Select(input => new ScriptObject
            {
                ["name"] = input.Pattern!,
                ["pattern"] = CSharpText.Literal(input.Input.Pattern!),
            })),
            ["enums"] = ProviderView.Array(inputs.Where(input => input.Enum is not null).Select(input => EnumObject(input.Enum!, input))),
            ["method"] = CSharpText.Literal(operation.Method),
            ["path"] = CSharpText.Literal(operation.Path),
            ["headers"] = ProviderView.Array(operation.Headers.Select(header => $".Header({CSharpText.Literal(header.Name)}, {CSharpText.Literal(header.Value)})")),
            ["bindings"] = ProviderView.Array(inputs.Select(Binding)),
            ["finish"] = operation.Body switch { "json" => "Json", "form" => "Form", _ => "None" },
            ["error_when"] = operation.ErrorWhen is null ? "null" : ProviderView.Condition(operation.ErrorWhen),
            ["error_code"] = CSharpText.LiteralOrNull(operation.ErrorCode),
            ["error_message"] = CSharpText.LiteralOrNull(operation.ErrorMessage),
        };
    }

    /// <summary>The module's inputs, and one for the idempotency key where the operation has a header for it and no input of its own.</summary>
    private static IEnumerable<InputMetadata> WithIdempotencyKey(ModuleMetadata module)
    {
        string? header = module.Operation.IdempotencyHeader;
        bool own = module.Inputs.Any(input => input.Name == IdempotencyInput || (input.Location == "header" && string.Equals(input.WireName, header, StringComparison.OrdinalIgnoreCase)));
        return header is null || own ? module.Inputs : module.Inputs.Concat(
        [
            new InputMetadata(
                IdempotencyInput, ValueTypes.String, "Key under which the provider runs this at most once; a new one for each run if absent.", false, null, EquatableArray<string>.Empty,
                null, null, 1, 255, null, "header", header),
        ]);
    }

    private static Member[] Members(IEnumerable<InputMetadata> inputs, string stem, string className, HashSet<string> types)
    {
        HashSet<string> taken = Taken(className);
        Member[] members = [.. inputs.Select(input => new Member(input, CSharpText.Distinct(CSharpText.Identifier(input.Name), taken)))];
        foreach (Member member in members)
        {
            InputMetadata input = member.Input;
            if (input.Type == ValueTypes.String && input.AllowedValues.Count > 0)
            {
                member.Enum = new EnumView(CSharpText.Distinct(stem + member.Property, types), input.AllowedValues);
            }
            else if (input.Type == ValueTypes.String && input.Pattern is not null)
            {
                member.Pattern = CSharpText.Distinct(member.Property + "Pattern", taken);
            }
        }

        return members;
    }

    private static (OutputMetadata Output, string Property)[] Outputs(ModuleMetadata module, string className)
    {
        HashSet<string> taken = Taken(className);
        return [.. module.Outputs.Select(output => (output, CSharpText.Distinct(CSharpText.Identifier(output.Name), taken)))];
    }

    private static HashSet<string> Taken(string className) => new(ObjectMembers.Append(className), StringComparer.OrdinalIgnoreCase);

    private static ScriptObject InputObject(Member member)
    {
        InputMetadata input = member.Input;
        string name = CSharpText.Literal(input.Name);
        string type = member.Enum?.Name ?? ClrType(input.Type);
        string? initial = input.Default is { } value ? member.Enum?.ValueOf(value) ?? DefaultOf(input.Type, value) : null;
        string read = member.Enum is { } words ? $"reader.Word({name}, {words.WordsName})" : $"reader.{ReaderOf(input.Type)}({name})";
        return new ScriptObject
        {
            ["name"] = name,
            ["property"] = member.Property,
            ["type"] = initial is not null ? type : input.Required ? "required " + type : type + "?",
            ["type_name"] = CSharpText.Literal(input.Type),
            ["read"] = initial is not null ? $"{read} ?? {initial}" : input.Required ? $"reader.Required({name}, {read})" : read,
            ["initial"] = initial is not null ? $" = {initial};" : "",
            ["doc"] = CSharpText.Documentation(input.Description),
            ["description"] = CSharpText.Literal(input.Description),
            ["required"] = ProviderView.Flag(input.Required),
            ["allowed_values"] = CSharpText.Literals(input.AllowedValues),
        };
    }

    private static ScriptObject EnumObject(EnumView view, Member member) => new()
    {
        ["name"] = view.Name,
        ["words_name"] = view.WordsName,
        ["words"] = string.Join(", ", view.Words.Select(CSharpText.Literal)),
        ["doc"] = CSharpText.Documentation(member.Input.Description),
        ["values"] = ProviderView.Array(view.Words.Select((word, index) => new ScriptObject { ["name"] = view.Values[index], ["doc"] = CSharpText.Documentation(word) })),
    };

    private static ScriptObject OutputObject(OutputMetadata output, string property) => new()
    {
        ["name"] = CSharpText.Literal(output.Name),
        ["property"] = property,
        ["type"] = ClrType(output.Type) + "?",
        ["type_name"] = CSharpText.Literal(output.Type),
        ["reader"] = ReaderOf(output.Type),
        ["path"] = CSharpText.Literal(output.Path),
        ["doc"] = CSharpText.Documentation(output.Description),
        ["description"] = CSharpText.Literal(output.Description),
    };

    private static IEnumerable<string> Rules(Member member)
    {
        InputMetadata input = member.Input;
        string arguments = $"{CSharpText.Literal(input.Name)}, {member.Property}";
        if (member.Enum is not null)
        {
            yield break;
        }

        if (input.Type is ValueTypes.Integer or ValueTypes.Number && (input.Minimum ?? input.Maximum) is not null)
        {
            yield return $"rules.Range({arguments}, {CSharpText.Decimal(input.Minimum)}, {CSharpText.Decimal(input.Maximum)});";
        }

        if (input.Type is ValueTypes.String or ValueTypes.Array && (input.MinLength ?? input.MaxLength) is not null)
        {
            yield return $"rules.{(input.Type == ValueTypes.Array ? "Items" : "Length")}({arguments}, {CSharpText.Integer(input.MinLength)}, {CSharpText.Integer(input.MaxLength)});";
        }

        if (member.Pattern is not null)
        {
            yield return $"rules.Pattern({arguments}, {member.Pattern});";
        }
    }

    private static string Binding(Member member)
    {
        InputMetadata input = member.Input;
        string method = input.Location switch { "path" => "Path", "query" => "Query", "header" => "Header", _ => "Body" };
        string name = input.Location == "path" ? input.Name : input.WireName;
        string made = input.Name == IdempotencyInput && input.Location == "header" ? " ?? global::System.Guid.NewGuid().ToString()" : "";
        string value = member.Enum is { } words ? $"{words.WordsName}.Write(input.{member.Property})" : $"input.{member.Property}";
        return $".{method}({CSharpText.Literal(name)}, {value}{made})";
    }

    private static string ClrType(string type) => type switch
    {
        ValueTypes.Integer => "long",
        ValueTypes.Number => "decimal",
        ValueTypes.Boolean => "bool",
        ValueTypes.DateTime => "global::System.DateTimeOffset",
        ValueTypes.Array or ValueTypes.Object => "global::System.Text.Json.JsonElement",
        _ => "string",
    };

    private static string ReaderOf(string type) => type switch
    {
        ValueTypes.Integer => "Integer",
        ValueTypes.Number => "Number",
        ValueTypes.Boolean => "Boolean",
        ValueTypes.DateTime => "DateTime",
        ValueTypes.Array => "Array",
        ValueTypes.Object => "Object",
        _ => "Text",
    };

    private static string DefaultOf(string type, string value) => type switch
    {
        ValueTypes.Integer => long.Parse(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) + "L",
        ValueTypes.Number => CSharpText.Decimal(value),
        ValueTypes.Boolean => value == "true" ? "true" : "false",
        _ => CSharpText.Literal(value),
    };

    /// <summary>An input and the names it has in C#.</summary>
    private sealed record Member(InputMetadata Input, string Property)
    {
        /// <summary>Its enum, if it has a closed set of values.</summary>
        public EnumView? Enum { get; set; }

        /// <summary>Name of its pattern's field, if it has one.</summary>
        public string? Pattern { get; set; }
    }
}
