using System;
using IntegrationHost.Generators.Emission;
using IntegrationHost.Metadata;
using Microsoft.CodeAnalysis;

namespace IntegrationHost.Generators;

/// <summary>Turns each <c>*.execmodules.json</c> of a project into a typed provider plugin.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ProviderGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<string> rootNamespace = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? name) && name.Length > 0 ? name : "IntegrationHost.Plugins")
            .WithTrackingName(ProviderGeneratorStepNames.Namespace);

        IncrementalValuesProvider<MetadataFile> files = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(MetadataReader.FileSuffix, StringComparison.OrdinalIgnoreCase))
            .Select(static (file, cancellationToken) => MetadataFile.Read(file, cancellationToken))
            .WithTrackingName(ProviderGeneratorStepNames.Read);

        // Source comes from the model alone and diagnostics from the problems alone: white space in the file moves the one and not the other.
        IncrementalValuesProvider<ProviderSource> sources = files
            .Where(static file => file.Provider is not null)
            .Select(static (file, _) => new ProviderInput(file.Path, file.Provider!))
            .WithTrackingName(ProviderGeneratorStepNames.Model)
            .Combine(rootNamespace)
            .Select(static (pair, cancellationToken) => ProviderEmitter.Emit(pair.Left, pair.Right, cancellationToken))
            .WithTrackingName(ProviderGeneratorStepNames.Source);

        context.RegisterSourceOutput(
            files.Select(static (file, _) => new FileProblems(file.Path, file.Problems)).WithTrackingName(ProviderGeneratorStepNames.Problems),
            static (output, file) => file.ReportTo(output));
        context.RegisterSourceOutput(sources, static (output, source) => source.AddTo(output));
    }
}
