namespace IntegrationHost.Contracts.Descriptors;

/// <summary>A third-party service as its metadata describes it.</summary>
public sealed record ProviderDescriptor
{
    /// <summary>Stable id in lower-case kebab form, such as <c>slack</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Group in the template grid, such as <c>Messaging</c>.</summary>
    public required string Category { get; init; }

    /// <summary>One or two sentences on what the provider is used for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Version of the metadata, <c>major.minor.patch</c>.</summary>
    public string Version { get; init; } = "0.0.0";

    /// <summary>Accent colour as <c>#RRGGBB</c>.</summary>
    public required string AccentColor { get; init; }

    /// <summary>One or two characters shown as the provider's icon in a terminal.</summary>
    public string Icon { get; init; } = "";

    /// <summary>Address of the provider's documentation on authentication; empty if it is not told.</summary>
    public required string DocsUrl { get; init; }

    /// <summary>Address of the page on which keys are made and revoked; empty if it is not told.</summary>
    public required string ManageUrl { get; init; }

    /// <summary>Absolute https address that every path is relative to, without a trailing slash; empty for a provider that the host never calls.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Hosts a credential may be sent to: literal names, or one leading <c>*.</c>. None for a provider that the host never calls.</summary>
    public required IReadOnlyList<string> AllowedHosts { get; init; }

    /// <summary>
    /// Further absolute https addresses by name, without a trailing slash; their hosts are among <see cref="AllowedHosts"/>. An account with a base URL of its own
    /// sends to that one's host instead, and keeps the path.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Servers { get; init; } = [];

    /// <summary>
    /// Where answers hold secrets: names joined by dots, <c>[*]</c> or <c>*</c> for every item, such as <c>accounts[*].auth_token</c>.
    /// The host takes these values out of every answer before anything else sees it.
    /// </summary>
    public IReadOnlyList<string> SecretPaths { get; init; } = [];

    /// <summary>The kinds of credential the provider knows. The first is the default; none if no module needs one.</summary>
    public required IReadOnlyList<CredentialKindDescriptor> CredentialKinds { get; init; }
}
