using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Guard;

namespace IntegrationHost.Core.Accounts;

/// <summary>All that a channel for one account needs, as of one moment.</summary>
/// <param name="Target">Where its calls may go.</param>
/// <param name="Source">Opens its values one by one.</param>
/// <param name="Provider">Its provider.</param>
/// <param name="Kind">Its credential kind.</param>
public sealed record CredentialAccess(ChannelTarget Target, ICredentialSource Source, CatalogProvider Provider, CredentialKindDescriptor Kind)
{
    /// <summary>Rises with each change of a value or of the base address; a verdict belongs to one.</summary>
    public required long CredentialVersion { get; init; }

    /// <summary>Who the account is of at the provider; <c>null</c> until a smoke test told.</summary>
    public AccountOwner? ExpectedOwner { get; init; }

    /// <summary>Fields the kind requires that are not set, in order.</summary>
    public IReadOnlyList<CredentialFieldDescriptor> MissingFields { get; init; } = [];
}
