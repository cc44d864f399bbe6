using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Audit;

/// <summary>What the oldest event in the store must follow: nothing, or the last of the segments that were exported and taken out.</summary>
internal static class AuditBeginning
{
    /// <summary>The head before the first event that is there. Of events that are missing without an own event about it, it is the very beginning.</summary>
    public static async Task<AuditHead> ReadAsync(HostDbContext context, KeyRing keys, CancellationToken cancellationToken)
    {
        AuditRow? first = await context.Audit.AsNoTracking().OrderBy(row => row.Seq).FirstOrDefaultAsync(cancellationToken);
        if (first is null || first.Seq <= 1)
            return AuditHead.Origin;

        string mac = Convert.ToHexStringLower(first.PrevMac);
        List<AuditRow> removals = await context.Audit.AsNoTracking().Where(row => row.Action == AuditActions.SegmentRemoved).OrderByDescending(row => row.Seq).ToListAsync(cancellationToken);
        bool known = removals.Exists(row => AuditChain.Holds(keys, row) && AuditSegments.Details(row.Details) is var details
            && AuditSegments.Number(details, "last") == first.Seq - 1 && details.GetValueOrDefault("mac") == mac);
        return known ? new AuditHead(first.Seq - 1, first.PrevMac) : AuditHead.Origin;
    }
}
