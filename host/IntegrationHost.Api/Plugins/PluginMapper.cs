using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Dropped;

namespace IntegrationHost.Api.Plugins;

/// <summary>Plugins from domain to wire.</summary>
internal static class PluginMapper
{
    public static PluginReport ToReport(PluginState plugin) => new(
        plugin.Id, plugin.Providers, plugin.Version, plugin.ContractVersion, plugin.Tier, plugin.Status.ToString(), plugin.Cause, plugin.Sha256)
    {
        Isolation = plugin.Isolation,
        Digest = plugin.Digest,
        NeedsApproval = plugin.NeedsApproval,
        Difference = plugin.Difference is null ? null : [.. plugin.Difference.Select(difference => new PluginDifferenceReport(difference.Part, difference.Change, difference.What))],
    };

    public static PluginState ToState(PluginReport plugin) => new(
        plugin.Id, plugin.Providers, plugin.Version, plugin.ContractVersion, plugin.Tier, Enum.Parse<PluginStatus>(plugin.Status), plugin.Cause, plugin.Sha256);

    public static PluginDetailReport ToReport(PluginDetail detail) => new(
        ToReport(detail.Plugin),
        [.. detail.Versions.Select(version => new PluginVersionReport(
            version.Version, version.Digest, version.State, version.ApprovedBy, version.ApprovedAt, version.Files, version.Pinned, version.Running))],
        detail.Waiting is { } waiting ? ToReport(waiting) : null,
        detail.Asks.Count == 0 ? null : new PluginAskReport(detail.Publisher, [.. detail.Asks.Select(ToReport)]) { PublisherKey = detail.PublisherKey },
        new PluginAffected(
            [.. detail.Accounts.Select(account => new NamedReference(account.Id.ToString(), account.Name))], [.. detail.Modules.Select(module => new NamedReference(module.Id.ToString(), module.Name))],
            detail.HiddenAccounts, detail.HiddenModules));

    private static PluginAskProvider ToReport(PluginDetailProvider provider) => new(
        provider.Id, provider.Name, provider.BaseUrl, provider.Hosts, [.. provider.Kinds.Select(kind => new PluginAskKind(kind.Id, kind.Name, kind.Auth, kind.Fields, kind.Places))], provider.Modules);
}
