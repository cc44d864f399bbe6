using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Audit;

/// <summary>Walks the trail row by row, in memory that does not grow with it.</summary>
internal static class AuditVerifier
{
    /// <summary>Walks; a row that cannot even be read is one that is not as it was written.</summary>
    /// <param name="context">A snapshot that is read after <paramref name="anchor"/> was: the database may be ahead of it, never behind.</param>
    /// <param name="keys">The store's keys.</param>
    /// <param name="anchor">What was acknowledged.</param>
    /// <param name="from">First row to look at; the row before it is taken as it is.</param>
    /// <param name="to">Last row to look at.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public static async Task<AuditReport> WalkAsync(
        HostDbContext context, KeyRing keys, AuditAnchorState? anchor, long from, long to, CancellationToken cancellationToken)
    {
        try
        {
            return await WalkReadableAsync(context, keys, anchor, from, to, cancellationToken);
        }
        catch (Exception unreadable) when (UnreadableValue.Is(unreadable))
        {
            long bad = await FirstUnreadableAsync(context, from, to, cancellationToken);
            return new AuditReport
            {
                Verdict = AuditVerdict.Broken,
                Rows = Math.Max(0, bad - from),
                Head = bad - 1,
                Anchor = anchor?.Head.Seq,
                FirstBadSeq = bad,
                UnknownOutcomes = 0,
                ProtectedRows = 0,
                Tampered = [],
            };
        }
    }

    private static async Task<long> FirstUnreadableAsync(HostDbContext context, long from, long to, CancellationToken cancellationToken)
    {
        long previous = Math.Max(1, from) - 1;
        try
        {
            await foreach (AuditRow row in context.Audit.AsNoTracking().Where(row => row.Seq >= from && row.Seq <= to).OrderBy(row => row.Seq).AsAsyncEnumerable().WithCancellation(cancellationToken))
                previous = row.Seq;
        }
        catch (Exception unreadable) when (UnreadableValue.Is(unreadable))
        {
            // The one after the last that could be read.
        }

        return previous + 1;
    }

    private static async Task<AuditReport> WalkReadableAsync(
        HostDbContext context, KeyRing keys, AuditAnchorState? anchor, long from, long to, CancellationToken cancellationToken)
    {
        Dictionary<string, int> open = [];
        long first = await context.Audit.AsNoTracking().OrderBy(row => row.Seq).Select(row => row.Seq).FirstOrDefaultAsync(cancellationToken);
        if (from <= first)
            from = 1;
        AuditHead beginning = from <= 1 ? await AuditBeginning.ReadAsync(context, keys, cancellationToken) : AuditHead.Origin;
        AuditHead previous = from <= 1
            ? beginning
            : await context.Audit.AsNoTracking().Where(row => row.Seq == from - 1).Select(row => new AuditHead(row.Seq, row.Mac)).FirstOrDefaultAsync(cancellationToken)
                ?? new AuditHead(from - 1, []);
        long earlier = 0;
        if (from <= 1 && await RenewalAsync(context, keys, to, cancellationToken) is { } renewal)
        {
            // What was written under keys that are lost can be read, not checked. Nobody without the new ones could have made this row.
            earlier = renewal.Seq - Math.Max(1, first);
            previous = new AuditHead(renewal.Seq - 1, renewal.PrevMac);
            from = renewal.Seq;
        }

        long rows = 0;
        long? firstBad = null;
        IQueryable<AuditRow> walk = context.Audit.AsNoTracking().Where(row => row.Seq >= from && row.Seq <= to).OrderBy(row => row.Seq);
        await foreach (AuditRow row in walk.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            rows++;
            bool follows = row.Seq == previous.Seq + 1 && row.PrevMac.AsSpan().SequenceEqual(previous.Mac) && AuditChain.Holds(keys, row);
            if (!follows)
            {
                // A gap is where the missing row should be.
                firstBad = Math.Min(row.Seq, previous.Seq + 1);
                break;
            }

            Count(open, row);
            previous = new AuditHead(row.Seq, row.Mac);
        }

        bool toEnd = to == long.MaxValue;
        bool tail = toEnd && firstBad is null && (anchor is null || previous.Seq < anchor.Head.Seq);
        if (firstBad is null && anchor is not null && await IsOtherThanAnchoredAsync(context, anchor, from, to, cancellationToken))
            firstBad = anchor.Head.Seq;
        return new AuditReport
        {
            Verdict = firstBad is not null ? AuditVerdict.Broken : tail ? AuditVerdict.TailMissing : AuditVerdict.Intact,
            Rows = rows,
            Earlier = earlier,
            Removed = beginning.Seq,
            Head = previous.Seq,
            Anchor = anchor?.Head.Seq,
            FirstBadSeq = firstBad,
            UnknownOutcomes = open.Values.Sum(),
            ProtectedRows = 0,
            Tampered = [],
        };
    }

    private static async Task<AuditRow?> RenewalAsync(HostDbContext context, KeyRing keys, long to, CancellationToken cancellationToken)
    {
        List<AuditRow> renewals = await context.Audit.AsNoTracking().Where(row => row.Action == AuditActions.Renewed && row.Seq <= to).OrderByDescending(row => row.Seq).ToListAsync(cancellationToken);
        return renewals.Find(row => AuditChain.Holds(keys, row));
    }

    private static void Count(Dictionary<string, int> open, AuditRow row)
    {
        string use = $"{row.RequestId} {row.Action} {row.ObjectId}";
        if (row.Result == AuditResults.Intent)
            open[use] = open.GetValueOrDefault(use) + 1;
        else if (row.Result != AuditResults.Joined && open.TryGetValue(use, out int begun) && begun > 0)
            open[use] = begun - 1;
    }

    private static async Task<bool> IsOtherThanAnchoredAsync(HostDbContext context, AuditAnchorState anchor, long from, long to, CancellationToken cancellationToken)
    {
        if (anchor.Head.Seq < Math.Max(1, from) || anchor.Head.Seq > to)
            return false;
        byte[]? mac = await context.Audit.AsNoTracking().Where(row => row.Seq == anchor.Head.Seq).Select(row => row.Mac).FirstOrDefaultAsync(cancellationToken);
        return mac is not null && !mac.AsSpan().SequenceEqual(anchor.Head.Mac);
    }
}
