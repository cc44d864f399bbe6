using System.Collections.Concurrent;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Events;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Webhooks;

/// <summary>
/// Tells webhooks of changes, in order, at least once. How far each has come is stored with it, so that a restart goes on where it broke off; one that
/// does not answer holds up no other.
/// </summary>
/// <param name="store">The open store.</param>
/// <param name="feed">Where events come from.</param>
/// <param name="tokens">Says who a webhook's owner is now.</param>
/// <param name="time">The clock.</param>
public sealed class WebhookDelivery(HostStore store, EventFeed feed, TokenService tokens, TimeProvider time) : IDisposable
{
    /// <summary>Events that are of no interest are passed over in memory; after so many the database is told.</summary>
    private const int PassedOver = 500;

    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    private readonly WebhookSender sender = new(store.Keys, time);
    private readonly ConcurrentDictionary<Guid, Task> flights = new();

    // How far those have come that nothing concerned; the database is told now and then.
    private readonly ConcurrentDictionary<Guid, (long Cursor, string? Coverage)> passed = new();

    /// <summary>Delivers until it is cancelled. While the store is sealed nothing is sent.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Task next = Task.CompletedTask;
            TimeSpan sleep = TimeSpan.FromSeconds(1);
            try
            {
                next = feed.Next;
                sleep = await BeginDueAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is StoreSealedException or ObjectDisposedException or System.Data.Common.DbException)
            {
                // Sealed, or the disk is in trouble: what asks the store itself is told. Here it is tried again.
                next = Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            try
            {
                using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                await Task.WhenAny([next, Task.Delay(sleep, time, done.Token), .. flights.Values]);
                await done.CancelAsync();

                // Many changes at once are looked at once.
                await Task.Delay(Gather, time, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                break;
            }
        }

        await Task.WhenAll(flights.Values);
    }

    /// <summary>Sends a test message now. One that was switched off and takes it is switched on again.</summary>
    /// <exception cref="NotFoundException">There is none of this id.</exception>
    public async Task<WebhookAnswer> TestAsync(Guid id, CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        WebhookRow row = await FindAsync(id, cancellationToken) ?? throw new NotFoundException("webhook", id.ToString());
        DateTimeOffset now = time.GetUtcNow();
        WebhookAnswer answer = await sender.SendAsync(row, $"test_{Guid.NewGuid():N}", WebhookPayload.OfTest(now), cancellationToken);
        if (answer.Delivered && (!row.Enabled || row.Failures > 0))
        {
            await using StoreWrite write = await store.BeginAsync(cancellationToken);
            await write.Context.Webhooks.Where(known => known.Id == id).ExecuteUpdateAsync(
                change => change.SetProperty(known => known.Enabled, true).SetProperty(known => known.Failures, 0).SetProperty(known => known.Reason, (string?)null)
                    .SetProperty(known => known.NextAttemptAt, (DateTimeOffset?)null),
                cancellationToken);
            write.Record(new AuditEvent(AuditActions.WebhookChange, "webhook", id.ToString(), AuditResults.Ok, ("enabled", "yes")));
            await write.CommitAsync(cancellationToken);
        }

        return answer;
    }

    /// <inheritdoc/>
    public void Dispose() => sender.Dispose();

    /// <summary>Begins deliveries to those that are due; returns how long nothing else is.</summary>
    private async Task<TimeSpan> BeginDueAsync(CancellationToken cancellationToken)
    {
        foreach ((Guid id, Task flight) in flights)
        {
            if (flight.IsCompleted)
                flights.TryRemove(id, out _);
        }

        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        List<WebhookRow> rows = await context.Webhooks.AsNoTracking().Where(row => row.Enabled).ToListAsync(cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan sleep = LongestSleep;
        foreach (WebhookRow row in rows.Where(row => RowMac.Holds(store.Keys, row)))
        {
            if (passed.TryGetValue(row.Id, out (long Cursor, string? Coverage) known) && known.Cursor > row.Cursor)
                (row.Cursor, row.Coverage) = known;
            if (row.NextAttemptAt is { } at && at > now)
                sleep = at - now < sleep ? at - now : sleep;
            else if (!flights.ContainsKey(row.Id))
                flights[row.Id] = Task.Run(() => DeliverAsync(row, cancellationToken), CancellationToken.None);
        }

        return sleep > TimeSpan.FromMilliseconds(50) ? sleep : TimeSpan.FromMilliseconds(50);
    }

    private async Task DeliverAsync(WebhookRow row, CancellationToken cancellationToken)
    {
        try
        {
            if (await OwnerAsync(row, cancellationToken) is not { } owner)
            {
                await SwitchOffAsync(row, "Its owner is gone or disabled.", cancellationToken);
                return;
            }

            ActingAs.Set(owner);
            await DeliverAsOwnerAsync(row, cancellationToken);
        }
        catch (Exception failure) when (failure is OperationCanceledException or StoreSealedException or ObjectDisposedException or AuditUnavailableException or System.Data.Common.DbException or DbUpdateException)
        {
            // It is where it was, and is tried again.
        }
    }

    private async Task DeliverAsOwnerAsync(WebhookRow row, CancellationToken cancellationToken)
    {
        long stored = row.Cursor;
        HashSet<string> kinds = [.. row.Kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        EventBatch batch;
        do
        {
            batch = await feed.ReadAsync(row.Cursor, row.Coverage, cancellationToken);
            HostEvent[] wanted = [.. batch.Events.Where(happened => kinds.Count == 0 || kinds.Contains(happened.Kind) || happened.Kind == EventKinds.Lost)];
            for (int index = 0; index < wanted.Length; index++)
            {
                HostEvent happened = wanted[index];
                WebhookAnswer answer = await sender.SendAsync(row, WebhookPayload.IdOf(row, happened), WebhookPayload.Of(happened), cancellationToken);
                if (!answer.Delivered)
                {
                    await FailAsync(row, answer, cancellationToken);
                    return;
                }

                // Two of one number are delivered together or again: it goes on behind a number only once both are.
                bool last = index == wanted.Length - 1;
                row.Cursor = last ? batch.Last : wanted[index + 1].Seq == happened.Seq ? happened.Seq - 1 : happened.Seq;
                row.Coverage = last ? batch.Coverage : row.Coverage;
                (row.Failures, row.Reason, row.NextAttemptAt, row.DeliveredAt) = (0, null, null, time.GetUtcNow());
                await SaveAsync(row, cancellationToken);
                stored = row.Cursor;
            }

            (row.Cursor, row.Coverage) = (batch.Last, batch.Coverage);
        }
        while (batch.More);

        if (row.Cursor - stored >= PassedOver)
            await SaveAsync(row, cancellationToken);
        else
            passed[row.Id] = (row.Cursor, row.Coverage);
    }

    private async Task FailAsync(WebhookRow row, WebhookAnswer answer, CancellationToken cancellationToken)
    {
        row.Failures++;
        if (answer.IsGone || WebhookRetries.After(row.Failures) is not { } wait)
        {
            await SwitchOffAsync(row, answer.IsGone ? "It answered 410: it wants no more." : $"{row.Failures} attempts in a row failed. The last: {answer.Problem}", cancellationToken);
            return;
        }

        (row.Reason, row.NextAttemptAt) = (answer.Problem, time.GetUtcNow() + wait);
        await SaveAsync(row, cancellationToken);
    }

    private async Task SwitchOffAsync(WebhookRow row, string reason, CancellationToken cancellationToken)
    {
        (row.Enabled, row.Reason, row.NextAttemptAt) = (false, reason, null);
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        await UpdateAsync(write.Context, row, cancellationToken);
        write.Record(new AuditEvent(AuditActions.WebhookChange, "webhook", row.Id.ToString(), AuditResults.Ok, ("enabled", "no")));
        await write.CommitAsync(cancellationToken);
    }

    private async Task SaveAsync(WebhookRow row, CancellationToken cancellationToken)
    {
        passed.TryRemove(row.Id, out _);
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        await UpdateAsync(write.Context, row, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    // What is not there any more is not brought back.
    private static Task<int> UpdateAsync(HostDbContext context, WebhookRow row, CancellationToken cancellationToken) => context.Webhooks.Where(known => known.Id == row.Id).ExecuteUpdateAsync(
        change => change.SetProperty(known => known.Cursor, row.Cursor).SetProperty(known => known.Coverage, row.Coverage).SetProperty(known => known.Enabled, row.Enabled)
            .SetProperty(known => known.Reason, row.Reason).SetProperty(known => known.Failures, row.Failures).SetProperty(known => known.NextAttemptAt, row.NextAttemptAt)
            .SetProperty(known => known.DeliveredAt, row.DeliveredAt),
        cancellationToken);

    private async Task<WebhookRow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        WebhookRow? row = await context.Webhooks.AsNoTracking().FirstOrDefaultAsync(known => known.Id == id, cancellationToken);
        return row is not null && RowMac.Holds(store.Keys, row) ? row : null;
    }

    /// <summary>Who made it, with the rights of now; <c>null</c> if that is nobody any more.</summary>
    private async Task<Actor?> OwnerAsync(WebhookRow row, CancellationToken cancellationToken)
    {
        if (row.OwnerId == store.LocalOperatorId)
            return Actor.Local(row.OwnerId);
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        PrincipalRow? principal = await IntactRows.FindAsync(
            context.Principals.AsNoTracking().Where(known => known.Id == row.OwnerId), known => RowMac.Holds(store.Keys, known), cancellationToken);
        return principal is { Enabled: true } ? await tokens.ActorAsync(context, principal, cancellationToken) : null;
    }
}
