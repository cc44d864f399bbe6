using System;
using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Naming;
using Scriban.Runtime;

namespace IntegrationHost.Generators.Emission;

/// <summary>What the template shows of a module: its class, and the classes of its inputs and outputs.</summary>
internal static class ModuleView
{
    private const string FactIndent = "        ";

    private const string ItemIndent = "            ";

    public static ScriptObject Of(ModuleMetadata module, ProviderMetadata provider, HashSet<string> types)
    {
        string simple = CSharpText.Identifier(module.ModuleClass.Substring(module.ModuleClass.LastIndexOf('.') + 1), "Some");
        string stem = simple.EndsWith("Module", StringComparison.Ordinal) && simple.Length > 6 ? simple.Substring(0, simple.Length - 6) : simple;
        string inputClass = CSharpText.Distinct(stem + "Input", types);
        string outputClass = CSharpText.Distinct(stem + "Output", types);
        string className = CSharpText.Distinct(stem + "Module", types);
        var inputs = new InputView(module, inputClass, stem, types);
        var outputs = new RecordView(outputClass, stem, $"Outputs of {module.Name}", "OutputReader", types);
        foreach (OutputMetadata output in module.Outputs)
        {
            string property = outputs.Property(output.Name);
            outputs.Add(property, output.Name, output.Path, outputs.Type(output.Type, output.Shape, property, output.Description), output.Description, false, null);
        }

        var records = new ScriptArray
        {
            inputs.ToScript(),
            outputs.ToScript($"IModuleOutput<{outputClass}>", [], null),
        };
        foreach (RecordView nested in inputs.Record.Nested.Concat(outputs.Nested))
        {
            records.Add(nested.ToScript("IModuleRecord", [], null));
        }

        return new ScriptObject
        {
            ["class_name"] = className,
            ["base_class"] = $"{BaseClass(module)}<{inputClass}, {outputClass}>",
            ["input_class"] = inputClass,
            ["doc"] = Layout.Summary("", CSharpText.Documentation($"{module.Name}: {module.Description}", CSharpText.Words(className))),
            ["facts"] = ProviderView.Array(Facts(module, provider)),
            ["inputs"] = ProviderView.Array(inputs.Descriptors),
            ["outputs"] = ProviderView.Array(module.Outputs.Select(FieldView.Descriptor)),
            ["records"] = records,
            ["request"] = module.Operation is { } operation ? Request(operation, provider, inputs) : null,
            ["errors"] = module.Operation is { } failing ? Errors(failing, module) : null,
            ["paging"] = module.Operation?.Paging is { } paging ? Paging(paging, module) : null,
        };
    }

    private static string BaseClass(ModuleMetadata module) =>
        module.Operation is null ? "DescribedModule" : module.Operation.Paging is null ? "OperationModule" : "PagedModule";

    /// <summary>The descriptor's properties beside inputs and outputs; what is as by default is not said.</summary>
    private static IEnumerable<string> Facts(ModuleMetadata module, ProviderMetadata provider)
    {
        (string Name, CodeValue Value)[] facts =
        [
            ("ModuleClass", CodeValue.Literal(module.ModuleClass)),
            ("ModuleType", CodeValue.Literal(module.ModuleType)),
            ("Name", CodeValue.Literal(module.Name)),
            ("Category", CodeValue.Literal(module.Category.Length > 0 ? module.Category : provider.Category)),
            ("Description", CodeValue.Text(module.Description)),
            ("Aliases", CodeValue.Texts(module.Aliases)),
            ("Tags", CodeValue.Texts(module.Tags)),
            ("NeedsCredential", module.NeedsCredential ? CodeValue.None : "false"),
            ("RunsHere", module.Operation is null ? "false" : CodeValue.None),
            ("CredentialKinds", CodeValue.Texts(module.CredentialKinds)),
            ("RequiredScopes", CodeValue.Texts(module.RequiredScopes)),
            ("Behavior", module.Behavior is { } behavior ? Behavior(behavior) : CodeValue.None),
            ("Errors", Items(module.Errors, Error)),
            ("Dependencies", Items(module.Dependencies, Dependency)),
        ];
        return facts.Where(fact => fact.Value.IsSome).Select(fact => Layout.Property(FactIndent, fact.Name, fact.Value) + ",");
    }

    private static CodeValue Items<T>(EquatableArray<T> items, Func<T, string> code)
        where T : IEquatable<T> => items.Count == 0 ? CodeValue.None : CodeValue.List([.. items.Select(code)]);

    private static string Behavior(BehaviorMetadata behavior) => Layout.Creation(
        FactIndent, ("Idempotent", FieldView.Flag(behavior.Idempotent)), ("RequiresNetwork", FieldView.Flag(behavior.RequiresNetwork)), ("SideEffects", CodeValue.Texts(behavior.SideEffects)));

    private static string Error(ErrorMetadata error) => Layout.Creation(
        ItemIndent,
        ("Code", CodeValue.Literal(error.Code)), ("Status", error.Status is null ? CodeValue.None : CSharpText.Integer(error.Status)), ("Cause", CodeValue.Text(error.Cause)), ("Action", CodeValue.Text(error.Action)));

    private static string Dependency(DependencyMetadata dependency) => Layout.Creation(
        ItemIndent,
        ("Name", CodeValue.Literal(dependency.Name)), ("Type", CodeValue.Text(dependency.Type)), ("Description", CodeValue.Text(dependency.Description)), ("Required", FieldView.Flag(dependency.Required)));

    private static ScriptObject Request(OperationMetadata operation, ProviderMetadata provider, InputView inputs)
    {
        bool own = provider.ApiVersion is { } named && operation.Headers.All(header => !string.Equals(header.Name, named.Name, StringComparison.OrdinalIgnoreCase));
        IEnumerable<NamedText> headers = own ? operation.Headers.Prepend(provider.ApiVersion!) : operation.Headers;
        return new ScriptObject
        {
            ["method"] = CSharpText.Literal(operation.Method),
            ["path"] = CSharpText.Literal(operation.Path),
            ["calls"] = ProviderView.Array(Server(operation)
                .Concat(headers.Select(header => $".Header({CSharpText.Literal(header.Name)}, {CSharpText.Literal(header.Value)})")).Concat(inputs.Bindings)),
            ["finish"] = operation.Body switch { "json" => "Json", "form" => "Form", "repeatedForm" => "RepeatedForm", "multipart" => "Multipart", _ => "None" },
        };
    }

    private static IEnumerable<string> Server(OperationMetadata operation) =>
        operation.Server.Length == 0 ? [] : [$".Server({CSharpText.Literal(operation.Server)})"];

    /// <summary>The error shape; the errors that are declared stand in the descriptor already.</summary>
    private static string Errors(OperationMetadata operation, ModuleMetadata module)
    {
        string when = operation.ErrorWhen is null ? "null" : ProviderView.Condition(operation.ErrorWhen);
        string paths = $"CodePath: {CSharpText.LiteralOrNull(operation.ErrorCode)}, MessagePath: {CSharpText.LiteralOrNull(operation.ErrorMessage)}";
        return module.Errors.Count == 0 && operation is { ErrorWhen: null, ErrorCode: null, ErrorMessage: null } ? "ErrorShape.None"
            : "new(" + (module.Errors.Count > 0 ? $"When: {when}, {paths}, Declared: Descriptor.Errors" : $"When: {when}, {paths}") + ")";
    }

    private static string Paging(PagingMetadata paging, ModuleMetadata module)
    {
        InputMetadata? input = module.Inputs.FirstOrDefault(input => input.Name == paging.Input);
        return $"PagingStyle.{paging.Style}, Name: {CSharpText.Literal(input?.WireName ?? "")}, InBody: {ProviderView.Flag(input?.Location == "body")}, "
            + $"Next: {CSharpText.Literal(paging.Next)}, Items: {CSharpText.Literal(paging.Items)}, More: {CSharpText.LiteralOrNull(paging.More)}";
    }
}
