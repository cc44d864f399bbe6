using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;
using Microsoft.CodeAnalysis;

namespace IntegrationHost.Generators.Emission;

/// <summary>The C# of one provider, or why there is none.</summary>
/// <param name="Path">The metadata file.</param>
/// <param name="HintName">Name of the C# file.</param>
/// <param name="Code">The C#.</param>
/// <param name="Failure">Why there is none.</param>
internal sealed record ProviderSource(string Path, string HintName, string? Code, FileProblems? Failure)
{
    /// <summary>A source that is not there, for one reason that concerns the whole file.</summary>
    public static ProviderSource Failed(string path, string hintName, MetadataRule rule, string message) =>
        new(path, hintName, null, new FileProblems(path, new EquatableArray<MetadataProblem>([new MetadataProblem(rule, message, 0, 0, 1, 1)])));

    public void AddTo(SourceProductionContext output)
    {
        Failure?.ReportTo(output);
        if (Code is not null)
        {
            output.AddSource(HintName, Code);
        }
    }
}
