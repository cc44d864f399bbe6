namespace IntegrationHost.Core.Plugins.Validation;

/// <summary>What a validation found.</summary>
/// <param name="Path">What was validated.</param>
/// <param name="Kind"><c>project</c>, <c>folder</c> or <c>zip</c>.</param>
/// <param name="Checks">The checks in order.</param>
/// <param name="Providers">Each provider's quality.</param>
public sealed record PluginValidation(string Path, string Kind, IReadOnlyList<PluginCheck> Checks, IReadOnlyList<ProviderQuality> Providers)
{
    /// <summary>Whether a host would take it: no error.</summary>
    public bool IsValid => Checks.All(check => check.Passed || check.Severity != "error");

    /// <summary>Number of checks that failed and are warnings.</summary>
    public int Warnings => Checks.Count(check => !check.Passed && check.Severity == "warning");
}

/// <summary>How good a provider is, by the rules of <c>quality.json</c>.</summary>
/// <param name="Id">Provider id.</param>
/// <param name="Tier"><c>none</c>, <c>bronze</c>, <c>silver</c>, <c>gold</c> or <c>platinum</c>.</param>
/// <param name="NextTier">What lacks for the next tier, by rule; empty at the top.</param>
public sealed record ProviderQuality(string Id, string Tier, IReadOnlyList<string> NextTier);
