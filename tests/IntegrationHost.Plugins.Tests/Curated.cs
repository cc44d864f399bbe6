using IntegrationHost.Core.Quality;
using IntegrationHost.Plugins.Tests.Vendors;

namespace IntegrationHost.Plugins.Tests;

/// <summary>What there is of the curated providers: the files of their projects, and these tests.</summary>
internal static class Curated
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "evidence");

    /// <summary>The evidence of a provider.</summary>
    /// <param name="name">Last part of its project's name.</param>
    public static ProviderEvidence Evidence(string name)
    {
        var evidence = ProviderEvidence.Read(Path.Combine(Root, "IntegrationHost.Plugins." + name), TestEvidence.None);
        return evidence with
        {
            Tests = new TestEvidence(
                Source($"{name}*Tests.cs"),
                [.. VendorCases.All.Where(item => item.ProviderId == evidence.Id).Select(item => item.KindId)],
                Source($"{name}ClientTests.cs").Contains("[Fact]", StringComparison.Ordinal)),
        };
    }

    // A vendor's own spelling of its name is not C#'s.
    private static string Source(string pattern) => string.Concat(
        Directory.EnumerateFiles(Path.Combine(Root, ".tests"), pattern, new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Select(File.ReadAllText));
}
