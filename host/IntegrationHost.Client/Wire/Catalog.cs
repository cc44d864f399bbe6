namespace IntegrationHost.Client.Wire;

/// <summary>A provider's card in the template grid (<c>GET /api/catalog</c>).</summary>
/// <param name="Id">Provider id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Category">Group.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Version">Version of the metadata.</param>
/// <param name="AccentColor"><c>#RRGGBB</c>.</param>
/// <param name="Icon">One or two characters.</param>
/// <param name="DocsUrl">Documentation on authentication.</param>
/// <param name="ManageUrl">Where keys are made and revoked.</param>
/// <param name="BaseUrl">Default base address.</param>
/// <param name="AllowedHosts">Where credentials may go by default.</param>
/// <param name="CredentialKinds">The kinds; the first is the default.</param>
/// <param name="Modules">The modules.</param>
/// <param name="AccountCount">Accounts of this provider.</param>
/// <param name="LinkedModuleCount">ExecModules linked to an account of this provider.</param>
/// <param name="UnlinkedModuleCount">ExecModules of this provider that no account is linked to.</param>
/// <param name="Source"><c>plugin</c>, or <c>metadata</c> if it is known from pulled metadata only.</param>
public sealed record ProviderCard(
    string Id, string Name, string Category, string Description, string Version, string AccentColor, string Icon,
    string DocsUrl, string ManageUrl, string BaseUrl, IReadOnlyList<string> AllowedHosts,
    IReadOnlyList<CredentialKindCard> CredentialKinds, IReadOnlyList<ModuleCard> Modules,
    int AccountCount, int LinkedModuleCount, int UnlinkedModuleCount, string Source = "plugin")
{
    /// <summary>How well its plugin is made by the rules of <c>plugins/README.md</c>: <c>bronze</c>, <c>silver</c>, <c>gold</c> or <c>platinum</c>; <c>null</c> if it does not say.</summary>
    public string? QualityTier { get; init; }
}

/// <summary>A credential kind of a provider.</summary>
/// <param name="Id">Kind id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Description">When to choose it.</param>
/// <param name="DocsUrl">Documentation.</param>
/// <param name="ManageUrl">Where keys are made and revoked.</param>
/// <param name="Fields">The values to ask for, in order.</param>
/// <param name="Tested">Whether a smoke test can tell if a credential works; otherwise it is kept for ThorAPI and sent nowhere.</param>
public sealed record CredentialKindCard(string Id, string Name, string Description, string DocsUrl, string ManageUrl, IReadOnlyList<CredentialFieldCard> Fields, bool Tested = true)
{
    /// <summary>Key of the field that authorizing fills, so that nobody has to type it; <c>null</c> if the kind is not authorized at the provider.</summary>
    public string? AuthorizedField { get; init; }

    /// <summary>Whether it can be authorized with a code on another device.</summary>
    public bool DeviceCodes { get; init; }
}

/// <summary>One value of a credential kind.</summary>
/// <param name="Key">Key within the kind.</param>
/// <param name="Label">Label in forms.</param>
/// <param name="Help">Where the value is found.</param>
/// <param name="Placeholder">Greyed text.</param>
/// <param name="Secret">Whether it is write-only.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Pattern">Pattern of the whole value, or <c>null</c>.</param>
/// <param name="Prefixes">Beginnings it may have.</param>
/// <param name="MinLength">Usual length at least; warns only.</param>
/// <param name="MaxLength">Usual length at most; warns only.</param>
/// <param name="Example">A made-up value.</param>
/// <param name="ImportEnvironment">Names of environment variables from which people usually import it.</param>
public sealed record CredentialFieldCard(
    string Key, string Label, string Help, string Placeholder, bool Secret, bool Required, string? Pattern,
    IReadOnlyList<string> Prefixes, int? MinLength, int? MaxLength, string Example,
    IReadOnlyList<string>? ImportEnvironment = null)
{
    /// <summary>Whether the value may have several lines, as a private key or a JSON document has.</summary>
    public bool MultiLine { get; init; }
}

/// <summary>A module of a provider.</summary>
/// <param name="ModuleClass">Class by which workflows name it.</param>
/// <param name="ModuleType">Short key.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Description">One sentence.</param>
/// <param name="RequiredScopes">Scopes it needs.</param>
/// <param name="NeedsCredential">Whether it runs with a credential at all.</param>
/// <param name="RunsHere">Whether this host can run it; otherwise it is described here and runs in ThorAPI.</param>
public sealed record ModuleCard(string ModuleClass, string ModuleType, string Name, string Description, IReadOnlyList<string> RequiredScopes, bool NeedsCredential = true, bool RunsHere = true);
