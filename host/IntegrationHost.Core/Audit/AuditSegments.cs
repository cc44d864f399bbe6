using System.Globalization;
using System.Text.Json;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Audit;

/// <summary>
/// Keeps the trail from growing for ever: a segment is closed, exported, checked, and then taken out of the store as a whole. Never a part of one, never one in
/// the middle, and what was taken out is an event itself.
/// </summary>
/// <param name="store">The open store.</param>
public sealed class AuditSegments(HostStore store)
{
    private const int Sha256Digits = 64;

    /// <summary>All segments that the trail knows of, oldest first.</summary>
    public async Task<IReadOnlyList<AuditSegment>> ListAsync(CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(context, cancellationToken);
    }

    /// <summary>Ends the segment that is written to, and begins the next.</summary>
    /// <returns>The one that was ended.</returns>
    /// <exception cref="AuditUnavailableException">It cannot be recorded.</exception>
    public async Task<AuditSegment> CloseAsync(CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        AuditSegment current = (await ReadAsync(write.Context, cancellationToken))[^1];
        write.Record(new AuditEvent(AuditActions.SegmentOpen, "audit", "", AuditResults.Ok, ("number", Text(current.Number + 1)), ("closed", Text(current.Last))));
        await write.CommitAsync(cancellationToken);
        return current with { Open = false };
    }

    /// <summary>Takes the oldest segment out of the store, after a look at each of its events. What was exported stands for it from then on.</summary>
    /// <param name="number">The segment.</param>
    /// <param name="lastMac">MAC of its last event, hex, as the exported file has it: a proof that the end was seen.</param>
    /// <param name="sha256">Hash of the exported file, hex; recorded.</param>
    /// <param name="cancellationToken">Ends the walk; what was not committed stays.</param>
    /// <exception cref="NotFoundException">There is no such segment.</exception>
    /// <exception cref="ConflictException">It is open, gone, not the oldest, not as it was written, or not what was exported.</exception>
    public async Task<AuditSegment> RemoveAsync(long number, string lastMac, string sha256, CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        if (sha256.Length != Sha256Digits || !sha256.All(char.IsAsciiHexDigit))
            throw new ConflictException("The hash of the exported file is not one of SHA-256. Export the segment, and give the hash of that file.");
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        IReadOnlyList<AuditSegment> segments = await ReadAsync(write.Context, cancellationToken);
        AuditSegment segment = segments.FirstOrDefault(known => known.Number == number) ?? throw new NotFoundException("audit segment", Text(number));
        if (segment.Removed)
            throw new ConflictException($"Segment {number} is out of the store already.");
        if (segment.Open)
            throw new ConflictException($"Segment {number} is still written to. Close it first: integration-host audit segments close.");
        if (segments.Any(known => known.Number < number && !known.Removed))
            throw new ConflictException($"Segment {number} is not the oldest in the store. Take them out in order.");

        AuditReport walk = await AuditVerifier.WalkAsync(write.Context, store.Keys, anchor: null, 1, segment.Last, cancellationToken);
        if (walk.FirstBadSeq is { } bad)
            throw new ConflictException($"Event {bad} is not as it was written, so segment {number} stays: it is evidence. Run: integration-host audit verify");
        if (!string.Equals(segment.LastMac, lastMac, StringComparison.OrdinalIgnoreCase))
            throw new ConflictException($"What was exported is not segment {number} as it is in the store. Export it once more.");

        // The triggers guard against mistakes; this is none, and it is whole or does not happen.
        await write.Context.Database.ExecuteSqlRawAsync(AuditTriggers.Drop, cancellationToken);
        await write.Context.Audit.Where(row => row.Seq <= segment.Last).ExecuteDeleteAsync(cancellationToken);
        await write.Context.Database.ExecuteSqlRawAsync(AuditTriggers.Create, cancellationToken);
        write.Record(new AuditEvent(
            AuditActions.SegmentRemoved, "audit", "", AuditResults.Ok,
            ("number", Text(number)), ("first", Text(segment.First)), ("last", Text(segment.Last)), ("mac", segment.LastMac), ("sha256", sha256.ToLowerInvariant())));
        await write.CommitAsync(cancellationToken);
        return segment with { Removed = true, Sha256 = sha256.ToLowerInvariant() };
    }

    /// <summary>The events that begin a segment and those that tell of one taken out say all; each is in the chain.</summary>
    private static async Task<List<AuditSegment>> ReadAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        var told = await context.Audit.AsNoTracking().Where(row => row.Action == AuditActions.SegmentOpen || row.Action == AuditActions.SegmentRemoved)
            .OrderBy(row => row.Seq).Select(row => new { row.Seq, row.Action, row.Details, row.PrevMac }).ToListAsync(cancellationToken);
        List<AuditSegment> segments = [];
        foreach (Dictionary<string, string> removed in told.Where(row => row.Action == AuditActions.SegmentRemoved).Select(row => Details(row.Details)))
        {
            segments.Add(new AuditSegment(
                Number(removed, "number"), Number(removed, "first"), Number(removed, "last"), removed.GetValueOrDefault("mac", ""), Open: false, Removed: true, removed.GetValueOrDefault("sha256")));
        }

        // A segment whose report of removal was itself taken out later is known by its number only to the exported files.
        long first = await context.Audit.AsNoTracking().OrderBy(row => row.Seq).Select(row => row.Seq).FirstOrDefaultAsync(cancellationToken);
        var begun = told.Where(row => row.Action == AuditActions.SegmentOpen).ToList();
        long number = begun.Count == 0 ? 1 : Number(Details(begun[0].Details), "number");
        if (begun.Count == 0 || begun[0].Seq != first)
        {
            // The first segment began with the trail, by no event of its own.
            begun.Insert(0, new { Seq = first, Action = AuditActions.SegmentOpen, Details = "{}", PrevMac = Array.Empty<byte>() });
            number = 1;
        }

        AuditHead head = await AuditTrail.ReadHeadAsync(context, cancellationToken);
        for (int index = 0; index < begun.Count; index++)
        {
            bool open = index == begun.Count - 1;
            segments.Add(new AuditSegment(
                number + index, begun[index].Seq, open ? head.Seq : begun[index + 1].Seq - 1,
                Convert.ToHexStringLower(open ? head.Mac : begun[index + 1].PrevMac), open, Removed: false, Sha256: null));
        }

        return segments;
    }

    // What was changed outside the host may be anything.
    internal static Dictionary<string, string> Details(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    internal static long Number(Dictionary<string, string> details, string key) =>
        long.TryParse(details.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
