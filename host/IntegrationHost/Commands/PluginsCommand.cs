using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Commands;

/// <summary><c>plugins</c>: what is loaded, and why something is not; dropping in, approving, replacing and taking away.</summary>
internal static class PluginsCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("plugins", "See, add, approve, replace and remove plugins.");
        command.Subcommands.Add(List(global));
        command.Subcommands.Add(Show(global));
        command.Subcommands.Add(PluginsDecideCommand.Add(global));
        command.Subcommands.Add(PluginsDecideCommand.Approve(global));
        command.Subcommands.Add(PluginsDecideCommand.Update(global));
        command.Subcommands.Add(PluginsSwitchCommand.RollBack(global));
        command.Subcommands.Add(PluginsSwitchCommand.Disable(global));
        command.Subcommands.Add(PluginsSwitchCommand.Enable(global));
        command.Subcommands.Add(PluginsSwitchCommand.Remove(global));
        command.Subcommands.Add(PluginsSwitchCommand.Reload(global));
        command.Subcommands.Add(PluginsValidateCommand.Build(global));
        command.Subcommands.Add(PluginsSignCommand.Build(global));
        command.Subcommands.Add(Pin());
        return command;
    }

    /// <summary>The plugin that a command is about.</summary>
    public static Argument<string> PluginArgument() => new("id") { Description = "Plugin id, as in 'plugins list'." };

    private static Command List(GlobalOptions global)
    {
        var command = new Command("list", "List the plugins with status and cause.");
        command.OnHost(global, async run =>
        {
            IReadOnlyList<PluginReport> plugins = await run.Client.GetPluginsAsync(run.CancellationToken);
            run.Out.Write(plugins, () => PluginText.Table(run.Out, plugins));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Show(GlobalOptions global)
    {
        Argument<string> plugin = PluginArgument();
        var command = new Command("show", "Show one plugin: versions, what it asks for, what changed, and what depends on it.") { plugin };
        command.OnHost(global, async run =>
        {
            PluginDetailReport detail = await run.Plugins.GetPluginAsync(run.Parse.GetValue(plugin)!, run.CancellationToken);
            run.Out.Write(detail, () => PluginText.Detail(run.Out.Line, detail));
            return ExitCodes.Ok;
        });
        return command;
    }

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
