using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Core.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntegrationHost.Core.Audit;

/// <summary>What must hold before a store is used: all that was acknowledged is still there.</summary>
internal static class AuditStart
{
    private const string Format = "1";

    /// <summary>Compares database and anchor, and opens the trail; begins it in a store that has none.</summary>
    /// <param name="paths">Where the store lies.</param>
    /// <param name="contexts">Its database.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="time">The clock.</param>
    /// <param name="acceptLoss">Go on although acknowledged events are missing; that is recorded.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="StoreException">Events that were acknowledged are missing, or the last one was changed.</exception>
    public static async Task<AuditTrail> OpenAsync(
        HostPaths paths, IDbContextFactory<HostDbContext> contexts, KeyRing keys, TimeProvider time, bool acceptLoss, CancellationToken cancellationToken)
    {
        AuditAnchorState? anchored = AuditAnchor.Read(paths.AuditAnchorPath);
        bool anchorFile = File.Exists(paths.AuditAnchorPath);
        AuditRow? last;
        await using (HostDbContext context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            last = await context.Audit.AsNoTracking().OrderByDescending(row => row.Seq).FirstOrDefaultAsync(cancellationToken);
        }

        string? loss = Loss(paths, keys, last, anchored, anchorFile);
        if (loss is not null && !acceptLoss)
            throw new StoreException($"{loss} Restore the newest backup, or start with --accept-loss to go on without them; that is recorded.", StoreException.InputOutput);

        Guid bootId = Guid.NewGuid();
        AuditAnchor anchor = AuditAnchor.Open(paths.AuditAnchorPath, bootId, anchored);
        AuditTrail trail = new(contexts, keys, anchor, bootId, time);
        try
        {
            await BeginAsync(trail, anchor, keys, last, anchored, loss, cancellationToken);
            return trail;
        }
        catch
        {
            trail.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Goes on under new keys, the former being lost: the trail begins a new part that no one without them can make, who may do what is signed anew, and tokens,
    /// which cannot be told from others any more, are gone.
    /// </summary>
    public static async Task<AuditTrail> RenewAsync(
        HostPaths paths, IDbContextFactory<HostDbContext> contexts, KeyRing keys, TimeProvider time, CancellationToken cancellationToken)
    {
        Guid bootId = Guid.NewGuid();
        AuditAnchor anchor = AuditAnchor.Open(paths.AuditAnchorPath, bootId, AuditAnchor.Read(paths.AuditAnchorPath));
        AuditTrail trail = new(contexts, keys, anchor, bootId, time);
        try
        {
            await using HostDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            await foreach (PrincipalRow row in context.Principals.AsAsyncEnumerable().WithCancellation(cancellationToken))
                RowMac.Sign(keys, row);
            await foreach (RoleRow row in context.Roles.AsAsyncEnumerable().WithCancellation(cancellationToken))
                RowMac.Sign(keys, row);
            await foreach (AclObjectRow row in context.AclObjects.Include(row => row.Entries).AsAsyncEnumerable().WithCancellation(cancellationToken))
                RowMac.Sign(keys, row);
            await foreach (PluginPinRow row in context.PluginPins.AsAsyncEnumerable().WithCancellation(cancellationToken))
                RowMac.Sign(keys, row);
            await foreach (PluginSwitchRow row in context.PluginSwitches.AsAsyncEnumerable().WithCancellation(cancellationToken))
                RowMac.Sign(keys, row);
            await foreach (UpstreamAccountRow row in context.UpstreamAccounts.AsAsyncEnumerable().WithCancellation(cancellationToken))
                RowMac.Sign(keys, row);
            await foreach (WebhookRow row in context.Webhooks.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                // Its signing secret came of the lost keys, so that nobody would believe its messages.
                RowMac.Sign(keys, row);
                (row.Enabled, row.Reason) = (false, "The keys were lost. Remove it and add it again.");
            }

            // Hashed with a key that is lost: no password would ever fit.
            await context.Passwords.ExecuteDeleteAsync(cancellationToken);

            // Whose code runs is not taken over on the word of a database that nothing vouches for any more.
            await context.PluginApprovals.ExecuteDeleteAsync(cancellationToken);
            int tokens = await context.Tokens.ExecuteDeleteAsync(cancellationToken);
            long earlier = (await AuditTrail.ReadHeadAsync(context, cancellationToken)).Seq;
            AuditHead head = await trail.AppendAsync(
                context, [new AuditEvent(AuditActions.Renewed, "audit", "", AuditResults.Ok, ("earlier", $"{earlier}"), ("tokens", $"{tokens}"))], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            anchor.Advance(head, keys.CurrentTerm, always: true);
            return trail;
        }
        catch
        {
            trail.Dispose();
            throw;
        }
    }

    private static async Task BeginAsync(
        AuditTrail trail, AuditAnchor anchor, KeyRing keys, AuditRow? last, AuditAnchorState? anchored, string? loss, CancellationToken cancellationToken)
    {
        // A new anchor says so before the first row is written, and one whose rows are gone goes back to what is there.
        if (loss is not null || anchored is null)
            anchor.Advance(last is null ? AuditHead.Origin : new AuditHead(last.Seq, last.Mac), keys.CurrentTerm, always: true);
        if (loss is not null)
        {
            string missing = anchored is null ? "unknown" : Math.Max(0, anchored.Head.Seq - (last?.Seq ?? 0)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await trail.RecordAsync(new AuditEvent(AuditActions.LossAccepted, "audit", "", AuditResults.Ok, ("missing", missing), ("head", $"{last?.Seq ?? 0}")), cancellationToken);
        }

        if (last is null)
            await trail.RecordAsync(new AuditEvent(AuditActions.TrailOpen, "audit", "", AuditResults.Ok, ("vaultId", keys.VaultId), ("format", Format)), cancellationToken);
    }

    private static string? Loss(HostPaths paths, KeyRing keys, AuditRow? last, AuditAnchorState? anchored, bool anchorFile)
    {
        if (last is null && !anchorFile)
            return null;
        if (anchored is null)
        {
            // An anchor that was just made and has not been written yet says that nothing was acknowledged.
            return last is null && anchorFile ? null : $"The anchor {paths.AuditAnchorPath} is missing or damaged, so it cannot be told whether acknowledged events are missing from {paths.DatabasePath}.";
        }

        if (anchored.KeyTerm > keys.CurrentTerm)
            return $"The key ring {paths.KeyRingPath} is older than what was acknowledged (see {paths.AuditAnchorPath}).";
        long seq = last?.Seq ?? 0;
        if (seq < anchored.Head.Seq)
            return $"{anchored.Head.Seq - seq} acknowledged events are missing from {paths.DatabasePath} (it ends at {seq}, the anchor at {anchored.Head.Seq}).";
        if (last is not null && (!AuditChain.Holds(keys, last) || (seq == anchored.Head.Seq && !last.Mac.AsSpan().SequenceEqual(anchored.Head.Mac))))
            return $"The last event in {paths.DatabasePath} is not the one that was acknowledged: the trail was changed outside the host.";
        return null;
    }
}
