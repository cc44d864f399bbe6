namespace IntegrationHost.Core.Plugins;

/// <summary>A plugin of the manifest and what became of it.</summary>
/// <param name="Id">Id in the manifest.</param>
/// <param name="Providers">Ids of its providers; none if it is not active.</param>
/// <param name="Version">Version of its assembly, if it could be read.</param>
/// <param name="ContractVersion">Contract it was built against, if it could be read.</param>
/// <param name="Tier"><c>curated</c> or <c>community</c>.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Cause">Why it is not active and what to do; empty if it is.</param>
/// <param name="Sha256">SHA-256 of its main assembly as found, lower-case hex; empty if there is none.</param>
public sealed record PluginState(string Id, IReadOnlyList<string> Providers, string? Version, string? ContractVersion, string Tier, PluginStatus Status, string Cause, string Sha256)
{
    /// <summary>Where its code runs and what holds it there; empty if it is not active.</summary>
    public string Isolation { get; init; } = "";

    /// <summary>Digest of all of its bytes, if it was dropped in: what an operator approves.</summary>
    public string? Digest { get; init; }

    /// <summary>Whether it waits for an operator who approves it.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>In what it differs from what was approved; <c>null</c> if nothing was.</summary>
    public IReadOnlyList<Dropped.PluginDifference>? Difference { get; init; }
}
