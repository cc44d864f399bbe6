using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>plugins disable</c>, <c>enable</c>, <c>rollback</c>, <c>reload</c> and <c>remove</c>. What loses its provider is told before.</summary>
internal static class PluginsSwitchCommand
{
    public static Command Disable(GlobalOptions global)
    {
        Argument<string> plugin = PluginsCommand.PluginArgument();
        Option<bool> yes = YesOption();
        var command = new Command("disable", "Switch a plugin off. Accounts and links stay; they wait for it.") { plugin };
        command.Options.Add(yes);
        command.OnHost(global, async run =>
        {
            string id = run.Parse.GetValue(plugin)!;
            PluginDetailReport detail = await run.Plugins.GetPluginAsync(id, run.CancellationToken);
            if (!run.Parse.GetValue(yes) && !Confirmed(detail.Affected, $"Switch {id} off?", "switch it off"))
            {
                return Nothing();
            }

            return Told(run, await run.Plugins.DisablePluginAsync(id, run.CancellationToken), $"Switched {id} off.");
        });
        return command;
    }

    public static Command Enable(GlobalOptions global)
    {
        Argument<string> plugin = PluginsCommand.PluginArgument();
        var command = new Command("enable", "Switch a plugin on.") { plugin };
        command.OnHost(global, async run =>
        {
            PluginDetailReport detail = await run.Plugins.EnablePluginAsync(run.Parse.GetValue(plugin)!, run.CancellationToken);
            return Told(run, detail, $"Switched {detail.Plugin.Id} on: {detail.Plugin.Status}");
        });
        return command;
    }

    public static Command RollBack(GlobalOptions global)
    {
        Argument<string> plugin = PluginsCommand.PluginArgument();
        var command = new Command("rollback", "Go back to the version that served before; if the approved files were changed, put them back.") { plugin };
        command.OnHost(global, async run =>
        {
            PluginDetailReport detail = await run.Plugins.RollbackPluginAsync(run.Parse.GetValue(plugin)!, run.CancellationToken);
            return Told(run, detail, $"{detail.Plugin.Id} is at {detail.Plugin.Version} again: {detail.Plugin.Status}");
        });
        return command;
    }

    public static Command Reload(GlobalOptions global)
    {
        var plugin = new Argument<string?>("id") { Description = "Plugin to load once more; without it the plugins directory is looked through.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("reload", "Look through the plugins directory now, or load one plugin once more.") { plugin };
        command.OnHost(global, async run =>
        {
            if (run.Parse.GetValue(plugin) is { } id)
            {
                PluginDetailReport detail = await run.Plugins.ReloadPluginAsync(id, run.CancellationToken);
                return Told(run, detail, $"Loaded {id} {detail.Plugin.Version} once more: {detail.Plugin.Status}");
            }

            IReadOnlyList<PluginReport> plugins = await run.Plugins.RescanPluginsAsync(run.CancellationToken);
            run.Out.Write(plugins, () => PluginText.Table(run.Out, plugins));
            return ExitCodes.Ok;
        });
        return command;
    }

    public static Command Remove(GlobalOptions global)
    {
        Argument<string> plugin = PluginsCommand.PluginArgument();
        var version = new Option<string?>("--version") { Description = "Remove only this version.", HelpName = "VERSION" };
        Option<bool> yes = YesOption();
        var command = new Command("remove", "Remove a dropped-in plugin with its approvals and files.") { plugin };
        command.Options.Add(version);
        command.Options.Add(yes);
        command.OnHost(global, async run =>
        {
            string id = run.Parse.GetValue(plugin)!;
            string? only = run.Parse.GetValue(version);
            PluginDetailReport detail = await run.Plugins.GetPluginAsync(id, run.CancellationToken);
            PluginAffected? affected = only is null ? detail.Affected : null;
            int pinned = only is null ? 0 : detail.Versions.Where(entry => entry.Version == only).Sum(entry => entry.Pinned);
            if (!run.Parse.GetValue(yes) && !Confirmed(affected, only is null ? $"Remove {id} with all of its versions?" : $"Remove version {only} of {id}?{(pinned > 0 ? $" {pinned} account(s) stay on it." : "")}", "remove it"))
            {
                return Nothing();
            }

            await (only is null ? run.Plugins.RemovePluginAsync(id, run.CancellationToken) : run.Plugins.RemovePluginVersionAsync(id, only, run.CancellationToken));
            run.Out.Write(new { removed = id, version = only }, () =>
            {
                run.Out.Line($"Removed {id}{(only is null ? "" : " " + only)}.");
                if (affected is not null)
                    PluginText.Affected(run.Out.Line, affected, "Without a provider now");
                else if (pinned > 0)
                    run.Out.Line($"  {pinned} account(s) stayed on it. Those that no other version fits cannot be used until they stay on another (accounts edit NAME --plugin-version RANGE); 'accounts list' shows them.");
            });
            return ExitCodes.Ok;
        });
        return command;
    }

    private static int Told(CommandRun run, PluginDetailReport detail, string sentence)
    {
        run.Out.Write(detail, () =>
        {
            run.Out.Line(sentence);
            if (detail.Plugin.Cause.Length > 0)
            {
                run.Out.Line("  " + detail.Plugin.Cause);
            }
        });
        return ExitCodes.Ok;
    }

    private static bool Confirmed(PluginAffected? affected, string question, string act)
    {
        if (affected is not null)
            PluginText.Affected(line => System.Console.Error.WriteLine(TerminalText.Clean(line)), affected, "Loses its provider");
        return System.Console.IsInputRedirected ? throw new UsageException($"There is no terminal to ask on. Say --yes to {act} without asking.") : Question.Ask(question);
    }

    private static int Nothing()
    {
        System.Console.Error.WriteLine("Nothing was changed.");
        return ExitCodes.Negative;
    }

    private static Option<bool> YesOption() => new("--yes") { Description = "Do not ask." };
}
