using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>plugins add</c>, <c>approve</c> and <c>update</c>: nothing of a plugin runs before someone said yes to what it asks for.</summary>
internal static class PluginsDecideCommand
{
    public static Command Add(GlobalOptions global)
    {
        Argument<string> path = PathArgument();
        var command = new Command("add", "Put a plugin (a folder or a .zip) into the plugins directory. It runs only after 'plugins approve'.") { path };
        command.OnHost(global, async run =>
        {
            PluginDetailReport detail = await run.Plugins.AddPluginAsync(new AddPluginRequest { Path = FullPath(run.Parse.GetValue(path)!) }, run.CancellationToken);
            run.Out.Write(detail, () =>
            {
                PluginText.Detail(run.Out.Line, detail);
                run.Out.Line();
                run.Out.Line(detail.Waiting is null ? "These bytes are approved already." : $"Nothing of it has run. Approve it with: integration-host plugins approve {detail.Plugin.Id}");
            });
            return ExitCodes.Ok;
        });
        return command;
    }

    public static Command Approve(GlobalOptions global)
    {
        Argument<string> plugin = PluginsCommand.PluginArgument();
        Option<string?> hash = HashOption();
        Option<bool> beside = BesideOption();
        var command = new Command("approve", "Approve a plugin: its files are pinned by hash, it is tried, and serves. Shows what it asks for first.") { plugin };
        command.Options.Add(hash);
        command.Options.Add(beside);
        command.OnHost(global, async run =>
        {
            string id = run.Parse.GetValue(plugin)!;
            PluginDetailReport detail = await run.Plugins.GetPluginAsync(id, run.CancellationToken);
            return await ApproveAsync(run, detail, run.Parse.GetValue(hash), run.Parse.GetValue(beside));
        });
        return command;
    }

    public static Command Update(GlobalOptions global)
    {
        Argument<string> plugin = PluginsCommand.PluginArgument();
        Argument<string> path = PathArgument();
        Option<string?> hash = HashOption();
        Option<bool> beside = BesideOption();
        var command = new Command("update", "Put another version of a plugin there and approve it. The present one serves until the new one has passed its self-test.") { plugin, path };
        command.Options.Add(hash);
        command.Options.Add(beside);
        command.OnHost(global, async run =>
        {
            string id = run.Parse.GetValue(plugin)!;
            await run.Plugins.GetPluginAsync(id, run.CancellationToken);
            PluginDetailReport detail = await run.Plugins.AddPluginAsync(new AddPluginRequest { Path = FullPath(run.Parse.GetValue(path)!) }, run.CancellationToken);
            if (detail.Plugin.Id != id)
            {
                throw new UsageException($"What lies there is plugin {detail.Plugin.Id}, not {id}. It waits for an approval under its own id; remove it if that is not meant.");
            }

            // What is approved is what was named here, whatever else lies in the plugins directory.
            string? wanted = run.Parse.GetValue(hash);
            if (wanted is not null && wanted != detail.Added)
            {
                System.Console.Error.WriteLine(TerminalText.Clean($"What lies there has the hash {detail.Added}, not the one of --hash. Nothing was approved; see it with 'plugins show {id}'."));
                return ExitCodes.Negative;
            }

            if (wanted is null && detail.Waiting is null && detail.Versions.FirstOrDefault(version => version.Digest == detail.Added) is { } known)
            {
                System.Console.Error.WriteLine(TerminalText.Clean(known.State == "Former"
                    ? $"These files were approved before. 'plugins update {id} PATH --hash {known.Digest}' has them serve again."
                    : $"These very files of {id} {known.Version} serve already."));
                return known.State == "Former" ? ExitCodes.Negative : ExitCodes.Ok;
            }

            return await ApproveAsync(run, detail, wanted, run.Parse.GetValue(beside));
        });
        return command;
    }

    private static async Task<int> ApproveAsync(CommandRun run, PluginDetailReport detail, string? hash, bool beside)
    {
        string id = detail.Plugin.Id;
        if (detail.Waiting is not { Digest: { } digest } && hash is null)
        {
            System.Console.Error.WriteLine(TerminalText.Clean(detail.Plugin.Cause.Length > 0 ? detail.Plugin.Cause : $"Nothing of plugin {id} waits for an approval."));
            return ExitCodes.Negative;
        }

        if (hash is null && !Confirmed(detail))
        {
            System.Console.Error.WriteLine("Nothing was approved.");
            return ExitCodes.Negative;
        }

        PluginDetailReport approved = await run.Plugins.ApprovePluginAsync(id, new ApprovePluginRequest { Hash = hash ?? detail.Waiting!.Digest!, Beside = beside }, run.CancellationToken);
        run.Out.Write(approved, () =>
        {
            run.Out.Line($"Approved {id} {approved.Plugin.Version}: {approved.Plugin.Status}{(approved.Plugin.Cause.Length > 0 ? ". " + approved.Plugin.Cause : "")}");
            foreach (PluginVersionReport older in approved.Versions.Where(version => version.State == "Beside"))
            {
                run.Out.Line($"  {older.Version} serves beside it; {older.Pinned} account(s) stay on it");
            }
        });
        return approved.Plugin.Status == "Active" ? ExitCodes.Ok : ExitCodes.Negative;
    }

    private static bool Confirmed(PluginDetailReport detail)
    {
        // What is asked for goes where the question goes, so that it is seen also when the result is sent elsewhere.
        PluginText.Asks(line => System.Console.Error.WriteLine(TerminalText.Clean(line)), detail);
        System.Console.Error.WriteLine();
        System.Console.Error.WriteLine(TerminalText.Clean($"Hash  {detail.Waiting!.Digest}"));
        return System.Console.IsInputRedirected
            ? throw new UsageException("There is no terminal to ask on. Say --hash with the hash above to approve without asking.")
            : Question.Ask($"Approve {detail.Waiting.Id} {detail.Waiting.Version} to do all of this?");
    }

    private static string FullPath(string path) => Path.GetFullPath(path);

    private static Argument<string> PathArgument() => new("path") { Description = "Folder or .zip of the built plugin." };

    private static Option<string?> HashOption() => new("--hash") { Description = "Approve without asking, if this is the hash of what lies there (see 'plugins show').", HelpName = "HASH" };

    private static Option<bool> BesideOption() => new("--beside") { Description = "Keep the present version serving accounts that stay on it (accounts edit --plugin-version)." };
}
