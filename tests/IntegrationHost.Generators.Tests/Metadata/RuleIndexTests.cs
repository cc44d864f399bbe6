using IntegrationHost.Generators.Tests.Samples;
using IntegrationHost.Metadata;

namespace IntegrationHost.Generators.Tests.Metadata;

/// <summary>The index page, the compiler's descriptors, the release file and the rules say the same.</summary>
public sealed class RuleIndexTests
{
    [Fact]
    public void Index_Descriptors_AndReleases_ListEveryRuleOnce()
    {
        string[] rules = [.. MetadataRules.All.Select(rule => $"{rule.Id} {rule.Severity.ToString().ToLowerInvariant()} {rule.Title}")];
        Assert.Equal(rules, rules.Distinct());
        Assert.Equal(rules, Rows(Path.Combine("generators", "README.md"), cells => $"{cells[1]} {cells[2]} {cells[3]}"));
        Assert.Equal(rules, DiagnosticDescriptors.All.Select(descriptor => $"{descriptor.Id} {descriptor.DefaultSeverity.ToString().ToLowerInvariant()} {descriptor.Title}"));
        Assert.Equal(rules, Rows(Path.Combine("generators", "IntegrationHost.Generators", "AnalyzerReleases.Unshipped.md"), cells => $"{cells[0]} {cells[2].ToLowerInvariant()} {cells[3]}"));
    }

    private static IEnumerable<string> Rows(string path, Func<string[], string> read) =>
        File.ReadAllLines(Path.Combine(Sample.RepositoryRoot, path))
            .Where(line => line.TrimStart('|', ' ').StartsWith("IHG", StringComparison.Ordinal))
            .Select(line => read([.. line.Split('|').Select(cell => cell.Trim())]));
}
