using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Events;

/// <summary>
/// Changes as events, out of the trail: what was committed is there, in order, after a restart, too. Nothing is kept per reader, however slow it is: each
/// reads on from its own number.
/// </summary>
/// <param name="store">The open store.</param>
/// <param name="coverage">Which modules can run.</param>
public sealed class EventFeed(HostStore store, CoverageService coverage)
{
    /// <summary>How far back a reader may go on from; beyond it, it is told that something is lost.</summary>
    public const int Reach = 10_000;

    private const int AtOnce = 200;

    /// <summary>The number of the last change.</summary>
    public async Task<long> HeadAsync(CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return (await AuditTrail.ReadHeadAsync(context, cancellationToken)).Seq;
    }

    /// <summary>How many modules can run, as covered/total, of what who is acting may read.</summary>
    public async Task<string> CoverageAsync(CancellationToken cancellationToken)
    {
        HeroCounts counts = await coverage.GetHeroCountsAsync(cancellationToken);
        return $"{counts.Covered}/{counts.Modules}";
    }

    /// <summary>What happened after a number, as far as who is acting may read it.</summary>
    /// <param name="after">The number that was read last.</param>
    /// <param name="known">The coverage that was told last; <c>null</c> if none was.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<EventBatch> ReadAsync(long after, string? known, CancellationToken cancellationToken)
    {
        List<HostEvent> events = [];
        List<AuditRow> rows;
        long last;
        await using (HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken))
        {
            long head = (await AuditTrail.ReadHeadAsync(context, cancellationToken)).Seq;

            // A number from the future is of another store, or of a backup that was restored since; what follows one before the first was taken out.
            long first = await context.Audit.AsNoTracking().OrderBy(row => row.Seq).Select(row => row.Seq).FirstOrDefaultAsync(cancellationToken);
            if (after > head || head - after > Reach || after + 1 < first)
            {
                return new EventBatch([new HostEvent(head, EventKinds.Lost, await TimeOfAsync(context, head, cancellationToken), null, null, null)], head, known, More: false);
            }

            rows = await context.Audit.AsNoTracking().Where(row => row.Seq > after).OrderBy(row => row.Seq).Take(AtOnce).ToListAsync(cancellationToken);
            last = rows.Count == 0 ? after : rows[^1].Seq;
            events.AddRange(await ReadableAsync(context, rows.Select(TrailEvents.Of).OfType<HostEvent>(), cancellationToken));
        }

        // Only once for many changes, and only if one of them could have moved it, seen or not.
        string? now = known;
        if (rows.Any(row => TrailEvents.Of(row) is not null) && (now = await CoverageAsync(cancellationToken)) != known && known is not null)
            events.Add(new HostEvent(last, EventKinds.Coverage, rows[^1].At, null, null, now));
        return new EventBatch(events, last, now, More: rows.Count == AtOnce);
    }

    /// <summary>A task that ends with the next commit. Take it before reading, so that nothing falls between.</summary>
    public Task Next => store.Audit.Next;

    private async Task<List<HostEvent>> ReadableAsync(HostDbContext context, IEnumerable<HostEvent> events, CancellationToken cancellationToken)
    {
        if (ActingAs.Current.IsAdmin)
            return [.. events];

        List<HostEvent> heard = [];
        foreach (HostEvent happened in events)
        {
            bool account = happened.AccountId is { } accountId && await store.Access.AllowsAsync(context, SecuredType.Account, accountId, Permission.Read, cancellationToken);
            bool module = happened.ModuleId is { } moduleId && await store.Access.AllowsAsync(context, SecuredType.Module, moduleId, Permission.Read, cancellationToken);
            if (happened.ModuleId is null ? account : module)
                heard.Add(account ? happened : happened with { AccountId = null });
        }

        return heard;
    }

    private static async Task<DateTimeOffset> TimeOfAsync(HostDbContext context, long seq, CancellationToken cancellationToken) =>
        await context.Audit.AsNoTracking().Where(row => row.Seq == seq).Select(row => row.At).FirstOrDefaultAsync(cancellationToken);
}
