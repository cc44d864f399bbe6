using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Roles: ThorAPI's own, and those that admins make.</summary>
/// <param name="store">The open store.</param>
/// <param name="time">The clock.</param>
public sealed class RoleService(HostStore store, TimeProvider time)
{
    // The same in every store, so that a client that remembers one finds it again.
    private static readonly Role[] BuiltIn =
        [.. Sids.BuiltInRoles.Select((name, index) => new Role(new Guid($"526f6c65-0000-4000-8000-{index + 1:x12}"), name, BuiltIn: true, null, null))];

    /// <summary>ThorAPI's own roles, then the others by name. Those changed outside the host are left out; the check of the trail names them.</summary>
    public async Task<IReadOnlyList<Role>> ListAsync(CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        List<RoleRow> rows = await IntactRows.ReadAsync(context.Roles.AsNoTracking().OrderBy(row => row.RoleName), row => RowMac.Holds(store.Keys, row), cancellationToken);
        return [.. BuiltIn, .. rows.Select(ToRole)];
    }

    /// <summary>One role.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Role> GetAsync(Guid id, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(role => role.Id == id) ?? throw new NotFoundException("role", id.ToString());

    /// <summary>Makes a role.</summary>
    /// <exception cref="InvalidInputException">The name is none, or taken.</exception>
    public async Task<Role> CreateAsync(string? roleName, CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        string name = NameForm.Check("roleName", roleName);
        DateTimeOffset now = time.GetUtcNow();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        PrincipalService.RefuseTaken("roleName", name, await SidNames.ReadAsync(write.Context, store.Keys, cancellationToken), besides: null);
        RoleRow row = new() { Id = Guid.NewGuid(), RoleName = name, CreatedAt = now, ModifiedAt = now };
        RowMac.Sign(store.Keys, row);
        write.Context.Roles.Add(row);
        write.Record(new AuditEvent(AuditActions.RoleCreate, "role", row.Id.ToString(), AuditResults.Ok, RowsInTrail.Name(row.Mac)));
        await write.CommitAsync(cancellationToken);
        return ToRole(row);
    }

    /// <summary>Gives a role another name; who has it and what it is granted stay.</summary>
    /// <exception cref="NotFoundException">There is no such role.</exception>
    /// <exception cref="ConflictException">It is one of ThorAPI's own.</exception>
    public async Task<Role> RenameAsync(Guid id, string? roleName, CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        RefuseBuiltIn(id);
        string name = NameForm.Check("roleName", roleName);
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        RoleRow row = await write.Context.Roles.FirstOrDefaultAsync(role => role.Id == id, cancellationToken) ?? throw new NotFoundException("role", id.ToString());
        PrincipalService.RefuseTaken("roleName", name, await SidNames.ReadAsync(write.Context, store.Keys, cancellationToken), Sids.Role(id));
        row.RoleName = name;
        row.ModifiedAt = time.GetUtcNow();
        RowMac.Sign(store.Keys, row);
        write.Record(new AuditEvent(AuditActions.RoleChange, "role", id.ToString(), AuditResults.Ok, RowsInTrail.Name(row.Mac)));
        await write.CommitAsync(cancellationToken);
        return ToRole(row);
    }

    /// <summary>Deletes a role. Who had it has it no more, and what it was granted nobody has through it.</summary>
    /// <exception cref="NotFoundException">There is no such role.</exception>
    /// <exception cref="ConflictException">It is one of ThorAPI's own.</exception>
    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        RefuseBuiltIn(id);
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        if (await write.Context.Roles.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken) == 0)
            throw new NotFoundException("role", id.ToString());
        write.Record(new AuditEvent(AuditActions.RoleDelete, "role", id.ToString(), AuditResults.Ok));
        await write.CommitAsync(cancellationToken);
    }

    private static void RefuseBuiltIn(Guid id)
    {
        if (BuiltIn.Any(role => role.Id == id))
            throw new ConflictException("This is one of ThorAPI's own roles, which cannot be changed. Make a role of your own.");
    }

    private static Role ToRole(RoleRow row) => new(row.Id, row.RoleName, BuiltIn: false, row.CreatedAt, row.ModifiedAt);
}
