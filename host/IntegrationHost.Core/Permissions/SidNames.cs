using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Identities between how they are stored and how people and ThorAPI call them.</summary>
internal sealed class SidNames
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> sids = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads all names. Rows that were changed outside the host have none.</summary>
    public static async Task<SidNames> ReadAsync(HostDbContext context, KeyRing keys, CancellationToken cancellationToken)
    {
        SidNames all = new();
        foreach (RoleRow role in await IntactRows.ReadAsync(context.Roles.AsNoTracking(), role => RowMac.Holds(keys, role), cancellationToken))
            all.Add(Sids.Role(role.Id), role.RoleName);
        foreach (PrincipalRow principal in await IntactRows.ReadAsync(context.Principals.AsNoTracking(), principal => RowMac.Holds(keys, principal), cancellationToken))
            all.Add(Sids.Principal(principal.Id), principal.Username);
        return all;
    }

    /// <summary>The name of an identity; <c>null</c> if it no longer has one.</summary>
    public string? NameOf(string sid) => sid.StartsWith("s:", StringComparison.Ordinal) ? sid[2..] : names.GetValueOrDefault(sid);

    /// <summary>The identity of a name: a system identity, a role (with <c>ROLE_</c> or without), or a user.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public string SidOf(string key, string? name)
    {
        string given = name?.Trim() ?? "";
        if (Sids.FindSystem(given) is { } system)
            return system;
        if (sids.TryGetValue(given, out string? sid))
            return sid;
        if (given.StartsWith("ROLE_", StringComparison.OrdinalIgnoreCase) && sids.TryGetValue(given[5..], out string? role) && role.StartsWith("r:", StringComparison.Ordinal))
            return role;
        throw new InvalidInputException(key, $"There is no user, role or system identity of that name. Make it first; the system identities are {string.Join(", ", "ADMIN", "EVERYONE", "AUTHENTICATED", "SYSTEM", "anonymousUser")}.");
    }

    /// <summary>Whether a name is taken by anything.</summary>
    public bool IsTaken(string name, string? besides = null) => Sids.FindSystem(name) is not null || (sids.TryGetValue(name, out string? sid) && sid != besides);

    private void Add(string sid, string name)
    {
        names[sid] = name;
        sids.TryAdd(name, sid);
    }
}
