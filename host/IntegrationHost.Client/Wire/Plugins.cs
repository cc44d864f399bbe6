namespace IntegrationHost.Client.Wire;

/// <summary>A plugin (<c>GET /api/plugins</c>). One id may stand twice: the version that serves, and a newer one that waits for an approval.</summary>
/// <param name="Id">Plugin id.</param>
/// <param name="Providers">Its providers; none if it is not active.</param>
/// <param name="Version">Its version, if it could be read.</param>
/// <param name="ContractVersion">Contract it was built for, if it could be read.</param>
/// <param name="Tier"><c>curated</c>, <c>community</c>, <c>dropped</c> or <c>metadata</c>.</param>
/// <param name="Status"><c>Active</c>, <c>Disabled</c>, <c>Untrusted</c>, <c>Incompatible</c>, <c>Malfunctioned</c>, <c>Superseded</c>.</param>
/// <param name="Cause">Why it is not active, with the next step; empty if it is.</param>
/// <param name="Sha256">Hash of its main assembly, hex.</param>
public sealed record PluginReport(string Id, IReadOnlyList<string> Providers, string? Version, string? ContractVersion, string Tier, string Status, string Cause, string Sha256)
{
    /// <summary>Where its code runs and what holds it there; empty before it is loaded.</summary>
    public string Isolation { get; init; } = "";

    /// <summary>Hash over all of its files if it was dropped in: what an approval names.</summary>
    public string? Digest { get; init; }

    /// <summary>Whether it waits for an approval.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>In what it differs from what was approved; <c>null</c> if nothing was.</summary>
    public IReadOnlyList<PluginDifferenceReport>? Difference { get; init; }
}

/// <summary>Something in which a plugin differs from what was approved.</summary>
/// <param name="Part"><c>version</c>, <c>contract</c>, <c>file</c>, or what is asked for: <c>provider</c>, <c>host</c>, <c>kind</c>, <c>auth</c>, <c>field</c>, <c>test</c>, <c>module</c>.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="What">It, in one line.</param>
public sealed record PluginDifferenceReport(string Part, string Change, string What);

/// <summary>All that an operator needs to decide about a plugin (<c>GET /api/plugins/{id}</c>).</summary>
/// <param name="Plugin">The version that serves, or else the one that does not.</param>
/// <param name="Versions">Its versions, the newest first.</param>
/// <param name="Waiting">What an approval would approve; <c>null</c> if nothing waits.</param>
/// <param name="Ask">What it asks for: what waits if something does, otherwise what serves; <c>null</c> if it does not tell.</param>
/// <param name="Affected">What loses its provider if the plugin is switched off or removed.</param>
public sealed record PluginDetailReport(
    PluginReport Plugin, IReadOnlyList<PluginVersionReport> Versions, PluginReport? Waiting, PluginAskReport? Ask, PluginAffected Affected)
{
    /// <summary>Hash over all files of what was added by this request; <c>null</c> otherwise. Nothing else waits in <see cref="Waiting"/> then.</summary>
    public string? Added { get; init; }
}

/// <summary>A version of a plugin.</summary>
/// <param name="Version">Semantic version.</param>
/// <param name="Digest">Hash over all of its files.</param>
/// <param name="State"><c>Current</c> (serves), <c>Beside</c> (serves accounts that stay on it), <c>Former</c> (to go back to) or <c>Waiting</c>.</param>
/// <param name="ApprovedBy">Who approved it; <c>null</c> if nobody did.</param>
/// <param name="ApprovedAt">When.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="Pinned">Accounts that stay on it.</param>
/// <param name="Running">Runs under way on it.</param>
public sealed record PluginVersionReport(string Version, string Digest, string State, string? ApprovedBy, DateTimeOffset? ApprovedAt, int Files, int Pinned, int Running);

/// <summary>What a plugin asks for, read without running it.</summary>
/// <param name="Publisher">Who it is from: with a key who signed it, otherwise a claim that nothing proves; <c>null</c> if nobody is named.</param>
/// <param name="Providers">Its providers.</param>
public sealed record PluginAskReport(string? Publisher, IReadOnlyList<PluginAskProvider> Providers)
{
    /// <summary>Fingerprint of the key that signed its files, to be compared with what the publisher tells; <c>null</c> if it is not signed.</summary>
    public string? PublisherKey { get; init; }
}

/// <summary>A provider that a plugin asks to offer.</summary>
/// <param name="Id">Provider id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="BaseUrl">Where its calls go; empty for none.</param>
/// <param name="Hosts">Hosts that a credential may be sent to.</param>
/// <param name="Kinds">Its credential kinds.</param>
/// <param name="Modules">Classes of its modules.</param>
public sealed record PluginAskProvider(string Id, string Name, string BaseUrl, IReadOnlyList<string> Hosts, IReadOnlyList<PluginAskKind> Kinds, IReadOnlyList<string> Modules);

/// <summary>A credential kind that a plugin asks for.</summary>
/// <param name="Id">Id within the provider.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Auth">Scheme, such as <c>Bearer</c>.</param>
/// <param name="Fields">Its fields; secrets are marked.</param>
/// <param name="Places">Where in a request its values go, one line each.</param>
public sealed record PluginAskKind(string Id, string Name, string Auth, IReadOnlyList<string> Fields, IReadOnlyList<string> Places);

/// <summary>What depends on a plugin.</summary>
/// <param name="Accounts">Accounts that one may see.</param>
/// <param name="Modules">ExecModules that one may see.</param>
/// <param name="HiddenAccounts">How many further accounts.</param>
/// <param name="HiddenModules">How many further ExecModules.</param>
public sealed record PluginAffected(IReadOnlyList<NamedReference> Accounts, IReadOnlyList<NamedReference> Modules, int HiddenAccounts, int HiddenModules);

/// <summary>Something by id and name.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Name">Name.</param>
public sealed record NamedReference(string Id, string Name);

/// <summary>Adds a plugin (<c>POST /api/plugins</c>).</summary>
public sealed record AddPluginRequest
{
    /// <summary>Full path of a folder or a zip on the host's machine.</summary>
    public required string Path { get; init; }
}

/// <summary>Approves a plugin (<c>POST /api/plugins/{id}/approve</c>).</summary>
public sealed record ApprovePluginRequest
{
    /// <summary>The digest of what was shown.</summary>
    public required string Hash { get; init; }

    /// <summary>Whether the version before goes on serving accounts that name it.</summary>
    public bool Beside { get; init; }
}
