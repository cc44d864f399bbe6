using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>A module of one version of a plugin. A run holds that version until it ends, whatever takes its place meanwhile.</summary>
internal sealed class LeasedModule(PluginVersion version, string providerId, ModuleDescriptor descriptor) : IProviderModule
{
    /// <inheritdoc/>
    public ModuleDescriptor Descriptor { get; } = descriptor;

    /// <inheritdoc/>
    public Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken) =>
        version.RunAsync(providerId, Descriptor.ModuleClass, inputJson, channel, cancellationToken);
}
