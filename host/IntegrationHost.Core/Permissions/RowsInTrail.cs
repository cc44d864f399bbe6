using System.Collections.Concurrent;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>
/// What the trail says each row became with its last change. A keyed hash on a row proves that the host wrote it, not that it wrote nothing since: a row from before a
/// token was revoked, put back, is as genuine as ever, and older than what the trail tells. Read once when a store is opened, and kept up with each commit.
/// </summary>
internal sealed class RowsInTrail
{
    private const string Password = "password";

    private static readonly string[] Actions =
    [
        AuditActions.TokenCreate, AuditActions.TokenRevoke, AuditActions.PrincipalCreate, AuditActions.PrincipalChange, AuditActions.PrincipalDelete, AuditActions.PrincipalPassword,
        AuditActions.RoleCreate, AuditActions.RoleChange, AuditActions.RoleDelete, AuditActions.PermissionChange, AuditActions.WebhookCreate, AuditActions.WebhookDelete,
        AuditActions.AccountDelete, AuditActions.ModuleDelete, AuditActions.EntityDelete,
    ];

    // Empty: it was deleted. An object of the same id that is made anew begins anew.
    private readonly ConcurrentDictionary<(string Type, string Id), Known> last = [];

    public static async Task<RowsInTrail> ReadAsync(HostDbContext context, KeyRing keys, CancellationToken cancellationToken)
    {
        RowsInTrail rows = new();
        try
        {
            await rows.FillAsync(context, keys, cancellationToken);
        }
        catch (Exception unreadable) when (UnreadableValue.Is(unreadable))
        {
            // The walk over the trail says so; what was read until there counts.
        }

        return rows;
    }

    /// <summary>How the trail names a row that was just signed.</summary>
    public static (string Key, string Value) Name(byte[] mac) => ("row", NameOf(mac));

    /// <summary>Whether a row is what its last change made of it, as far as the trail tells.</summary>
    public bool IsLatest(string type, string id, byte[] mac) => !last.TryGetValue((type, id), out Known known) || NameOf(mac) is var name && (name == known.Name || name == known.Next);

    /// <summary>Whether the password of a principal is the last that it was given, as far as the trail tells.</summary>
    public bool IsLatestPassword(Guid principalId, byte[] mac) => IsLatest(Password, principalId.ToString(), mac);

    /// <summary>Says what is about to be committed: from here on the rows as they were and as they will be both count.</summary>
    public void Expect(IReadOnlyList<AuditEvent> events)
    {
        foreach (((string, string) row, string? name) in Changes(events))
        {
            // Of what is not known, anything that the host wrote counts.
            if (name is not null && last.TryGetValue(row, out Known known))
                last[row] = known with { Next = name };
        }
    }

    /// <summary>Says that it is committed: only the new rows count.</summary>
    public void Commit(IReadOnlyList<AuditEvent> events)
    {
        foreach (((string, string) row, string? name) in Changes(events))
            Note(row, name);
    }

    /// <summary>Says that nobody knows whether it is: until the store is opened again, what the host wrote counts.</summary>
    public void Doubt(IReadOnlyList<AuditEvent> events)
    {
        foreach (((string, string) row, _) in Changes(events))
            last.TryRemove(row, out _);
    }

    private async Task FillAsync(HostDbContext context, KeyRing keys, CancellationToken cancellationToken)
    {
        await foreach (AuditRow row in context.Audit.AsNoTracking().Where(row => Actions.Contains(row.Action) && row.Result == AuditResults.Ok).OrderBy(row => row.Seq)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            // Under keys that are lost, or changed outside the host: it says nothing.
            if (AuditChain.Holds(keys, row) && Change(row.Action, row.ObjectType, row.ObjectId, AuditSegments.Details(row.Details)) is { } change)
                Note(change.Row, change.Name);
        }
    }

    private void Note((string Type, string Id) row, string? name)
    {
        if (name is null)
            last.TryRemove(row, out _);
        else
            last[row] = new Known(name, null);
    }

    private static IEnumerable<((string Type, string Id) Row, string? Name)> Changes(IReadOnlyList<AuditEvent> events) => events.Where(happened => happened.Result == AuditResults.Ok)
        .Select(happened => Change(happened.Action, happened.ObjectType, happened.ObjectId, happened.Details.ToDictionary(detail => detail.Key, detail => detail.Value)))
        .OfType<((string, string), string?)>();

    /// <summary>Which row an event tells of, and what it became: nothing, or (<c>null</c>) something that no later row is held against; <c>null</c> if the event tells of none.</summary>
    private static ((string Type, string Id) Row, string? Name)? Change(string action, string type, string id, Dictionary<string, string> details) => action switch
    {
        AuditActions.PrincipalDelete or AuditActions.RoleDelete or AuditActions.WebhookDelete => ((type, id), ""),
        AuditActions.AccountDelete or AuditActions.ModuleDelete or AuditActions.EntityDelete => ((type, id), null),
        AuditActions.PrincipalPassword when details.GetValueOrDefault("set") == "no" => ((Password, id), ""),
        AuditActions.PrincipalPassword => ((Password, id), details.GetValueOrDefault("row")),
        _ => Actions.Contains(action) && details.TryGetValue("row", out string? name) ? ((type, id), name) : null,
    };

    private static string NameOf(byte[] mac) => Convert.ToHexStringLower(mac, 0, Math.Min(mac.Length, 16));

    /// <summary>What a row is called.</summary>
    /// <param name="Name">As committed.</param>
    /// <param name="Next">As it is about to be; <c>null</c> if nobody changes it.</param>
    private readonly record struct Known(string Name, string? Next);
}
