using System.Text;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;
using Microsoft.CodeAnalysis;
using ModuleMetadata = IntegrationHost.Metadata.Model.ModuleMetadata;

namespace IntegrationHost.Benchmarks;

/// <summary>
/// The floor: the product's reader, and a plain StringBuilder that writes C# of about the same size (descriptor, inputs with validation, outputs). It leaves out
/// smoke tests, escaping beyond quotes, and names that collide, so nothing that has to be safe can be as fast.
/// </summary>
internal sealed class FloorGenerator : IIncrementalGenerator
{
    // The members that every module has, by their full names as the product writes them.
    private static readonly string[] Members =
    [
        "global::IntegrationHost.Contracts.Generated.ErrorShape Errors",
        "global::IntegrationHost.Contracts.Modules.IProviderModule ReadInput",
        "global::System.Collections.Generic.IReadOnlyList<global::IntegrationHost.Contracts.Modules.InputProblem> Validate",
        "global::IntegrationHost.Contracts.Channels.ProviderRequest BuildRequest",
        "global::IntegrationHost.Contracts.Generated.OutputReader ReadOutput",
        "global::IntegrationHost.Contracts.Generated.OutputWriter WriteOutput",
        "global::System.Threading.Tasks.Task<global::IntegrationHost.Contracts.Modules.ModuleResult> ExecuteAsync",
    ];

    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context.AdditionalTextsProvider.Select(static (file, cancellationToken) => MetadataReader.Read(file.GetText(cancellationToken)!.ToString()).Provider),
            static (output, provider) => output.AddSource(provider!.Id + ".g.cs", Emit(provider)));

    private static string Emit(ProviderMetadata provider)
    {
        var code = new StringBuilder("namespace Bench\n{\n    /// <summary>").Append(provider.Name).Append("</summary>\n    public sealed partial class ").Append(provider.Name.Replace(" ", "", StringComparison.Ordinal)).Append("Plugin\n    {\n");
        foreach (ModuleMetadata module in provider.Modules)
        {
            string name = module.ModuleClass[(module.ModuleClass.LastIndexOf('.') + 1)..];
            code.Append("        /// <summary>").Append(module.Name).Append(". ").Append(module.Description).Append("</summary>\n")
                .Append("        [global::System.CodeDom.Compiler.GeneratedCode(\"IntegrationHost.Generators\", \"1.0\")]\n")
                .Append("        public sealed partial class ").Append(name).Append(" : global::IntegrationHost.Contracts.Generated.OperationModule<").Append(name).Append("Input, ").Append(name).Append("Output>\n        {\n")
                .Append("            /// <inheritdoc/>\n            public override global::IntegrationHost.Contracts.Descriptors.ModuleDescriptor Descriptor { get; } = new()\n            {\n")
                .Append("                ModuleClass = \"").Append(module.ModuleClass).Append("\",\n                ModuleType = \"").Append(module.ModuleType).Append("\",\n")
                .Append("                Name = \"").Append(module.Name).Append("\",\n                Category = \"").Append(module.Category).Append("\",\n                Description = \"").Append(module.Description).Append("\",\n");
            foreach (InputMetadata input in module.Inputs)
            {
                code.Append("                new() { Name = \"").Append(input.Name).Append("\", Type = \"").Append(input.Type).Append("\", Description = \"").Append(input.Description)
                    .Append("\", Required = ").Append(input.Required ? "true" : "false").Append(", AllowedValues = [] },\n")
                    .Append("            ").Append(input.Name).Append(" = reader.Read(\"").Append(input.Name).Append("\"),\n")
                    .Append("            rules.Required(\"").Append(input.Name).Append("\", input.").Append(input.Name).Append(");\n")
                    .Append("                .Body(\"").Append(input.WireName).Append("\", input.").Append(input.Name).Append(")\n")
                    .Append("        /// <summary>").Append(input.Description).Append("</summary>\n        public string? ").Append(input.Name).Append(" { get; init; }\n");
            }

            foreach (OutputMetadata output in module.Outputs)
            {
                code.Append("                new() { Name = \"").Append(output.Name).Append("\", Type = \"").Append(output.Type).Append("\", Description = \"").Append(output.Description).Append("\" },\n")
                    .Append("            ").Append(output.Name).Append(" = reader.Read(\"").Append(output.Path).Append("\"),\n                .Add(\"").Append(output.Name).Append("\", output.").Append(output.Name).Append(")\n")
                    .Append("        /// <summary>").Append(output.Description).Append("</summary>\n        public string? ").Append(output.Name).Append(" { get; init; }\n");
            }

            code.Append("            };\n");
            foreach (string member in Members)
            {
                code.Append("\n            /// <inheritdoc/>\n            protected override ").Append(member).Append('(').Append(name).Append("Input input) =>\n")
                    .Append("                new global::IntegrationHost.Contracts.Generated.RequestBuilder(\"").Append(module.Operation!.Method).Append("\", \"").Append(module.Operation.Path).Append("\")\n")
                    .Append("                    .Finish();\n");
            }

            code.Append("        }\n");
        }

        return code.Append("    }\n}\n").ToString();
    }
}
