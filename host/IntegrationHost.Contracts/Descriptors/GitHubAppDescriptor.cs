namespace IntegrationHost.Contracts.Descriptors;

/// <summary>An installation of a GitHub App. All texts are templates.</summary>
public sealed record GitHubAppDescriptor
{
    /// <summary>The app's id, or its client id.</summary>
    public required string AppId { get; init; }

    /// <summary>The installation's id.</summary>
    public required string InstallationId { get; init; }

    /// <summary>The app's private key as PEM.</summary>
    public required string PrivateKey { get; init; }
}
