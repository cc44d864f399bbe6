using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Answers an admin's question why someone may or may not do something.</summary>
/// <param name="store">The open store.</param>
/// <param name="tokens">Knows who a principal is.</param>
/// <param name="time">The clock.</param>
public sealed class ExplainService(HostStore store, TokenService tokens, TimeProvider time)
{
    /// <summary>Explains one permission of one principal on one object.</summary>
    /// <exception cref="AccessDeniedException">Who is acting has not the role ADMIN.</exception>
    /// <exception cref="NotFoundException">There is no such object.</exception>
    /// <exception cref="InvalidInputException">There is no such principal.</exception>
    public async Task<Explanation> ExplainAsync(SecuredType type, Guid id, string? username, Permission permission, CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await PermissionService.EnsureExistsAsync(context, type, id, cancellationToken);
        SidNames names = await SidNames.ReadAsync(context, store.Keys, cancellationToken);
        string sid = names.SidOf("username", username);
        Guid known = sid.StartsWith("p:", StringComparison.Ordinal) ? Guid.Parse(sid.AsSpan(2)) : Guid.Empty;
        PrincipalRow principal = await context.Principals.AsNoTracking().FirstOrDefaultAsync(row => row.Id == known, cancellationToken) ?? throw new InvalidInputException("username", "This can be explained for a user or a program, not for a role. Name one who has the role.");

        Actor actor = await tokens.ActorAsync(context, principal, cancellationToken);
        AccessDecision decision = permission == Permission.ViewDecrypted
            ? new AccessDecision(false, "No permission renders a secret: VIEW_DECRYPTED is kept for ThorAPI and grants nothing here.")
            : AccessControl.Decide(actor, await store.Access.FindAsync(context, type, id, cancellationToken), permission);
        string scope = ScopeFor(permission);
        DateTimeOffset now = time.GetUtcNow();
        List<ApiTokenRow> rows = await IntactRows.ReadAsync(
            context.Tokens.AsNoTracking().Where(row => row.PrincipalId == principal.Id && row.RevokedAt == null && row.ExpiresAt > now), row => RowMac.Holds(store.Keys, row), cancellationToken);
        string[] working = [.. rows.Where(row => row.Scopes.Split(' ').Contains(scope)).Select(row => row.Id)];
        bool allowed = decision.Allowed && principal.Enabled;
        return new Explanation(
            allowed, principal.Enabled ? decision.Reason : "The principal is disabled, so that none of its tokens works.", decision.Sid is null ? null : names.NameOf(decision.Sid), scope, working,
            [.. actor.Sids.Select(names.NameOf).OfType<string>()], Next(allowed, permission, decision, working, scope, principal.Enabled));
    }

    private static string Next(bool allowed, Permission permission, AccessDecision decision, string[] working, string scope, bool enabled)
    {
        if (!enabled)
            return "Enable the principal.";
        if (permission == Permission.ViewDecrypted)
            return "";
        if (!allowed)
            return decision.Sid is null ? $"Grant {PermissionNames.Write(permission)} to it, or to one of its roles." : "Take the denial back.";
        return working.Length > 0 ? "" : $"It has no working token with the scope {scope}. Make one.";
    }

    private static string ScopeFor(Permission permission) => permission switch
    {
        Permission.Read => Scopes.AccountsRead,
        Permission.Execute => Scopes.AccountsUse,
        _ => Scopes.AccountsWrite,
    };
}
