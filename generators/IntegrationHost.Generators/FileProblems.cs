using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IntegrationHost.Generators;

/// <summary>The problems of one file.</summary>
internal sealed record FileProblems(string Path, EquatableArray<MetadataProblem> Problems)
{
    public void ReportTo(SourceProductionContext output)
    {
        foreach (MetadataProblem problem in Problems)
        {
            output.ReportDiagnostic(ToDiagnostic(Path, problem));
        }
    }

    /// <summary>The problem at its line and column in the JSON file.</summary>
    public static Diagnostic ToDiagnostic(string path, MetadataProblem problem)
    {
        var begin = new LinePosition(problem.Line - 1, problem.Column - 1);
        var end = new LinePosition(problem.Line - 1, problem.Column - 1 + problem.Length);
        var location = Location.Create(path, new TextSpan(problem.Start, problem.Length), new LinePositionSpan(begin, end));
        return Diagnostic.Create(DiagnosticDescriptors.Of(problem.Rule), location, problem.Message);
    }
}
