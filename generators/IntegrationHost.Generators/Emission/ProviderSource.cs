using Microsoft.CodeAnalysis;

namespace IntegrationHost.Generators.Emission;

/// <summary>The C# of one provider, or why there is none.</summary>
internal sealed record ProviderSource(string HintName, string? Code, FileProblems? Failure)
{
    public void AddTo(SourceProductionContext output)
    {
        Failure?.ReportTo(output);
        if (Code is not null)
        {
            output.AddSource(HintName, Code);
        }
    }
}
