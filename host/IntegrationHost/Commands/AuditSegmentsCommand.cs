using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>audit segments</c>: the trail is kept as long as one likes, and not for ever.</summary>
internal static class AuditSegmentsCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("segments", "List the parts of the trail; close one, and take out what was exported.");
        command.OnHost(global, async run =>
        {
            IReadOnlyList<AuditSegmentReport> segments = await run.Trail.GetAuditSegmentsAsync(run.CancellationToken);
            run.Out.Write(segments, () => run.Out.Table(
                ["SEGMENT", "EVENTS", "STATE", "EXPORTED AS (SHA-256)"],
                segments.Select(segment => (IReadOnlyList<string?>)
                    [$"{segment.Number}", $"{segment.First} to {segment.Last}", segment.Open ? "open" : segment.Removed ? "taken out" : "closed", segment.Sha256])));
            return ExitCodes.Ok;
        });
        command.Subcommands.Add(Close(global));
        command.Subcommands.Add(Remove(global));
        return command;
    }

    private static Command Close(GlobalOptions global)
    {
        var command = new Command("close", "End the part that is written to and begin the next.");
        command.OnHost(global, async run =>
        {
            AuditSegmentReport closed = await run.Trail.CloseAuditSegmentAsync(run.CancellationToken);
            run.Out.Write(closed, () =>
            {
                run.Out.Line($"Closed segment {closed.Number}, events {closed.First} to {closed.Last}.");
                run.Out.Line($"Archive it: integration-host audit export --segment {closed.Number} > audit-{closed.Number}.jsonl");
                run.Out.Line($"Then, if the store need not keep it: integration-host audit segments remove {closed.Number} --exported audit-{closed.Number}.jsonl");
            });
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Remove(GlobalOptions global)
    {
        var number = new Argument<long>("segment") { Description = "The oldest that is in the store." };
        var exported = new Option<string>("--exported") { Description = "The file of 'audit export --segment'. Each of its events is checked first.", HelpName = "FILE", Required = true };
        var command = new Command("remove", "Take a closed segment out of the store, after checking its exported file. The file's hash is recorded: keep the file.") { number };
        command.Options.Add(exported);
        command.OnHost(global, async run =>
        {
            long wanted = run.Parse.GetValue(number);
            string path = Path.GetFullPath(run.Parse.GetValue(exported)!);
            AuditSegmentReport segment = (await run.Trail.GetAuditSegmentsAsync(run.CancellationToken)).FirstOrDefault(known => known.Number == wanted)
                ?? throw new UsageException($"There is no segment {wanted}. See: integration-host audit segments", ExitCodes.NotFound);
            ExportedTrail file = await AuditFiles.CheckAsync(run.Trail, [path], run.CancellationToken);
            if (file.FirstBad is { } bad)
            {
                throw new UsageException($"Event {bad} in {path} is not as it was written, or is missing. Nothing was taken out. Export the segment once more.", ExitCodes.Negative);
            }

            if (!segment.Removed && !segment.Open && (file.First, file.Last) != (segment.First, segment.Last))
            {
                throw new UsageException($"{path} holds events {file.First} to {file.Last}; segment {wanted} is {segment.First} to {segment.Last}. Nothing was taken out.", ExitCodes.Negative);
            }

            var request = new RemoveSegmentRequest { LastMac = file.LastMac, Sha256 = await AuditFiles.HashAsync(path, run.CancellationToken) };
            AuditSegmentReport removed = await run.Trail.RemoveAuditSegmentAsync(wanted, request, run.CancellationToken);
            run.Out.Write(removed, () =>
            {
                run.Out.Line($"Took segment {removed.Number} out of the store: events {removed.First} to {removed.Last} are in {path} alone now. Keep it.");
                run.Out.Line($"To check it with the store: integration-host audit verify --exported {path}");
            });
            return ExitCodes.Ok;
        });
        return command;
    }
}
