using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Plugins;

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
                ["ID", "PROVIDERS", "VERSION", "CONTRACT", "TIER", "STATUS", "SHA-256", "CAUSE"],
                plugins.Select(plugin => (IReadOnlyList<string?>)
                    [plugin.Id, Providers(plugin), plugin.Version, plugin.ContractVersion, plugin.Tier, plugin.Status, plugin.Sha256[..Math.Min(12, plugin.Sha256.Length)], plugin.Cause])));
            return ExitCodes.Ok;
        });
        command.Subcommands.Add(list);
        command.Subcommands.Add(Pin());
        return command;
    }

    /// <summary>The providers by name if they are few, and otherwise how many they are.</summary>
    private static string Providers(PluginReport plugin) => plugin.Providers.Count <= 3 ? string.Join(", ", plugin.Providers) : $"{plugin.Providers.Count} providers";

    /// <summary>The build's own step; of no use to people, so it is not in the help.</summary>
    private static Command Pin()
    {
        var manifest = new Argument<string>("manifest");
        var staged = new Argument<string>("staged");
        var command = new Command("pin", "Pin the staged plugins by hash (a step of the build).") { manifest, staged };
        command.Hidden = true;
        command.SetAction(parse =>
        {
            try
            {
                ManifestPinner.Pin(parse.GetValue(manifest)!, parse.GetValue(staged)!);
                return ExitCodes.Ok;
            }
            catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                System.Console.Error.WriteLine("error: " + failure.Message);
                return ExitCodes.Negative;
            }
        });
        return command;
    }
}
