using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Changes the permissions of an object: what differs, in one transaction, grants before revokes, and nobody locks itself out unawares.</summary>
internal sealed class AclWriter(HostStore store, TimeProvider time)
{
    public async Task ChangeAsync(SecuredType type, Guid id, Action<AclDraft, SidNames> change, bool confirmLockout, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        HostDbContext context = write.Context;
        await PermissionService.EnsureExistsAsync(context, type, id, cancellationToken);
        await store.Access.EnsureAsync(context, type, id, Permission.Administration, cancellationToken);
        AclObjectRow? row = await context.AclObjects.Include(acl => acl.Entries).FirstOrDefaultAsync(acl => acl.ObjectType == type.ClassName && acl.ObjectId == id, cancellationToken);

        // What was changed outside the host counts for nothing: whoever sets permissions again begins from none, under its own name.
        bool intact = row is null || RowMac.Holds(store.Keys, row);
        SidNames names = await SidNames.ReadAsync(context, store.Keys, cancellationToken);
        AclDraft draft = new(intact ? row?.Entries ?? [] : []);
        Dictionary<(string, bool), Permission> before = new(draft.Masks);
        change(draft, names);
        if (intact && before.Count == draft.Masks.Count && before.All(entry => draft.Masks.GetValueOrDefault(entry.Key) == entry.Value))
            return;

        row = intact ? row : await RenewAsync(context, type, id, row!, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        if (row is null)
            context.AclObjects.Add(row = New(type, id, now));
        Permission lostBefore = Held(row);
        Merge(context, row, draft);
        row.Version++;
        row.ModifiedAt = now;
        RowMac.Sign(store.Keys, row);
        if ((lostBefore & ~Held(row)) is var lost and not Permission.None && !confirmLockout)
        {
            throw new ConflictException(
                $"You would lose {PermissionNames.Write(lost)} on this yourself and could not take that back. Give it to yourself by another way first, or confirm it with confirmLockout.");
        }

        write.Record(new AuditEvent(
            AuditActions.PermissionChange, type.Kind, id.ToString(), AuditResults.Ok,
            ("granted", Difference(draft.Masks, before, granting: true)), ("denied", Difference(draft.Masks, before, granting: false)), ("revoked", Revoked(draft.Masks, before)),
            RowsInTrail.Name(row.Mac)));
        await write.CommitAsync(cancellationToken);
    }

    private static AclObjectRow New(SecuredType type, Guid id, DateTimeOffset now) =>
        new() { ObjectType = type.ClassName, ObjectId = id, OwnerId = ActingAs.Current.PrincipalId, Version = 0, CreatedAt = now, ModifiedAt = now };

    private static async Task<AclObjectRow?> RenewAsync(HostDbContext context, SecuredType type, Guid id, AclObjectRow row, CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        await context.AclEntries.Where(entry => entry.ObjectType == row.ObjectType && entry.ObjectId == row.ObjectId).ExecuteDeleteAsync(cancellationToken);
        await AccessControl.RemoveAsync(context, type, id, cancellationToken);
        return null;
    }

    // What who is acting has now and must not lose unawares. Owners and admins cannot lose it.
    private static Permission Held(AclObjectRow row)
    {
        Actor actor = ActingAs.Current;
        Permission held = Permission.None;
        foreach (Permission one in (ReadOnlySpan<Permission>)[Permission.Read, Permission.Administration])
            held |= AccessRules.Decide(actor, row, intact: true, one).Allowed ? one : Permission.None;
        return held;
    }

    private static void Merge(HostDbContext context, AclObjectRow row, AclDraft draft)
    {
        foreach (((string sid, bool granting), Permission mask) in draft.Masks)
        {
            if (row.Entries.Find(entry => entry.Sid == sid && entry.Granting == granting) is { } known)
                known.Mask = mask;
            else
                row.Entries.Add(new AclEntryRow { Id = Guid.NewGuid(), ObjectType = row.ObjectType, ObjectId = row.ObjectId, Sid = sid, Mask = mask, Granting = granting });
        }

        foreach (AclEntryRow gone in row.Entries.Where(entry => !draft.Masks.ContainsKey((entry.Sid, entry.Granting))).ToList())
        {
            row.Entries.Remove(gone);
            context.AclEntries.Remove(gone);
        }
    }

    // Identities as they are stored, by id: the trail holds no text that someone typed.
    private static string Difference(
        IReadOnlyDictionary<(string Sid, bool Granting), Permission> after, Dictionary<(string Sid, bool Granting), Permission> before, bool granting) => string.Join("; ",
        from entry in after
        where entry.Key.Granting == granting
        let added = entry.Value & ~before.GetValueOrDefault(entry.Key)
        where added != Permission.None
        orderby entry.Key.Sid
        select $"{entry.Key.Sid} {PermissionNames.Write(added)}");

    private static string Revoked(IReadOnlyDictionary<(string Sid, bool Granting), Permission> after, Dictionary<(string Sid, bool Granting), Permission> before) => string.Join("; ",
        from entry in before
        let gone = entry.Value & ~after.GetValueOrDefault(entry.Key)
        where gone != Permission.None
        orderby entry.Key.Sid
        select $"{entry.Key.Sid} {(entry.Key.Granting ? "" : "not ")}{PermissionNames.Write(gone)}");
}
