using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Api.Plugins;

/// <summary>Plugins from domain to wire.</summary>
internal static class PluginMapper
{
    public static PluginReport ToReport(PluginState plugin) => new(
        plugin.Id, plugin.Providers, plugin.Version, plugin.ContractVersion, plugin.Tier, plugin.Status.ToString(), plugin.Cause, plugin.Sha256);
}
