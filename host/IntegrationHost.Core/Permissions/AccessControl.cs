using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Asks the permissions of objects on behalf of who is acting.</summary>
internal sealed class AccessControl(KeyRing keys)
{
    /// <summary>What makes something new: ThorAPI's CREATE, and its two older words for it.</summary>
    public const Permission Creating = Permission.Create | Permission.Append | Permission.Insert;

    /// <summary>The objects of a type that who is acting may read (or whatever is asked); <c>null</c> for all of them.</summary>
    public async Task<HashSet<Guid>?> AllowedAsync(HostDbContext context, SecuredType type, Permission required, CancellationToken cancellationToken)
    {
        Actor actor = ActingAs.Current;
        if (actor.IsAdmin)
            return null;

        // SQL finds what could be allowed, so that nothing else is even read; the MACs then decide.
        IReadOnlyList<string> sids = actor.Sids;
        Permission sufficient = required | Permission.Administration;
        IQueryable<AclObjectRow> candidates = context.AclObjects.AsNoTracking().Include(row => row.Entries)
            .Where(row => row.ObjectType == type.ClassName && (row.OwnerId == actor.PrincipalId
                || row.Entries.Any(entry => entry.Granting && (entry.Mask & sufficient) != 0 && sids.Contains(entry.Sid))));
        List<AclObjectRow> rows = await IntactRows.ReadAsync(candidates, row => RowMac.Holds(keys, row), cancellationToken);
        return [.. rows.Where(row => AccessRules.Decide(actor, row, intact: true, required).Allowed).Select(row => row.ObjectId)];
    }

    /// <summary>Whether who is acting may do something to an object.</summary>
    public async Task<bool> AllowsAsync(HostDbContext context, SecuredType type, Guid id, Permission required, CancellationToken cancellationToken) =>
        ActingAs.Current.IsAdmin || Decide(ActingAs.Current, await FindAsync(context, type, id, cancellationToken), required).Allowed;

    /// <summary>Lets nobody through who may not do something to an object that exists.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not; hidden if they may not read it either.</exception>
    public async Task EnsureAsync(HostDbContext context, SecuredType type, Guid id, Permission required, CancellationToken cancellationToken)
    {
        Actor actor = ActingAs.Current;
        if (!actor.IsAdmin)
            Ensure(actor, await FindAsync(context, type, id, cancellationToken), type, id, required);
    }

    /// <summary>The same, of permissions that were read already.</summary>
    /// <exception cref="AccessDeniedException">The actor may not; hidden if it may not read it either.</exception>
    public static void Ensure(Actor actor, CheckedAcl acl, SecuredType type, Guid id, Permission required)
    {
        if (!Decide(actor, acl, required).Allowed)
            throw new AccessDeniedException(type.Kind, id.ToString(), PermissionNames.Write(required), hidden: !Decide(actor, acl, Permission.Read).Allowed);
    }

    /// <summary>Lets nobody through who may not make objects of a type.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not.</exception>
    public async Task EnsureCreateAsync(HostDbContext context, SecuredType type, CancellationToken cancellationToken)
    {
        if (!await AllowsAsync(context, type, type.TypeId, Creating, cancellationToken))
            throw new AccessDeniedException(type.Kind, "", "CREATE", hidden: false);
    }

    /// <summary>Makes who is acting the owner of a new object. What the operator of this machine makes needs no entry: ADMIN may anyway.</summary>
    public void AddOwner(HostDbContext context, SecuredType type, Guid id, DateTimeOffset now)
    {
        Actor actor = ActingAs.Current;
        if (actor.Id is "local" or "system")
            return;

        AclObjectRow row = new() { ObjectType = type.ClassName, ObjectId = id, OwnerId = actor.PrincipalId, Version = 1, CreatedAt = now, ModifiedAt = now };
        RowMac.Sign(keys, row);
        context.AclObjects.Add(row);
    }

    /// <summary>Takes the permissions of an object away with it.</summary>
    public static Task RemoveAsync(HostDbContext context, SecuredType type, Guid id, CancellationToken cancellationToken) =>
        context.AclObjects.Where(row => row.ObjectType == type.ClassName && row.ObjectId == id).ExecuteDeleteAsync(cancellationToken);

    /// <summary>The permissions of an object.</summary>
    public async Task<CheckedAcl> FindAsync(HostDbContext context, SecuredType type, Guid id, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            CheckedAcl acl = Check(await context.AclObjects.AsNoTracking().Include(row => row.Entries)
                .FirstOrDefaultAsync(row => row.ObjectType == type.ClassName && row.ObjectId == id, cancellationToken));
            if (!acl.Broken || tries == IntactRows.Tries)
                return acl;
        }
    }

    /// <summary>Asks once whether permissions that were read may be believed.</summary>
    public CheckedAcl Check(AclObjectRow? row) => new(row, row is not null && RowMac.Holds(keys, row));

    public static AccessDecision Decide(Actor actor, CheckedAcl acl, Permission required) => AccessRules.Decide(actor, acl.Row, acl.Intact, required);
}
