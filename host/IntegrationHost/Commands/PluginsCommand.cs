using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>plugins</c>: what was loaded, and why something was not.</summary>
internal static class PluginsCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("plugins", "See the plugins.");
        var list = new Command("list", "List the plugins with status and cause.");
        list.OnHost(global, async run =>
        {
            IReadOnlyList<PluginReport> plugins = await run.Client.GetPluginsAsync(run.CancellationToken);
            run.Out.Write(plugins, () => run.Out.Table(
                ["ID", "PROVIDER", "VERSION", "CONTRACT", "TIER", "STATUS", "SHA-256", "CAUSE"],
                plugins.Select(plugin => (IReadOnlyList<string?>)
                    [plugin.Id, plugin.ProviderId, plugin.Version, plugin.ContractVersion, plugin.Tier, plugin.Status, plugin.Sha256[..Math.Min(12, plugin.Sha256.Length)], plugin.Cause])));
            return ExitCodes.Ok;
        });
        command.Subcommands.Add(list);
        return command;
    }
}
