using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Core.Plugins;

/// <summary>A module of pulled metadata: described, never run.</summary>
internal sealed class PulledModule(ModuleDescriptor descriptor) : IProviderModule
{
    /// <inheritdoc/>
    public ModuleDescriptor Descriptor { get; } = descriptor;

    /// <summary>The same for a provider that has kinds of its own.</summary>
    public PulledModule WithAnyKind() => new(Descriptor with { CredentialKinds = [] });

    /// <inheritdoc/>
    public Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken) =>
        Task.FromResult(ModuleResult.Failure(new ModuleError("runs_in_thorapi", $"{Descriptor.Name} is known from pulled metadata only and runs in ThorAPI. Build a plugin from the metadata to check its inputs here.")));
}
