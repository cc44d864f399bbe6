using System.CommandLine;
using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>keys</c>: the ways to unlock the store, and its data keys.</summary>
internal static class KeysCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Command Build(GlobalOptions global)
    {
        var command = new Command("keys", "See, add and remove ways to unlock the store; rotate its data key.");
        command.Subcommands.Add(List(global));
        command.Subcommands.Add(KeysAddCommand.Build(global));
        command.Subcommands.Add(Change(global));
        command.Subcommands.Add(Remove(global));
        command.Subcommands.Add(Rotate(global));
        command.Subcommands.Add(Destroy(global));
        return command;
    }

    private static Command List(GlobalOptions global)
    {
        var command = new Command("list", "List slots and data keys.");
        command.OnHost(global, async run =>
        {
            IReadOnlyList<KeySlotInfo> slots = await run.Keys.GetSlotsAsync(run.CancellationToken);
            RotationReport rotation = await run.Keys.GetRotationAsync(run.CancellationToken);
            run.Out.Write(slots, () =>
            {
                run.Out.Table(["SLOT", "TYPE", "DERIVATION", "MADE", "WHERE"], slots.Select(slot => (IReadOnlyList<string?>)[slot.Id, slot.Type, slot.Kdf, $"{slot.Created:u}", slot.Place]));
                run.Out.Line();
                run.Out.Table(["DATA KEY", "MADE", "SEALS RESERVED", "USE"], rotation.Terms.Select(term => (IReadOnlyList<string?>)
                    [$"{term.Number}", $"{term.Created:u}", $"{term.Reserved}", term.Current ? "seals and opens" : "opens only"]));
                Print(run.Out, rotation);
            });
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Change(GlobalOptions global)
    {
        var slot = new Argument<string>("slot") { Description = "A passphrase slot ('integration-host keys list')." };
        var stdin = new Option<bool>("--passphrase-stdin") { Description = "Take the new passphrase from standard input instead of asking twice." };
        var command = new Command("change-passphrase", "Put another passphrase in the place of one. No secret is touched.") { slot };
        command.Options.Add(stdin);
        command.OnHost(global, async run =>
        {
            string words = await KeysAddCommand.PassphraseAsync(run, run.Parse.GetValue(stdin));
            AddSlotResult changed = await run.Keys.ChangeSlotAsync(run.Parse.GetValue(slot)!, new AddSlotRequest { Type = "passphrase", Passphrase = words }, run.CancellationToken);
            run.Out.Write(changed.Slot, () => run.Out.Line($"Changed {changed.Slot.Id}. The former passphrase opens nothing any more, but for backups made before."));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Remove(GlobalOptions global)
    {
        var slot = new Argument<string>("slot") { Description = "Its name ('integration-host keys list')." };
        var command = new Command("remove", "Remove a way to unlock. The last one cannot be removed.") { slot };
        command.OnHost(global, async run =>
        {
            string id = run.Parse.GetValue(slot)!;
            await run.Keys.RemoveSlotAsync(id, run.CancellationToken);
            run.Out.Write(new { Removed = id }, () => run.Out.Line($"Removed {id}. Backups made before still open with it."));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Rotate(GlobalOptions global)
    {
        var noWait = new Option<bool>("--no-wait") { Description = "Do not wait for the end; the host goes on." };
        var command = new Command("rotate", "Begin a new data key and seal every secret anew under it, while everything goes on. Goes on with an interrupted rotation.");
        command.Options.Add(noWait);
        command.OnHost(global, async run =>
        {
            RotationReport report = await run.Keys.RotateAsync(run.CancellationToken);
            long told = -1;
            while (!run.Parse.GetValue(noWait) && report.Last is { State: "Running" } running)
            {
                if (!run.Out.Json && running.Done != told)
                {
                    told = running.Done;
                    System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{running.Done} of {running.Total} sealed anew"));
                }

                await Task.Delay(Pause, run.CancellationToken);
                report = await run.Keys.GetRotationAsync(run.CancellationToken);
            }

            run.Out.Write(report, () => Print(run.Out, report));
            return report.Last?.State == "Incomplete" ? ExitCodes.Negative : ExitCodes.Ok;
        });
        return command;
    }

    private static Command Destroy(GlobalOptions global)
    {
        var term = new Argument<long>("data-key") { Description = "Its number ('integration-host keys list')." };
        var despite = new Option<bool>("--despite-backups") { Description = "Give up the backups that need it." };
        var command = new Command("destroy", "Take a data key that only opens out of the ring, for good. Refused while secrets or backups need it.") { term };
        command.Options.Add(despite);
        command.OnHost(global, async run =>
        {
            long number = run.Parse.GetValue(term);
            await run.Keys.DestroyTermAsync(number, run.Parse.GetValue(despite), run.CancellationToken);
            run.Out.Write(new { Destroyed = number }, () => run.Out.Line(string.Create(CultureInfo.InvariantCulture, $"Destroyed data key {number}.")));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Print(ResultWriter writer, RotationReport report)
    {
        if (report.Due is { } due)
        {
            writer.Line($"A rotation is due. {due} Run: integration-host keys rotate");
        }

        if (report.Last is not { } run)
        {
            return;
        }

        writer.Line($"Rotation to data key {run.ToTerm}: {run.State}. {run.Done} of {run.Total} sealed anew ({run.PerSecond}/s), {run.Skipped} changed meanwhile, {run.Failed.Count} do not open.");
        foreach (string failed in run.Failed)
        {
            writer.Line($"  does not open: {failed}. Set it again or clear it, then rotate once more.");
        }
    }
}
