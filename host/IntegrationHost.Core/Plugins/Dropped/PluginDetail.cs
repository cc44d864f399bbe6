namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>All that an operator needs to decide about a plugin.</summary>
public sealed record PluginDetail
{
    /// <summary>The version that serves, or else the one that does not.</summary>
    public required PluginState Plugin { get; init; }

    /// <summary>Its versions, the newest first.</summary>
    public required IReadOnlyList<PluginVersionFacts> Versions { get; init; }

    /// <summary>What an approval would approve; <c>null</c> if nothing waits.</summary>
    public PluginState? Waiting { get; init; }

    /// <summary>Who its author says it is from; nothing proves it. <c>null</c> if nobody is named.</summary>
    public string? Publisher { get; init; }

    /// <summary>Fingerprint of the key that signed it; <c>null</c> if none did.</summary>
    public string? PublisherKey => Ask?.PublisherKey;

    /// <summary>What it asks for: what waits if something does, otherwise what serves; <c>null</c> if it does not tell.</summary>
    internal PluginAsk? Ask { get; init; }

    /// <summary>The same for the outside.</summary>
    public IReadOnlyList<PluginDetailProvider> Asks => [.. (Ask?.Providers ?? []).Select(provider => new PluginDetailProvider(
        provider.Id, provider.Name, provider.BaseUrl, [.. provider.Hosts.Concat(provider.Servers)],
        [.. provider.Kinds.Select(kind => new PluginDetailKind(kind.Id, kind.Name, kind.Auth, kind.Fields, kind.Places))], provider.Modules))];

    /// <summary>Accounts that lose their provider without it: id and name of those that who asks may see.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Accounts { get; init; } = [];

    /// <summary>ExecModules that lose it.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Modules { get; init; } = [];

    /// <summary>How many further accounts there are that who asks may not see.</summary>
    public int HiddenAccounts { get; init; }

    /// <summary>How many further ExecModules.</summary>
    public int HiddenModules { get; init; }
}

/// <summary>A provider that a plugin asks to offer.</summary>
/// <param name="Id">Provider id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="BaseUrl">Where its calls go; empty for none.</param>
/// <param name="Hosts">Hosts that a credential may be sent to.</param>
/// <param name="Kinds">Its credential kinds.</param>
/// <param name="Modules">Classes of its modules.</param>
public sealed record PluginDetailProvider(
    string Id, string Name, string BaseUrl, IReadOnlyList<string> Hosts, IReadOnlyList<PluginDetailKind> Kinds, IReadOnlyList<string> Modules);

/// <summary>A credential kind that a plugin asks for.</summary>
/// <param name="Id">Id within the provider.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Auth">Scheme.</param>
/// <param name="Fields">Its fields; secrets are marked.</param>
/// <param name="Places">Where in a request its values go.</param>
public sealed record PluginDetailKind(string Id, string Name, string Auth, IReadOnlyList<string> Fields, IReadOnlyList<string> Places);

/// <summary>A version of a plugin.</summary>
/// <param name="Version">Semantic version.</param>
/// <param name="Digest">Digest of its bytes.</param>
/// <param name="State"><c>Current</c>, <c>Beside</c>, <c>Former</c> or <c>Waiting</c>.</param>
/// <param name="ApprovedBy">Who approved it; <c>null</c> if nobody did.</param>
/// <param name="ApprovedAt">When.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="Pinned">Accounts that stay on it.</param>
/// <param name="Running">Runs under way on it.</param>
public sealed record PluginVersionFacts(string Version, string Digest, string State, string? ApprovedBy, DateTimeOffset? ApprovedAt, int Files, int Pinned, int Running);
