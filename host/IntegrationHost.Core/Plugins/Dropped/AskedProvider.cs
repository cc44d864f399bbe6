using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>A provider that a plugin asks to offer.</summary>
/// <param name="Id">Provider id.</param>
/// <param name="Name">Name for people.</param>
/// <param name="BaseUrl">Where its calls go; empty for none.</param>
/// <param name="Hosts">Hosts that a credential may be sent to.</param>
/// <param name="Servers">Further addresses.</param>
/// <param name="Kinds">Its credential kinds.</param>
/// <param name="Modules">Classes of its modules.</param>
internal sealed record AskedProvider(
    string Id, string Name, string BaseUrl, IReadOnlyList<string> Hosts, IReadOnlyList<string> Servers, IReadOnlyList<AskedKind> Kinds, IReadOnlyList<string> Modules)
{
    public static AskedProvider Of(ProviderMetadata provider) => new(
        provider.Id, provider.Name, provider.BaseUrl, [.. provider.AllowedHosts], [.. provider.Servers.Select(server => $"{server.Name} {server.Value}")],
        [.. provider.CredentialKinds.Select(AskedKind.Of)], [.. provider.Modules.Select(module => module.ModuleClass)]);

    public static AskedProvider Of(CatalogProvider provider)
    {
        ProviderDescriptor descriptor = provider.Descriptor;
        return new(
            descriptor.Id, descriptor.Name, descriptor.BaseUrl, [.. descriptor.AllowedHosts], [.. descriptor.Servers.Select(server => $"{server.Key} {server.Value}")],
            [.. descriptor.CredentialKinds.Select(AskedKind.Of)], [.. provider.Modules.Select(module => module.Descriptor.ModuleClass)]);
    }

    /// <summary>One line for each thing that it asks for.</summary>
    public IEnumerable<AskLine> Lines() =>
    [
        new AskLine("provider", $"{Id}: {Name} at {(BaseUrl.Length == 0 ? "no address" : BaseUrl)}"),
        .. Hosts.Select(host => new AskLine("host", $"{Id}: {host}")),
        .. Servers.Select(server => new AskLine("host", $"{Id}: {server}")),
        .. Kinds.SelectMany(kind => kind.Lines(Id)),
        .. Modules.Select(module => new AskLine("module", $"{Id}: {module}")),
    ];
}
