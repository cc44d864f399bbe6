using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Users, programs and roles. Only ADMIN changes them.</summary>
/// <param name="store">The open store.</param>
/// <param name="time">The clock.</param>
public sealed class PrincipalService(HostStore store, TimeProvider time)
{
    /// <summary>Every principal by name, the operator of this machine aside. Those changed outside the host are left out; the check of the trail names them.</summary>
    public async Task<IReadOnlyList<Principal>> ListAsync(CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        SidNames names = await SidNames.ReadAsync(context, store.Keys, cancellationToken);
        List<PrincipalRow> rows = await IntactRows.ReadAsync(context.Principals.AsNoTracking().OrderBy(row => row.Username), row => RowMac.Holds(store.Keys, row), cancellationToken);
        return [.. rows.Select(row => ToPrincipal(row, names))];
    }

    /// <summary>One principal.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<Principal> GetAsync(Guid id, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(principal => principal.Id == id) ?? throw new NotFoundException("principal", id.ToString());

    /// <summary>Makes a principal.</summary>
    /// <exception cref="InvalidInputException">The name is none, or taken; or a role does not exist.</exception>
    public async Task<Principal> CreateAsync(string? username, IReadOnlyList<string> roles, bool enabled, CancellationToken cancellationToken)
    {
        EnsureAdmin();
        string name = NameForm.Check("username", username);
        DateTimeOffset now = time.GetUtcNow();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        SidNames names = await SidNames.ReadAsync(write.Context, store.Keys, cancellationToken);
        RefuseTaken("username", name, names, besides: null);
        PrincipalRow row = new() { Id = Guid.NewGuid(), Username = name, Roles = RolesOf(roles, names), Enabled = enabled, CreatedAt = now, ModifiedAt = now };
        RowMac.Sign(store.Keys, row);
        write.Context.Principals.Add(row);
        Principal made = ToPrincipal(row, names);
        write.Record(new AuditEvent(AuditActions.PrincipalCreate, "principal", row.Id.ToString(), AuditResults.Ok, ("roles", string.Join(' ', made.Roles)), RowsInTrail.Name(row.Mac)));
        await write.CommitAsync(cancellationToken);
        return made;
    }

    /// <summary>Changes a principal; what is <c>null</c> stays. Setting it again is also how one that was changed outside the host is taken back.</summary>
    /// <exception cref="NotFoundException">There is no such principal.</exception>
    /// <exception cref="InvalidInputException">The name is none, or taken; or a role does not exist.</exception>
    public async Task<Principal> ChangeAsync(Guid id, string? username, IReadOnlyList<string>? roles, bool? enabled, CancellationToken cancellationToken)
    {
        EnsureAdmin();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        PrincipalRow row = await write.Context.Principals.FirstOrDefaultAsync(principal => principal.Id == id, cancellationToken) ?? throw new NotFoundException("principal", id.ToString());
        if (!RowMac.Holds(store.Keys, row) && (username is null || roles is null || enabled is null))
            throw new ConflictException("The principal was changed outside the host. Give its name, roles and whether it is enabled, all of them, to set it again.");
        SidNames names = await SidNames.ReadAsync(write.Context, store.Keys, cancellationToken);
        if (username is not null)
        {
            row.Username = NameForm.Check("username", username);
            RefuseTaken("username", row.Username, names, Sids.Principal(id));
        }

        row.Roles = roles is null ? row.Roles : RolesOf(roles, names);
        row.Enabled = enabled ?? row.Enabled;
        row.ModifiedAt = time.GetUtcNow();
        RowMac.Sign(store.Keys, row);
        Principal changed = ToPrincipal(row, names);
        write.Record(new AuditEvent(
            AuditActions.PrincipalChange, "principal", id.ToString(), AuditResults.Ok, ("roles", string.Join(' ', changed.Roles)), ("enabled", row.Enabled ? "yes" : "no"), RowsInTrail.Name(row.Mac)));
        await write.CommitAsync(cancellationToken);
        return changed;
    }

    /// <summary>Deletes a principal with its tokens. What it owns stays, in ADMIN's hands.</summary>
    /// <exception cref="NotFoundException">There is no such principal.</exception>
    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        EnsureAdmin();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        if (await write.Context.Principals.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken) == 0)
            throw new NotFoundException("principal", id.ToString());
        await write.Context.Tokens.Where(row => row.PrincipalId == id).ExecuteDeleteAsync(cancellationToken);
        write.Record(new AuditEvent(AuditActions.PrincipalDelete, "principal", id.ToString(), AuditResults.Ok));
        await write.CommitAsync(cancellationToken);
    }

    internal static Principal ToPrincipal(PrincipalRow row, SidNames names) =>
        new(row.Id, row.Username, [.. row.RoleSids.Select(names.NameOf).OfType<string>()], row.Enabled, row.CreatedAt, row.ModifiedAt);

    /// <exception cref="AccessDeniedException">Who is acting has not the role ADMIN.</exception>
    internal static void EnsureAdmin()
    {
        if (!ActingAs.Current.IsAdmin)
            throw new AccessDeniedException("principal", "", "the role ADMIN", hidden: false);
    }

    internal static void RefuseTaken(string key, string name, SidNames names, string? besides)
    {
        if (names.IsTaken(name, besides) || name.StartsWith("ROLE_", StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException(key, "The name is taken by a user, a role or a system identity, or begins with ROLE_. Choose another.");
    }

    private static string RolesOf(IReadOnlyList<string> roles, SidNames names)
    {
        string[] sids = [.. roles.Select(role => names.SidOf("roles", role)).Distinct().Order(StringComparer.Ordinal)];
        return sids.Any(sid => sid.StartsWith("p:", StringComparison.Ordinal) || sid is Sids.Authenticated or Sids.Anonymous)
            ? throw new InvalidInputException("roles", "One of the roles is none. See the list of roles.")
            : string.Join(',', sids);
    }
}
