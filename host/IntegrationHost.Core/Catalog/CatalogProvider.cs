using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Core.Catalog;

/// <summary>A provider of an active plugin, or of metadata that was pulled.</summary>
/// <param name="PluginId">Plugin id in the manifest.</param>
/// <param name="Descriptor">The provider as data.</param>
/// <param name="Modules">Its modules.</param>
public sealed record CatalogProvider(string PluginId, ProviderDescriptor Descriptor, IReadOnlyList<IProviderModule> Modules)
{
    /// <summary>Whether it is known from pulled metadata only: no plugin has it yet.</summary>
    public bool IsPulled { get; init; }

    /// <summary>Semantic version of its plugin; empty if that has none.</summary>
    public string PluginVersion { get; init; } = "";

    /// <summary>The provider's own base address; <c>null</c> if the host never calls it.</summary>
    public string? BaseUrl => Descriptor.BaseUrl.Length == 0 ? null : Descriptor.BaseUrl;

    /// <summary>The kind with this id; the first if it is <c>null</c>; <c>null</c> if there is no such kind.</summary>
    public CredentialKindDescriptor? FindKind(string? kindId) =>
        kindId is null && Descriptor.CredentialKinds.Count > 0 ? Descriptor.CredentialKinds[0] : Descriptor.CredentialKinds.FirstOrDefault(kind => kind.Id == kindId);
}
