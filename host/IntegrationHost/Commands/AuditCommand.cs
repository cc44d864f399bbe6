using System.CommandLine;
using System.Text.Json;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Storage;
using IntegrationHost.Hosting;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>audit</c>: the trail of who did what.</summary>
internal static class AuditCommand
{
    private const int PageSize = 1000;

    public static Command Build(GlobalOptions global)
    {
        var command = new Command("audit", "Check, list and export the audit trail.");
        command.Subcommands.Add(Verify(global));
        command.Subcommands.Add(List(global));
        command.Subcommands.Add(Export(global));
        command.Subcommands.Add(AuditSegmentsCommand.Build(global));
        command.Subcommands.Add(AuditHashCommand.Build(global));
        return command;
    }

    private static Command Verify(GlobalOptions global)
    {
        var from = new Option<long?>("--from") { Description = "First event to check. Default: the first." };
        var to = new Option<long?>("--to") { Description = "Last event to check. Default: the last, and then the end is compared with the anchor." };
        var anchor = new Option<string?>("--anchor") { Description = "Another anchor file than the store's own, such as a copy kept elsewhere. Only while no host runs.", HelpName = "FILE" };
        var exported = new Option<string[]>("--exported") { Description = "Files of 'audit export': they are checked, too, and that the store goes on where they end.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var command = new Command("verify", "Check the trail, and every permission, token and role. Exit code 0 intact, 1 changed, 2 end missing, 3 not readable.");
        command.Options.Add(from);
        command.Options.Add(to);
        command.Options.Add(anchor);
        command.Options.Add(exported);
        command.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            HostPaths paths = global.Paths(parse);
            AuditVerifyReport report;
            try
            {
                report = parse.GetValue(exported) is { Length: > 0 } files
                    ? await VerifyAsync(paths, files, parse.GetValue(anchor), cancellationToken)
                    : await VerifyAsync(paths, parse.GetValue(from), parse.GetValue(to), parse.GetValue(anchor), cancellationToken);
            }
            catch (Exception failure) when (failure is StoreException or HostUnavailableException or HostApiException)
            {
                System.Console.Error.WriteLine("integration-host: " + TerminalText.Clean(failure.Message));
                return AuditExitCodes.Unreadable;
            }

            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            writer.Write(report, () => Print(writer, report));
            return AuditExitCodes.For(report);
        }));
        return command;
    }

    /// <summary>Through the owner if there is one; otherwise straight from the files, since a store whose end is missing does not open.</summary>
    private static async Task<AuditVerifyReport> VerifyAsync(HostPaths paths, long? from, long? to, string? anchor, CancellationToken cancellationToken)
    {
        if (!File.Exists(paths.DatabasePath))
            throw new StoreException($"There is no store in {paths.DataDirectory}.", StoreException.Configuration);
        if (StoreOwner.TryAcquire(paths) is { } owner)
        {
            await using (owner)
            {
                AuditReport found = await AuditCheck.RunAsync(paths, from ?? 1, to ?? long.MaxValue, anchor, cancellationToken);
                return new AuditVerifyReport(found.Verdict.ToString(), found.Rows, found.Head, found.Anchor, found.FirstBadSeq, found.UnknownOutcomes, found.ProtectedRows, found.Tampered, found.Earlier, found.Removed,
                found.Damaged, found.Recounted);
            }
        }

        if (anchor is not null)
            throw new UsageException("A host runs on this store, which compares with its own anchor only. Stop it, or leave out --anchor.");
        await using HostSession session = await HostSession.OpenAsync(paths, new SessionOptions(), cancellationToken);
        return await session.Access.VerifyAuditAsync(new AuditVerifyRequest { From = from, To = to }, cancellationToken);
    }

    /// <summary>The exported parts, then the store, as one chain.</summary>
    private static async Task<AuditVerifyReport> VerifyAsync(HostPaths paths, string[] exported, string? anchor, CancellationToken cancellationToken)
    {
        if (anchor is not null)
            throw new UsageException("Give either --anchor or --exported: the store must be open to check exported events.");
        await using HostSession session = await HostSession.OpenAsync(paths, new SessionOptions(), cancellationToken);
        ExportedTrail files = await AuditFiles.CheckAsync((IHostTrail)session.Client, exported, cancellationToken);
        AuditVerifyReport store = await session.Access.VerifyAuditAsync(new AuditVerifyRequest(), cancellationToken);
        if (files.FirstBad is { } bad)
            return store with { Verdict = "Broken", FirstBadSeq = bad };
        if (await session.Access.GetAuditAsync(files.Last, 1, cancellationToken) is not [var next] || next.Seq != files.Last + 1 || next.PrevMac != files.LastMac)
            return store with { Verdict = "Broken", FirstBadSeq = files.Last + 1 };
        return store with { Rows = store.Rows + Math.Min(files.Events, Math.Max(0, store.Removed - files.First + 1)), Removed = files.First - 1 };
    }

    private static void Print(ResultWriter writer, AuditVerifyReport report)
    {
        writer.Line(report.Verdict switch
        {
            "Intact" => $"Intact: {report.Rows} events up to {report.Head}.",
            "Broken" => $"BROKEN: event {report.FirstBadSeq} is not as it was written, or is missing.",
            _ => report.Anchor is { } anchor ? $"END MISSING: the trail ends at {report.Head}, but {anchor} was acknowledged." : $"NO ANCHOR: whether events after {report.Head} are missing cannot be told.",
        });
        if (report.Removed > 0)
        {
            writer.Line($"{report.Removed} events before them are in exported files, which --exported FILE... checks, too.");
        }

        if (report.Earlier > 0)
        {
            writer.Line($"{report.Earlier} events before them were written under keys that are lost: they can be read, not checked.");
        }

        if (report.UnknownOutcomes > 0)
        {
            writer.Line($"{report.UnknownOutcomes} uses were begun whose end nobody knows: the host ended in between.");
        }

        writer.Line(report.Tampered.Count == 0
            ? $"{report.ProtectedRows} permissions, tokens, roles, principals and plugin pins are as they were written."
            : $"CHANGED OUTSIDE THE HOST: {report.Tampered.Count} of {report.ProtectedRows}. They count for nothing until they are set again:");
        foreach (string row in report.Tampered)
        {
            writer.Line("  " + row);
        }

        if (report.Damaged is { Count: > 0 } damaged)
        {
            writer.Line("CHANGED OUTSIDE THE HOST: parts of the database are not as the host makes them, or a row has a value that is none of its column. Restore a backup, or mend them:");
            foreach (string row in damaged)
            {
                writer.Line("  " + row);
            }
        }

        if (report.Recounted)
        {
            writer.Line("The kept figures over the accounts were not what counting gives: changed outside the host. They were counted anew.");
        }
    }

    private static Command List(GlobalOptions global)
    {
        var count = new Option<int>("--last") { Description = "How many events, at most 1000. Default: 50.", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "List the last events.");
        command.Options.Add(count);
        command.OnHost(global, async run =>
        {
            IReadOnlyList<AuditEventReport> events = await run.Access.GetAuditAsync(after: null, run.Parse.GetValue(count), run.CancellationToken);
            run.Out.Write(events, () => run.Out.Table(
                ["SEQ", "AT", "WHO", "ACTION", "RESULT", "OBJECT", "DETAILS"],
                events.Select(happened => (IReadOnlyList<string?>)
                [
                    $"{happened.Seq}", $"{happened.At:u}", happened.Actor, happened.Action, happened.Result, $"{happened.ObjectType} {happened.ObjectId}".TrimEnd(),
                    string.Join(", ", happened.Details.Where(detail => detail.Value.Length > 0).Select(detail => $"{detail.Key}={detail.Value}")),
                ])));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Export(GlobalOptions global)
    {
        var after = new Option<long>("--after") { Description = "Number of the event after which to begin. Default: 0, all.", DefaultValueFactory = _ => 0 };
        var segment = new Option<long?>("--segment") { Description = "Only this part ('integration-host audit segments')." };
        var command = new Command("export", "Print events one JSON object a line, with their MACs, oldest first.");
        command.Options.Add(after);
        command.Options.Add(segment);
        command.OnHost(global, async run =>
        {
            (long last, long end) = run.Parse.GetValue(segment) is { } number ? await RangeAsync(run, number) : (run.Parse.GetValue(after), long.MaxValue);
            while (last < end && await run.Access.GetAuditAsync(last, PageSize, run.CancellationToken) is { Count: > 0 } page)
            {
                foreach (AuditEventReport happened in page.Where(happened => happened.Seq <= end))
                {
                    System.Console.WriteLine(JsonSerializer.Serialize(happened, WireJsonContext.Default.AuditEventReport));
                }

                last = page[^1].Seq;
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<(long After, long Last)> RangeAsync(CommandRun run, long number)
    {
        AuditSegmentReport segment = (await run.Trail.GetAuditSegmentsAsync(run.CancellationToken)).FirstOrDefault(known => known.Number == number)
            ?? throw new UsageException($"There is no segment {number}. See: integration-host audit segments", ExitCodes.NotFound);
        return segment.Removed
            ? throw new UsageException($"Segment {number} was taken out of the store. Its file has the SHA-256 {segment.Sha256}.", ExitCodes.NotFound)
            : (segment.First - 1, segment.Last);
    }
}
