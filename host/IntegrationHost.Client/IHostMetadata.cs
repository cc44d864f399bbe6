using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>The part of the local API that describes modules.</summary>
public interface IHostMetadata
{
    /// <summary>Every module of the catalogue with its inputs.</summary>
    /// <exception cref="HostApiException">The answer is no success.</exception>
    /// <exception cref="HostUnavailableException">No host answers.</exception>
    Task<IReadOnlyList<DescribedModule>> GetModuleMetadataAsync(CancellationToken cancellationToken = default);
}
