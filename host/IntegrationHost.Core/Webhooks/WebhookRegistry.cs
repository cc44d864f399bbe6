using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Events;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Webhooks;

/// <summary>Makes, lists and removes webhooks. Only ADMIN does.</summary>
/// <param name="store">The open store.</param>
/// <param name="feed">Where events come from.</param>
/// <param name="time">The clock.</param>
public sealed class WebhookRegistry(HostStore store, EventFeed feed, TimeProvider time)
{
    /// <summary>How many there may be.</summary>
    public const int Most = 32;

    /// <summary>Makes one. It is told of what happens from now on.</summary>
    /// <exception cref="InvalidInputException">The address may not be told, a kind is not known, or there are too many.</exception>
    public async Task<WebhookCreated> AddAsync(string? url, IReadOnlyList<string> kinds, CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        string target = WebhookTarget.Check(url);
        if (!kinds.All(EventKinds.All.Contains))
            throw new InvalidInputException("kinds", $"A kind is not known. Known are {string.Join(", ", EventKinds.All)}.");

        Actor actor = ActingAs.Current;
        string coverage = await feed.CoverageAsync(cancellationToken);
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        if (await write.Context.Webhooks.CountAsync(cancellationToken) >= Most)
            throw new InvalidInputException("url", $"There are {Most} webhooks already. Remove one first.");
        WebhookRow row = new()
        {
            Id = Guid.NewGuid(),
            Url = target,
            Kinds = string.Join(' ', kinds.Distinct().Order(StringComparer.Ordinal)),
            OwnerId = actor.PrincipalId == Guid.Empty ? store.LocalOperatorId : actor.PrincipalId,
            Salt = WebhookSecret.NewSalt(),
            CreatedAt = time.GetUtcNow(),
            Cursor = (await AuditTrail.ReadHeadAsync(write.Context, cancellationToken)).Seq + 1,
            Coverage = coverage,
        };
        RowMac.Sign(store.Keys, row);
        write.Context.Webhooks.Add(row);
        write.Record(new AuditEvent(AuditActions.WebhookCreate, "webhook", row.Id.ToString(), AuditResults.Ok, ("host", new Uri(target).Authority), ("kinds", row.Kinds), RowsInTrail.Name(row.Mac)));
        await write.CommitAsync(cancellationToken);
        return new WebhookCreated(ToWebhook(row, actor.Name), WebhookSecret.Text(store.Keys, row));
    }

    /// <summary>All of them, the oldest first. Those that were changed outside the host are left out; the check of the trail names them.</summary>
    public async Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        SidNames names = await SidNames.ReadAsync(context, store.Keys, cancellationToken);
        List<WebhookRow> rows = await IntactRows.ReadAsync(
            context.Webhooks.AsNoTracking().OrderBy(row => row.CreatedAt).ThenBy(row => row.Id), row => RowMac.Holds(store.Keys, row), cancellationToken);
        return [.. rows.Select(row => ToWebhook(row, OwnerOf(row, names)))];
    }

    /// <summary>Removes one.</summary>
    /// <exception cref="NotFoundException">There is none of this id.</exception>
    public async Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        if (await write.Context.Webhooks.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken) == 0)
            throw new NotFoundException("webhook", id.ToString());
        write.Record(new AuditEvent(AuditActions.WebhookDelete, "webhook", id.ToString(), AuditResults.Ok));
        await write.CommitAsync(cancellationToken);
    }

    private string OwnerOf(WebhookRow row, SidNames names) =>
        row.OwnerId == store.LocalOperatorId ? "ADMIN" : names.NameOf(Sids.Principal(row.OwnerId)) ?? "";

    private static Webhook ToWebhook(WebhookRow row, string owner) => new(
        row.Id, row.Url, row.Kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries), owner, row.Enabled, row.Reason, row.Failures, row.NextAttemptAt, row.DeliveredAt, row.CreatedAt);
}
