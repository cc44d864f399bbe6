using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Plugins;

/// <summary>What serves beside the manifest's plugins, and what of these does not.</summary>
/// <param name="Providers">Providers of dropped-in plugins.</param>
/// <param name="Beside">Older versions of them, for accounts that stay on one.</param>
/// <param name="SwitchedOff">Ids of the manifest's plugins that an operator switched off.</param>
/// <param name="States">How the dropped-in plugins stand now.</param>
internal sealed record OfferedPlugins(IReadOnlyList<CatalogProvider> Providers, IReadOnlyList<CatalogProvider> Beside, IReadOnlySet<string> SwitchedOff, Func<IReadOnlyList<PluginState>> States)
{
    /// <summary>Nothing.</summary>
    public static readonly OfferedPlugins None = new([], [], new HashSet<string>(), () => []);
}
