namespace IntegrationHost.Contracts.Descriptors;

/// <summary>One way to hold a credential for a provider, such as a bot token or a restricted key.</summary>
public sealed record CredentialKindDescriptor
{
    /// <summary>Id within the provider in kebab form, such as <c>bot-token</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>When to choose this kind.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where this kind is documented, if not at the provider's address.</summary>
    public string? DocsUrl { get; init; }

    /// <summary>Where keys of this kind are made and revoked, if not at the provider's address.</summary>
    public string? ManageUrl { get; init; }

    /// <summary>The values to ask for, in order.</summary>
    public required IReadOnlyList<CredentialFieldDescriptor> Fields { get; init; }

    /// <summary>How the host turns the values into an authenticated request.</summary>
    public required AuthDescriptor Auth { get; init; }

    /// <summary>The smoke test of this kind.</summary>
    public required VerificationDescriptor Verification { get; init; }
}
