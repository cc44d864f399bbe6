namespace IntegrationHost.Metadata.Model;

/// <summary>One metadata file: a provider, how its credentials work, and its modules. Plain data; equal content is equal.</summary>
/// <param name="Id">Provider id in lower-case kebab form.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Category">Group.</param>
/// <param name="Description">One or two sentences.</param>
/// <param name="Version">Version of the metadata.</param>
/// <param name="AccentColor"><c>#RRGGBB</c>.</param>
/// <param name="Icon">One or two characters.</param>
/// <param name="DocsUrl">Documentation on authentication; empty if it is not told.</param>
/// <param name="ManageUrl">Where keys are made and revoked; empty if it is not told.</param>
/// <param name="BaseUrl">Absolute https address without a trailing slash; empty for a provider that this host never calls.</param>
/// <param name="AllowedHosts">Hosts a credential may be sent to.</param>
/// <param name="CredentialKinds">Each holds its smoke test; none if no module needs a credential.</param>
/// <param name="Modules">The modules.</param>
public sealed record ProviderMetadata(
    string Id, string Name, string Category, string Description, string Version, string AccentColor, string Icon, string DocsUrl, string ManageUrl, string BaseUrl,
    EquatableArray<string> AllowedHosts, EquatableArray<CredentialKindMetadata> CredentialKinds, EquatableArray<ModuleMetadata> Modules)
{
    /// <summary>Header that names the version of the provider's API, sent with every request; <c>null</c> for none.</summary>
    public NamedText? ApiVersion { get; init; }

    /// <summary>Further addresses by name, without a trailing slash.</summary>
    public EquatableArray<NamedText> Servers { get; init; } = EquatableArray<NamedText>.Empty;

    /// <summary>Where answers hold secrets that nobody may see.</summary>
    public EquatableArray<string> SecretPaths { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Whether the file was written by a pull from ThorAPI; the next pull may replace it.</summary>
    public bool Pulled { get; init; }
}

/// <summary>A name with a value.</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value.</param>
public sealed record NamedText(string Name, string Value);
