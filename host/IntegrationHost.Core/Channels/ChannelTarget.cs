using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels;

/// <summary>Where one account's calls may go and how they authenticate.</summary>
public sealed record ChannelTarget
{
    /// <summary>The account, for messages and metrics.</summary>
    public required string AccountId { get; init; }

    /// <summary>Provider id.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Base address in force: the provider's, or the account's own.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Hosts the credential may be sent to: the provider's, and the account's own base host if it has one (with its port if that is not the default).</summary>
    public required IReadOnlyList<string> AllowedHosts { get; init; }

    /// <summary>How the host places the credential.</summary>
    public required AuthDescriptor Auth { get; init; }
}
