namespace IntegrationHost.EndToEnd.Tests;

/// <summary>Looks for planted secrets in everything that was printed and every file that was left.</summary>
internal static class CanarySearch
{
    public static void AssertAbsent(IReadOnlyList<string> secrets, IEnumerable<string> outputs, string directory) =>
        Assert.Empty(Canaries.CanarySearch.Find(secrets, outputs, directory));
}
