using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Modules: ThorAPI's metadata shape and the operation behind it.</summary>
internal sealed class ModuleReader
{
    private readonly ProblemList problems;
    private readonly EquatableArray<CredentialKindMetadata> kinds;

    public ModuleReader(ProblemList problems, EquatableArray<CredentialKindMetadata> kinds)
    {
        this.problems = problems;
        this.kinds = kinds;
    }

    public ModuleMetadata Module(JsonNode node)
    {
        var module = new ObjectReader(node, problems);
        OperationMetadata operation = Operation(module.Require("operation") ?? new JsonNode(JsonValueKind.Object, node.Start, node.Length, node.Path + ".operation"));
        EquatableArray<InputMetadata> inputs = module.List("inputs", 256, item => Input(item, operation));
        FileReader.Distinct(problems, module.Find("inputs"), "name");
        EquatableArray<string> runners = module.List("credentialKinds", 16, item => Kind(module, item));
        string[] names = [.. inputs.Select(input => input.Name), .. PlainFields(runners)];
        foreach (string placeholder in Forms.Placeholders(operation.Path).Where(placeholder => !names.Contains(placeholder)))
        {
            module.Report(
                MetadataRules.UnknownReference, module.Find("operation") ?? node,
                $"{node.Path}.operation.path has a placeholder that names neither an input nor a credential field that is no secret. {Suggestion.For(placeholder, names)}");
        }

        EquatableArray<OutputMetadata> outputs = module.List("outputs", 256, Output);
        FileReader.Distinct(problems, module.Find("outputs"), "name");
        var metadata = new ModuleMetadata(
            module.Matching("moduleClass", @"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$", "a class name, such as \"com.example.modules.SendModule\""),
            module.Matching("moduleType", @"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", "a short key of letters, digits, \".\", \"_\" and \"-\""),
            module.Text("name"),
            module.OptionalText("category") ?? "",
            module.OptionalText("description") ?? "",
            module.Texts("aliases"),
            runners,
            module.Texts("requiredScopes", 256),
            inputs,
            outputs,
            operation);

        // The rest of ThorAPI's shape: accepted, and of no use to the generated code.
        module.End("longDescription", "version", "icon", "accentColor", "tags", "config", "exceptions", "behavior", "examples", "dependencies");
        return metadata;
    }

    private string Kind(ObjectReader module, JsonNode node)
    {
        string id = module.TextOf(node) ?? "";
        string[] ids = [.. kinds.Select(kind => kind.Id)];
        if (!ids.Contains(id))
        {
            module.Report(MetadataRules.UnknownReference, node, $"{node.Path} names no credential kind. {Suggestion.For(id, ids)}");
        }

        return id;
    }

    /// <summary>Fields that every kind has that can run the module, and that are no secret: the host can fill them into the path.</summary>
    private IEnumerable<string> PlainFields(EquatableArray<string> runners) => kinds
        .Where(kind => runners.Count == 0 || runners.Contains(kind.Id))
        .Select(kind => kind.Fields.Where(field => !field.Secret).Select(field => field.Key))
        .Aggregate((IEnumerable<string>?)null, (all, fields) => all?.Intersect(fields) ?? fields) ?? [];

    private InputMetadata Input(JsonNode node, OperationMetadata operation)
    {
        var input = new ObjectReader(node, problems);
        string name = InputName(input);
        string type = input.Choice("type", Words.ValueTypes, null);
        string fallback = Forms.Placeholders(operation.Path).Contains(name) ? "path" : operation.Body == "none" ? "query" : "body";
        string location = input.Choice("in", Words.Locations, fallback);
        EquatableArray<string> allowed = AllowedValues(input);
        string? initial = Scalar(input, "default", type) ?? Written(input, "defaultValue", type);
        string wireName = input.OptionalText("wireName") ?? name;
        if (type is ValueTypes.Array or ValueTypes.Object && location is "path" or "header")
        {
            input.Report(MetadataRules.UnknownValue, node, $"{node.Path} is of type {type} and cannot stand in the {location}. Put it into the query or the body.");
        }

        if (type == ValueTypes.String && initial is not null && allowed.Count > 0 && !allowed.Contains(initial))
        {
            input.Report(MetadataRules.UnknownValue, node, $"{node.Path} has a default that is none of its allowed values. {Suggestion.For(initial, allowed)}");
        }

        if (location == "header" && !Forms.IsHeaderName(wireName))
        {
            input.Report(MetadataRules.BadFormat, node, $"{node.Path} stands in a header, and its name on the wire is no header name. Set \"wireName\".");
        }

        var metadata = new InputMetadata(
            name, type, input.OptionalText("description") ?? "", input.Flag("required"), initial, allowed, Scalar(input, "minimum", ValueTypes.Number), Scalar(input, "maximum", ValueTypes.Number), input.Number("minLength", 0, 10_000_000), input.Number("maxLength", 0, 10_000_000),
            input.Pattern("pattern"), location, wireName);
        input.End("jsonPath", "examples", "schema");
        return metadata;
    }

    private OutputMetadata Output(JsonNode node)
    {
        var output = new ObjectReader(node, problems);
        string name = InputName(output);
        var metadata = new OutputMetadata(name, output.Choice("type", Words.ValueTypes, null), output.OptionalText("description") ?? "", output.BodyPath("jsonPath", required: false) ?? name);
        output.End("examples", "schema", "condition");
        return metadata;
    }

    private OperationMetadata Operation(JsonNode node)
    {
        var operation = new ObjectReader(node, problems);
        string method = operation.Method("method");
        string path = operation.Matching("path", @"^/(?!/)([A-Za-z0-9._~!$&'()*+,;=:@%/?-]|\{[A-Za-z][A-Za-z0-9_]*\})*$", "a path below the base address with {input} placeholders, such as \"/users/{id}\"");
        string body = operation.Choice("body", Words.BodyForms, method is "POST" or "PUT" or "PATCH" ? "json" : "none");
        ConditionMetadata? when = null;
        string? code = null;
        string? message = null;
        if (operation.Find("error") is { } errorNode)
        {
            var error = new ObjectReader(errorNode, problems);
            when = error.Find("when") is { } condition ? new VerificationReader(problems).Condition(condition, header: false) : null;
            code = error.BodyPath("code", required: false);
            message = error.BodyPath("message", required: false);
            error.End();
        }

        string? idempotency = operation.OptionalText("idempotencyHeader");
        if (idempotency is not null && !Forms.IsHeaderName(idempotency))
        {
            operation.Report(MetadataRules.BadFormat, operation.Find("idempotencyHeader")!, $"{node.Path}.idempotencyHeader must be a header name, such as \"Idempotency-Key\".");
        }

        var metadata = new OperationMetadata(method, path, body, VerificationReader.Headers(operation), idempotency, when, code, message);
        operation.End();
        return metadata;
    }

    private static string InputName(ObjectReader reader) => reader.Matching("name", "^[A-Za-z][A-Za-z0-9_]{0,63}$", "letters, digits and \"_\", beginning with a letter");

    /// <summary>ThorAPI's annotations say <c>values</c>, its metadata <c>allowedValues</c>.</summary>
    private static EquatableArray<string> AllowedValues(ObjectReader input)
    {
        EquatableArray<string> values = input.Texts("values", 256);
        EquatableArray<string> allowed = input.Texts("allowedValues", 256);
        return allowed.Count > 0 ? allowed : values;
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
        bool right = text.Length == 0 || type switch
        {
            ValueTypes.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            ValueTypes.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            ValueTypes.Boolean => text is "true" or "false",
            ValueTypes.String => true,
            _ => false,
        };
        if (!right)
        {
            input.Report(MetadataRules.WrongType, node, $"{node.Path} must be a value of type {type}, in quotes or not.");
        }

        return right && text.Length > 0 ? text : null;
    }

    /// <summary>A number, boolean or text of the given type, as text.</summary>
    private static string? Scalar(ObjectReader input, string name, string type)
    {
        JsonNode? node = input.Find(name);
        if (node is null)
        {
            return null;
        }

        bool right = type switch
        {
            ValueTypes.Integer => node.Kind == JsonValueKind.Number && long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            ValueTypes.Number => node.Kind == JsonValueKind.Number && decimal.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            ValueTypes.Boolean => node.Kind is JsonValueKind.True or JsonValueKind.False,
            ValueTypes.String => node.Kind == JsonValueKind.String,
            _ => false,
        };
        if (!right)
        {
            input.Report(MetadataRules.WrongType, node, $"{node.Path} must be a value of type {type}.");
        }

        return right ? node.Text : null;
    }
}
