namespace IntegrationHost.Core.Quality;

/// <summary>What there is of tests for a provider. Nothing of it can be seen in a plugin alone, only where its source is.</summary>
/// <param name="Source">The source of the tests that run its modules.</param>
/// <param name="KindsWithVendor">Ids of the credential kinds that are tested against a local vendor.</param>
/// <param name="HasClientTests">Whether the vendor's own library is driven against that local vendor.</param>
internal sealed record TestEvidence(string Source, IReadOnlyCollection<string> KindsWithVendor, bool HasClientTests)
{
    /// <summary>No tests in sight.</summary>
    public static readonly TestEvidence None = new("", [], false);
}
