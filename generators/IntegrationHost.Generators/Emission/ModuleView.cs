using System;
using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Model;
using Scriban.Runtime;

namespace IntegrationHost.Generators.Emission;

/// <summary>What the template shows of a module: its class, and the classes of its inputs and outputs.</summary>
internal static class ModuleView
{
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
            ["doc"] = CSharpText.Documentation($"{module.Name}: {module.Description}"),
            ["facts"] = ProviderView.Array(Facts(module)),
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
    private static IEnumerable<string> Facts(ModuleMetadata module)
    {
        (string Name, string? Value)[] facts =
        [
            ("ModuleClass", CSharpText.Literal(module.ModuleClass)),
            ("ModuleType", CSharpText.Literal(module.ModuleType)),
            ("Name", CSharpText.Literal(module.Name)),
            ("Category", CSharpText.Literal(module.Category)),
            ("Description", FieldView.Text(module.Description)),
            ("Aliases", FieldView.List(module.Aliases)),
            ("Tags", FieldView.List(module.Tags)),
            ("NeedsCredential", module.NeedsCredential ? null : "false"),
            ("RunsHere", module.Operation is null ? "false" : null),
            ("CredentialKinds", FieldView.List(module.CredentialKinds)),
            ("RequiredScopes", FieldView.List(module.RequiredScopes)),
            ("Behavior", module.Behavior is { } behavior ? $"new() {{ {FieldView.Line([("Idempotent", FieldView.Flag(behavior.Idempotent)), ("RequiresNetwork", FieldView.Flag(behavior.RequiresNetwork)), ("SideEffects", FieldView.List(behavior.SideEffects))])} }}" : null),
            ("Errors", module.Errors.Count > 0 ? "[" + string.Join(", ", module.Errors.Select(Error)) + "]" : null),
            ("Dependencies", module.Dependencies.Count > 0 ? "[" + string.Join(", ", module.Dependencies.Select(Dependency)) + "]" : null),
        ];
        return facts.Where(fact => fact.Value is not null).Select(fact => $"{fact.Name} = {fact.Value},");
    }

    private static string Error(ErrorMetadata error) => "new() { " + FieldView.Line(
        [("Code", CSharpText.Literal(error.Code)), ("Status", error.Status is null ? null : CSharpText.Integer(error.Status)), ("Cause", FieldView.Text(error.Cause)), ("Action", FieldView.Text(error.Action))]) + " }";

    private static string Dependency(DependencyMetadata dependency) => "new() { " + FieldView.Line(
        [("Name", CSharpText.Literal(dependency.Name)), ("Type", FieldView.Text(dependency.Type)), ("Description", FieldView.Text(dependency.Description)), ("Required", FieldView.Flag(dependency.Required))]) + " }";

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
            ["finish"] = operation.Body switch { "json" => "Json", "form" => "Form", "multipart" => "Multipart", _ => "None" },
        };
    }

    private static IEnumerable<string> Server(OperationMetadata operation) =>
        operation.Server.Length == 0 ? [] : [$".Server({CSharpText.Literal(operation.Server)})"];

    private static string Errors(OperationMetadata operation, ModuleMetadata module)
    {
        string when = operation.ErrorWhen is null ? "null" : ProviderView.Condition(operation.ErrorWhen);
        string declared = module.Errors.Count == 0 ? "" : $", [{string.Join(", ", module.Errors.Select(Error))}]";
        return $"{when}, {CSharpText.LiteralOrNull(operation.ErrorCode)}, {CSharpText.LiteralOrNull(operation.ErrorMessage)}{declared}";
    }

    private static string Paging(PagingMetadata paging, ModuleMetadata module)
    {
        InputMetadata? input = module.Inputs.FirstOrDefault(input => input.Name == paging.Input);
        return $"PagingStyle.{paging.Style}, {CSharpText.Literal(input?.WireName ?? "")}, {ProviderView.Flag(input?.Location == "body")}, "
            + $"{CSharpText.Literal(paging.Next)}, {CSharpText.Literal(paging.Items)}, {CSharpText.LiteralOrNull(paging.More)}";
    }
}
