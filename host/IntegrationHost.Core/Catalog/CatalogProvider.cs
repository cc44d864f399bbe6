using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Core.Catalog;

/// <summary>A provider of an active plugin.</summary>
/// <param name="PluginId">Plugin id in the manifest.</param>
/// <param name="Descriptor">The provider as data.</param>
/// <param name="Modules">Its modules.</param>
public sealed record CatalogProvider(string PluginId, ProviderDescriptor Descriptor, IReadOnlyList<IProviderModule> Modules)
{
    /// <summary>The kind with this id; the first if it is <c>null</c>; <c>null</c> if there is no such kind.</summary>
    public CredentialKindDescriptor? FindKind(string? kindId) =>
        kindId is null ? Descriptor.CredentialKinds[0] : Descriptor.CredentialKinds.FirstOrDefault(kind => kind.Id == kindId);
}
