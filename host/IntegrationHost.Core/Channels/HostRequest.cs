using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels;

/// <summary>A request with what only the host may ask for. A plugin's request never has any of it.</summary>
/// <param name="Request">The request as a plugin could make it.</param>
internal sealed record HostRequest(ProviderRequest Request)
{
    /// <summary>A body with placeholders that are filled in as it is sent; <c>null</c> for the request's own.</summary>
    public RequestBodyDescriptor? Body { get; init; }

    /// <summary>Whether it is sent without the credential.</summary>
    public bool WithoutCredential { get; init; }

    /// <summary>Whether it is sent as a GitHub App and not as its installation.</summary>
    public bool AsApp { get; init; }
}
