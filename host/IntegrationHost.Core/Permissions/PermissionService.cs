using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Permissions of objects: who has which, and changing that as one.</summary>
/// <param name="store">The open store.</param>
/// <param name="time">The clock.</param>
public sealed class PermissionService(HostStore store, TimeProvider time)
{
    private readonly AclWriter writer = new(store, time);

    /// <summary>The permissions of an object, each identity and permission for itself.</summary>
    /// <exception cref="AccessDeniedException">Who is acting has no ADMINISTRATION on it.</exception>
    /// <exception cref="NotFoundException">There is no such object.</exception>
    public async Task<IReadOnlyList<AclItem>> ListAsync(SecuredType type, Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await EnsureAdministrationAsync(context, type, id, cancellationToken);
        SidNames names = await SidNames.ReadAsync(context, store.Keys, cancellationToken);
        AclObjectRow? acl = await IntactAsync(context, type, id, cancellationToken);
        return [.. Items(acl?.Entries ?? [], names)];
    }

    /// <summary>What who is acting may do to an object.</summary>
    /// <exception cref="NotFoundException">There is no such object.</exception>
    /// <exception cref="AccessDeniedException">They may do nothing to it.</exception>
    public async Task<EffectivePermissions> EffectiveAsync(SecuredType type, Guid id, CancellationToken cancellationToken)
    {
        Actor actor = ActingAs.Current;
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await EnsureExistsAsync(context, type, id, cancellationToken);
        CheckedAcl acl = await store.Access.FindAsync(context, type, id, cancellationToken);
        Permission[] allowed = [.. PermissionNames.Split(PermissionNames.All & ~Permission.ViewDecrypted).Where(one => AccessControl.Decide(actor, acl, one).Allowed)];
        if (allowed.Length == 0 && id != type.TypeId)
            throw new AccessDeniedException(type.Kind, id.ToString(), "READ", hidden: true);
        return new EffectivePermissions(allowed, acl.Intact && acl.Row?.OwnerId == actor.PrincipalId, actor.IsAdmin);
    }

    /// <summary>Grants a permission; an explicit denial of it to the same identity goes.</summary>
    /// <exception cref="InvalidInputException">There is no such identity, or it can never have this.</exception>
    /// <exception cref="ConflictException">Who is acting would lock itself out.</exception>
    public Task GrantAsync(SecuredType type, Guid id, string? name, Permission permission, CancellationToken cancellationToken) =>
        writer.ChangeAsync(type, id, (draft, names) => draft.Set(Identity(names, name, permission), permission, granting: true), confirmLockout: false, cancellationToken);

    /// <summary>Denies a permission explicitly; a grant of it to the same identity goes.</summary>
    /// <exception cref="InvalidInputException">There is no such identity.</exception>
    /// <exception cref="ConflictException">Who is acting would lock itself out.</exception>
    public Task DenyAsync(SecuredType type, Guid id, string? name, Permission permission, CancellationToken cancellationToken) =>
        writer.ChangeAsync(type, id, (draft, names) => draft.Set(names.SidOf("username", name), permission, granting: false), confirmLockout: false, cancellationToken);

    /// <summary>Takes a permission back, granted or denied.</summary>
    /// <exception cref="InvalidInputException">There is no such identity.</exception>
    /// <exception cref="ConflictException">Who is acting would lock itself out.</exception>
    public Task RevokeAsync(SecuredType type, Guid id, string? name, Permission permission, CancellationToken cancellationToken) =>
        writer.ChangeAsync(type, id, (draft, names) => draft.Remove(names.SidOf("username", name), permission), confirmLockout: false, cancellationToken);

    /// <summary>Makes the permissions of an object exactly these: what is new is granted before what is gone is taken, as one; without a difference nothing is written.</summary>
    /// <param name="type">Type of the object.</param>
    /// <param name="id">The object.</param>
    /// <param name="items">All of its permissions.</param>
    /// <param name="confirmLockout">Whether who is acting may lose its own READ or ADMINISTRATION by it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConflictException">Who is acting would lock itself out, and did not confirm that.</exception>
    public async Task<IReadOnlyList<AclItem>> SetAsync(SecuredType type, Guid id, IReadOnlyList<AclItem> items, bool confirmLockout, CancellationToken cancellationToken)
    {
        await writer.ChangeAsync(
            type,
            id,
            (draft, names) =>
            {
                draft.Empty();
                foreach (AclItem item in items)
                    draft.Set(item.Granted ? Identity(names, item.Name, item.Permission) : names.SidOf("username", item.Name), item.Permission, item.Granted);
            },
            confirmLockout,
            cancellationToken);

        // Who confirmed may not be able to see the outcome any more.
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return await store.Access.AllowsAsync(context, type, id, Permission.Administration, cancellationToken) ? await ListAsync(type, id, cancellationToken) : [];
    }

    /// <summary>Every entry of the objects that who is acting administers.</summary>
    public async Task<IReadOnlyList<AclEntry>> EntriesAsync(CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        SidNames names = await SidNames.ReadAsync(context, store.Keys, cancellationToken);
        List<AclEntry> entries = [];
        foreach (SecuredType type in SecuredType.All)
        {
            HashSet<Guid>? allowed = await store.Access.AllowedAsync(context, type, Permission.Administration, cancellationToken);
            List<AclObjectRow> rows = await IntactRows.ReadAsync(
                context.AclObjects.AsNoTracking().Include(row => row.Entries)
                    .Where(row => row.ObjectType == type.ClassName && (allowed == null || allowed.Contains(row.ObjectId))).OrderBy(row => row.ObjectId),
                row => RowMac.Holds(store.Keys, row),
                cancellationToken);
            entries.AddRange(rows.SelectMany(row => Entries(type, row, names)));
        }

        return entries;
    }

    /// <summary>Adds permissions to an identity's entry on an object, and gives the entry as it is then.</summary>
    /// <exception cref="InvalidInputException">There is no such identity, or it can never have this.</exception>
    public async Task<AclEntry> AddEntryAsync(SecuredType type, Guid id, string? name, Permission mask, bool granting, CancellationToken cancellationToken)
    {
        string sid = "";
        await writer.ChangeAsync(
            type,
            id,
            (draft, names) => draft.Set(sid = granting ? Identity(names, name, mask) : names.SidOf("aclSid", name), mask, granting),
            confirmLockout: false,
            cancellationToken);
        return (await EntriesOfAsync(type, id, cancellationToken)).First(entry => entry.Sid == sid && entry.Entry.Granting == granting).Entry;
    }

    /// <summary>Makes an entry exactly this; nothing left of it removes it.</summary>
    /// <exception cref="NotFoundException">There is no such entry, or none that who is acting may see.</exception>
    public async Task<AclEntry?> ReplaceEntryAsync(Guid entryId, Permission mask, bool granting, CancellationToken cancellationToken)
    {
        AclEntry entry = (await EntriesAsync(cancellationToken)).FirstOrDefault(candidate => candidate.Id == entryId) ?? throw new NotFoundException("AclEntry", entryId.ToString());
        string sid = "";
        await writer.ChangeAsync(
            entry.Type,
            entry.ObjectId,
            (draft, names) =>
            {
                sid = names.SidOf("aclSid", entry.Name);
                draft.Replace(sid, entry.Granting, Permission.None);
                if (mask != Permission.None)
                    draft.Replace(granting ? Identity(names, entry.Name, mask) : sid, granting, mask);
            },
            confirmLockout: false,
            cancellationToken);
        return (await EntriesOfAsync(entry.Type, entry.ObjectId, cancellationToken)).FirstOrDefault(now => now.Sid == sid && now.Entry.Granting == granting).Entry;
    }

    private async Task<List<(string Sid, AclEntry Entry)>> EntriesOfAsync(SecuredType type, Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        SidNames names = await SidNames.ReadAsync(context, store.Keys, cancellationToken);
        AclObjectRow? row = await IntactAsync(context, type, id, cancellationToken);
        return row is null ? [] : [.. Entries(type, row, names).Select(entry => (names.SidOf("aclSid", entry.Name), entry))];
    }

    // What was changed outside the host is not shown as if it held.
    private async Task<AclObjectRow?> IntactAsync(HostDbContext context, SecuredType type, Guid id, CancellationToken cancellationToken) =>
        await store.Access.FindAsync(context, type, id, cancellationToken) is { Intact: true, Row: { } row } ? row : null;

    private async Task EnsureAdministrationAsync(HostDbContext context, SecuredType type, Guid id, CancellationToken cancellationToken)
    {
        await EnsureExistsAsync(context, type, id, cancellationToken);
        await store.Access.EnsureAsync(context, type, id, Permission.Administration, cancellationToken);
    }

    internal static async Task EnsureExistsAsync(HostDbContext context, SecuredType type, Guid id, CancellationToken cancellationToken)
    {
        bool exists = id == type.TypeId
            || (type == SecuredType.Account ? await context.Accounts.AnyAsync(row => row.Id == id, cancellationToken) : await context.Modules.AnyAsync(row => row.Id == id, cancellationToken));
        if (!exists)
            throw new NotFoundException(type.Kind, id.ToString());
    }

    private static string Identity(SidNames names, string? name, Permission permission)
    {
        string sid = names.SidOf("username", name);
        return sid == Sids.Anonymous && (permission & Permission.ViewDecrypted) != 0
            ? throw new InvalidInputException("permission", "anonymousUser can never have VIEW_DECRYPTED.")
            : sid;
    }

    private static IEnumerable<AclItem> Items(IEnumerable<AclEntryRow> entries, SidNames names) =>
        from entry in entries
        let name = names.NameOf(entry.Sid)
        where name is not null
        orderby name, entry.Granting descending
        from permission in PermissionNames.Split(entry.Mask)
        select new AclItem(name, permission, entry.Granting);

    private IEnumerable<AclEntry> Entries(SecuredType type, AclObjectRow row, SidNames names)
    {
        string owner = row.OwnerId == store.LocalOperatorId ? "ADMIN" : names.NameOf(Sids.Principal(row.OwnerId)) ?? "ADMIN";
        return row.Entries.Where(entry => names.NameOf(entry.Sid) is not null).OrderBy(entry => entry.Sid, StringComparer.Ordinal).ThenBy(entry => entry.Granting)
            .Select((entry, order) => new AclEntry(entry.Id, type, row.ObjectId, names.NameOf(entry.Sid)!, Sids.IsPrincipal(entry.Sid), entry.Mask, entry.Granting, owner, order));
    }
}
