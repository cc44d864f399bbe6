namespace IntegrationHost.Core.Upstream;

/// <summary>What a synchronisation did.</summary>
public sealed record UpstreamSyncReport
{
    /// <summary>Whether the upstream was read to the end.</summary>
    public bool Succeeded { get; init; }

    /// <summary>ExecModules that are new here.</summary>
    public int ModulesAdded { get; init; }

    /// <summary>ExecModules that were changed there.</summary>
    public int ModulesChanged { get; init; }

    /// <summary>ExecModules that are not there any more.</summary>
    public int ModulesGone { get; init; }

    /// <summary>Accounts of the upstream that are new here.</summary>
    public int AccountsAdded { get; init; }

    /// <summary>Accounts that were open and are settled now.</summary>
    public int AccountsSettled { get; init; }

    /// <summary>Open links that are made now.</summary>
    public int LinksMade { get; init; }

    /// <summary>What else a person should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
