using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Input;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>backup</c>, <c>restore</c>, <c>verify</c> and <c>secrets reset</c>.</summary>
internal static class BackupCommands
{
    public static Command BackUp(GlobalOptions global)
    {
        var file = new Argument<string>("file") { Description = "File to write; must not exist." };
        var command = new Command("backup", "Back the store up while it is in use. What unlocks it is not in the file: keep key file or recovery code apart.") { file };
        command.OnHost(global, async run =>
        {
            string path = Path.GetFullPath(run.Parse.GetValue(file)!);
            await BackupFile.WriteAsync(path, target => run.Keys.BackUpAsync(Path.GetFileName(path), target, run.CancellationToken));
            run.Out.Write(new { File = path }, () =>
            {
                run.Out.Line($"Backed up to {path}.");
                run.Out.Line("It opens with what unlocks this store now: keep the key file, passphrase or recovery code apart from it, and try it with 'integration-host restore --check'.");
            });
            return ExitCodes.Ok;
        });
        return command;
    }

    public static Command Restore(GlobalOptions global)
    {
        var file = new Argument<string>("file") { Description = "The backup." };
        var check = new Option<bool>("--check") { Description = "Change nothing: unpack, check and open everything, and tell the counts." };
        var typed = new Option<bool>("--passphrase-stdin") { Description = "Unlock it with a passphrase or a recovery code from standard input, not with the key file." };
        var command = new Command("restore", "Put a backup in the place of the store, after checking all of it. The host must not run; the former database is kept.") { file };
        command.Options.Add(check);
        command.Options.Add(typed);
        command.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            HostPaths paths = global.Paths(parse);
            string path = Path.GetFullPath(parse.GetValue(file)!);
            using SecretText? key = parse.GetValue(typed)
                ? new SecretText(await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, "passphrase", cancellationToken))
                : null;
            RestoreReport report = parse.GetValue(check)
                ? await StoreRestore.CheckAsync(paths, path, key, TimeProvider.System, cancellationToken)
                : await StoreRestore.RestoreAsync(paths, path, key, TimeProvider.System, cancellationToken);
            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            writer.Write(report, () =>
            {
                writer.Line($"Made {report.MadeAt:u}, schema {report.Schema}, unlocked by {report.Slot}.");
                Print(writer, report.Content);
                Print(writer, report.MissingPlugins);
                if (!parse.GetValue(check))
                {
                    writer.Line("Restored." + (report.Kept is { } kept ? $" The former database is {kept}." : ""));
                }
            });
            return report.Content.IsSound ? ExitCodes.Ok : ExitCodes.Negative;
        }));
        return command;
    }

    public static Command Verify(GlobalOptions global)
    {
        var command = new Command("verify", "Look for damage in the store and open every secret. Exit code 1 if something is wrong.");
        command.OnHost(global, async run =>
        {
            StoreVerification found = await run.Keys.VerifyStoreAsync(run.CancellationToken);
            run.Out.Write(found, () => Print(run.Out, new StoreReport(found.Damage, found.Accounts, found.Modules, found.Secrets, found.Damaged)));
            return found.Sound ? ExitCodes.Ok : ExitCodes.Negative;
        });
        return command;
    }

    public static Command Secrets(GlobalOptions global)
    {
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var reset = new Command("reset", "When every key is lost: keep accounts and links, give up every secret, and make a new key ring. Refused while the ring still opens.");
        reset.Options.Add(yes);
        reset.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            HostPaths paths = global.Paths(parse);
            if (!parse.GetValue(yes) && !Confirm())
            {
                return ExitCodes.Negative;
            }

            IReadOnlyList<LostSecrets> lost = await SecretsReset.RunAsync(paths, TimeProvider.System, cancellationToken);
            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            writer.Write(lost, () =>
            {
                writer.Line($"{lost.Sum(account => account.Fields.Count)} secrets of {lost.Count} accounts were given up. Set again:");
                writer.Table(["ACCOUNT", "FIELDS", "ID"], lost.Select(account => (IReadOnlyList<string?>)[account.Name, string.Join(", ", account.Fields), account.AccountId.ToString()]));
            });
            return ExitCodes.Ok;
        }));
        var command = new Command("secrets", "What to do when the keys are lost.");
        command.Subcommands.Add(reset);
        return command;
    }

    private static bool Confirm()
    {
        if (System.Console.IsInputRedirected)
        {
            throw new UsageException("This gives up every stored secret. Add --yes to mean it.");
        }

        System.Console.Write("Give up every stored secret of this store? Type 'reset' to mean it: ");
        return System.Console.ReadLine()?.Trim() == "reset";
    }

    private static void Print(ResultWriter writer, IReadOnlyList<MissingPlugin> missing)
    {
        if (missing.Count == 0)
        {
            return;
        }

        writer.Line("Approved plugins whose files are not here; a backup does not have them. Put them back: the same bytes serve at once, others wait for an approval.");
        foreach (MissingPlugin plugin in missing)
        {
            writer.Line($"  {plugin.Id} {plugin.Version}, digest {plugin.Digest}, in {plugin.Path}");
        }
    }

    private static void Print(ResultWriter writer, StoreReport report)
    {
        writer.Line($"{report.Accounts} accounts, {report.Modules} modules, {report.Secrets} secrets open, {report.Damaged.Count} do not, {report.Damage.Count} faults in the database.");
        foreach (string line in report.Damaged.Select(place => "does not open: " + place).Concat(report.Damage))
        {
            writer.Line("  " + line);
        }
    }
}
