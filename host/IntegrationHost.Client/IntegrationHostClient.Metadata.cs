using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <content>What modules are.</content>
public sealed partial class IntegrationHostClient : IHostMetadata
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<DescribedModule>> GetModuleMetadataAsync(CancellationToken cancellationToken = default) =>
        GetAsync("v1/modules/metadata", Wire.IReadOnlyListDescribedModule, cancellationToken);
}
