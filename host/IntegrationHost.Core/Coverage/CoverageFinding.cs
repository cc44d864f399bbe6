namespace IntegrationHost.Core.Coverage;

/// <summary>What one class with one account comes to.</summary>
/// <param name="State">Whether it can run.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="MissingScopes">Scopes that lack.</param>
internal sealed record CoverageFinding(CoverageState State, string Reason, IReadOnlyList<string> MissingScopes)
{
    public CoverageFinding(CoverageState state, string reason)
        : this(state, reason, [])
    {
    }
}
