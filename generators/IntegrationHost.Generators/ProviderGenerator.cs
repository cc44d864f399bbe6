using System;
using System.Collections.Immutable;
using System.Linq;
using IntegrationHost.Generators.Emission;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;
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
        // Two sources of one name would throw in the compiler; the names alone decide, so that an edit of a module stays the edit of one file.
        IncrementalValueProvider<EquatableArray<string>> doubled = sources
            .Select(static (source, _) => (source.Path, source.HintName))
            .Collect()
            .Select(static (names, _) => Doubled(names))
            .WithTrackingName(ProviderGeneratorStepNames.Names);
        context.RegisterSourceOutput(
            sources.Combine(doubled).Select(static (pair, _) => Only(pair.Left, pair.Right)).WithTrackingName(ProviderGeneratorStepNames.Output),
            static (output, source) => source.AddTo(output));
    }

    /// <summary>Files whose C# would have the name of another's: all but the first by path.</summary>
    private static EquatableArray<string> Doubled(ImmutableArray<(string Path, string HintName)> names) => new(
    [
        .. names.GroupBy(name => name.HintName, StringComparer.OrdinalIgnoreCase)
            .SelectMany(group => group.Select(name => name.Path).OrderBy(path => path, StringComparer.Ordinal).Skip(1)),
    ]);

    private static ProviderSource Only(ProviderSource source, EquatableArray<string> doubled) => doubled.Contains(source.Path)
        ? ProviderSource.Failed(
            source.Path, source.HintName, MetadataRules.SameProvider,
            "Another metadata file of this project describes a provider of the same id. Give each its own id, and better its own project.")
        : source;
}
