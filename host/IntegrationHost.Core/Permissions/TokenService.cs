using System.Security.Cryptography;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Logins;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Tokens: made with no more rights than their maker has, kept as keyed hashes, looked up at each request.</summary>
/// <param name="store">The open store.</param>
/// <param name="time">The clock.</param>
public sealed class TokenService(HostStore store, TimeProvider time)
{
    /// <summary>How long a token lives if nothing is said.</summary>
    public const int UsualDays = 30;

    /// <summary>How long it may live.</summary>
    public const int MostDays = 365;

    private const string Tampered = "tampered";
    private const string PrincipalTampered = "principal tampered";

    // Compared with when there is no such token, so that both cases do the same work.
    private readonly byte[] nobody = RandomNumberGenerator.GetBytes(32);

    /// <summary>Makes a token. Its text is given once and is not kept.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="username">Whose it is; <c>null</c> for one's own.</param>
    /// <param name="scopes">What it may be used for; each must be its maker's, too.</param>
    /// <param name="days">1 to 365; <c>null</c> for 30. Never beyond the end of the maker's own token.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidInputException">Name, principal, scopes or days are none.</exception>
    /// <exception cref="AccessDeniedException">It would have more rights than its maker.</exception>
    public async Task<ApiTokenCreated> CreateAsync(string? name, string? username, IReadOnlyList<string> scopes, int? days, CancellationToken cancellationToken)
    {
        Actor maker = ActingAs.Current;
        string purpose = NameForm.Check("name", name);
        string[] wanted = CheckScopes(scopes, maker);
        DateTimeOffset now = time.GetUtcNow();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        SidNames names = await SidNames.ReadAsync(write.Context, store.Keys, cancellationToken);
        PrincipalRow principal = await PrincipalForAsync(write.Context, names, username, maker, cancellationToken);
        string text = TokenText.Create();
        while (await write.Context.Tokens.AnyAsync(token => token.Id == TokenText.IdOf(text), cancellationToken))
            text = TokenText.Create();
        ApiTokenRow row = new()
        {
            Id = TokenText.IdOf(text),
            Hash = TokenText.Hash(store.Keys, text),
            PrincipalId = principal.Id,
            Name = purpose,
            Scopes = string.Join(' ', wanted),
            MadeBy = maker.Id,
            CreatedAt = now,
            ExpiresAt = Expiry(days, maker, now),
        };
        RowMac.Sign(store.Keys, row);
        write.Context.Tokens.Add(row);
        write.Record(new AuditEvent(
            AuditActions.TokenCreate, "token", row.Id, AuditResults.Ok, ("principal", principal.Id.ToString()), ("scopes", row.Scopes), ("expires", $"{row.ExpiresAt:O}"), RowsInTrail.Name(row.Mac)));
        await write.CommitAsync(cancellationToken);
        return new ApiTokenCreated(ToToken(row, names), text);
    }

    /// <summary>One's own tokens; every token for ADMIN. Newest first.</summary>
    public async Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken)
    {
        Actor actor = ActingAs.Current;
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        SidNames names = await SidNames.ReadAsync(context, store.Keys, cancellationToken);
        List<ApiTokenRow> rows = await IntactRows.ReadAsync(
            context.Tokens.AsNoTracking().Where(row => actor.IsAdmin || row.PrincipalId == actor.PrincipalId).OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id),
            row => RowMac.Holds(store.Keys, row),
            cancellationToken);
        return [.. rows.Select(row => ToToken(row, names))];
    }

    /// <summary>Revokes a token: the next request with it is refused. Revoking twice changes nothing.</summary>
    /// <exception cref="NotFoundException">There is no such token, or it is another's.</exception>
    public async Task RevokeAsync(string id, CancellationToken cancellationToken)
    {
        Actor actor = ActingAs.Current;
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        ApiTokenRow row = await write.Context.Tokens.FirstOrDefaultAsync(token => token.Id == id && (actor.IsAdmin || token.PrincipalId == actor.PrincipalId), cancellationToken)
            ?? throw new NotFoundException("token", TokenText.IsId(id) ? id : "of this id");
        if (row.RevokedAt is not null && RowMac.Holds(store.Keys, row))
            return;

        row.RevokedAt = time.GetUtcNow();
        RowMac.Sign(store.Keys, row);
        write.Record(new AuditEvent(AuditActions.TokenRevoke, "token", row.Id, AuditResults.Ok, ("principal", row.PrincipalId.ToString()), RowsInTrail.Name(row.Mac)));
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Who presents a token.</summary>
    public async Task<Authentication> AuthenticateAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        string? login = LoginToken.IsMeant(text) ? await LoginToken.ReadIdAsync(store.Keys, text) : null;
        if (!TokenText.TryRead(text, out string id) && (id = login ?? "").Length == 0)
            return new(null, "", "no token");

        (Authentication found, bool whole) = Look(text, id);
        for (int tries = 1; tries < IntactRows.Tries && !whole; tries++)
            (found, whole) = Look(text, id);
        return found;
    }

    /// <summary>Looks once; not whole if something counted for nothing that may have been changed just after it was read.</summary>
    private (Authentication Found, bool Whole) Look(string text, string id)
    {
        ApiTokenRow? row;
        PrincipalRow? principal;
        List<RoleRow> roles;
        try
        {
            (row, principal, roles) = store.Database.Reads.Read(reader => Find(reader, id));
        }
        catch (Exception unreadable) when (UnreadableValue.Is(unreadable))
        {
            return (new(null, id, Tampered), false);
        }

        bool same = CryptographicOperations.FixedTimeEquals(row?.Hash ?? nobody, TokenText.Hash(store.Keys, text));
        if (row is null || !same)
            return (new(null, id, "unknown"), true);
        if (!RowMac.Holds(store.Keys, row))
            return (new(null, id, Tampered), false);
        if (row.RevokedAt is not null)
            return (new(null, id, "revoked"), true);
        if (row.ExpiresAt <= time.GetUtcNow())
            return (new(null, id, "expired"), true);

        if (principal is null || !RowMac.Holds(store.Keys, principal))
            return (new(null, id, PrincipalTampered), false);
        if (!principal.Enabled)
            return (new(null, id, "principal disabled"), true);
        List<RoleRow> intact = roles.FindAll(role => RowMac.Holds(store.Keys, role));
        Actor actor = ToActor(principal, intact) with { Id = $"token:{row.Id}", Scopes = row.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), ExpiresAt = row.ExpiresAt };
        return (new(actor, id, ""), intact.Count == roles.Count);
    }

    /// <summary>Who a principal would be with all scopes; for explaining to an admin what it may do.</summary>
    internal async Task<Actor> ActorAsync(HostDbContext context, PrincipalRow principal, CancellationToken cancellationToken)
    {
        Guid[] own = OwnRoles(principal);
        return ToActor(
            principal,
            own.Length == 0 ? [] : await IntactRows.ReadAsync(context.Roles.AsNoTracking().Where(row => own.Contains(row.Id)), row => RowMac.Holds(store.Keys, row), cancellationToken));
    }

    // In one read, so that all of it is of one moment; whether it may be believed is asked afterwards.
    private static (ApiTokenRow? Token, PrincipalRow? Principal, List<RoleRow> Roles) Find(StoreReader reader, string id)
    {
        if (AccessRows.Token(reader, id) is not { } token)
            return (null, null, []);
        return AccessRows.Principal(reader, token.PrincipalId) is { } principal
            ? (token, principal, [.. OwnRoles(principal).Select(role => AccessRows.Role(reader, role)).OfType<RoleRow>()])
            : (token, null, []);
    }

    private static Guid[] OwnRoles(PrincipalRow principal) =>
        [.. principal.RoleSids.Where(role => role.StartsWith("r:", StringComparison.Ordinal)).Select(role => Guid.TryParse(role.AsSpan(2), out Guid id) ? id : Guid.Empty).Distinct()];

    // A role that is gone, or was changed outside the host, counts for nothing and is not among its own.
    private static Actor ToActor(PrincipalRow principal, List<RoleRow> own)
    {
        HashSet<string> roles = [.. principal.RoleSids.Where(role => !role.StartsWith("r:", StringComparison.Ordinal))];
        roles.UnionWith(own.Select(row => Sids.Role(row.Id)));
        return new Actor
        {
            Id = Sids.Principal(principal.Id),
            PrincipalId = principal.Id,
            Name = principal.Username,
            IsAdmin = roles.Contains(Sids.Admin),
            Scopes = Permissions.Scopes.All,
            Sids = [Sids.Principal(principal.Id), .. roles, Sids.Everyone, Sids.Authenticated, Sids.Anonymous],
        };
    }

    private static string[] CheckScopes(IReadOnlyList<string> scopes, Actor maker)
    {
        string[] wanted = [.. scopes.Distinct().Order(StringComparer.Ordinal)];
        if (wanted.Length == 0 || !wanted.All(Permissions.Scopes.All.Contains))
            throw new InvalidInputException("scopes", $"Give at least one scope, and only known ones: {string.Join(", ", Permissions.Scopes.All)}.");
        return wanted.FirstOrDefault(scope => !maker.Scopes.Contains(scope)) is { } beyond
            ? throw new AccessDeniedException("token", "", $"the scope {beyond}, since no token can do more than its maker's,", hidden: false)
            : wanted;
    }

    private static DateTimeOffset Expiry(int? days, Actor maker, DateTimeOffset now)
    {
        int lifetime = days ?? UsualDays;
        if (lifetime is < 1 or > MostDays)
            throw new InvalidInputException("days", $"A token lives 1 to {MostDays} days.");
        DateTimeOffset end = now.AddDays(lifetime);
        return maker.ExpiresAt is { } own && own < end ? own : end;
    }

    private async Task<PrincipalRow> PrincipalForAsync(HostDbContext context, SidNames names, string? username, Actor maker, CancellationToken cancellationToken)
    {
        string sid = username is null ? Sids.Principal(maker.PrincipalId) : names.SidOf("username", username);
        Guid known = sid.StartsWith("p:", StringComparison.Ordinal) ? Guid.Parse(sid.AsSpan(2)) : Guid.Empty;
        PrincipalRow? row = await context.Principals.AsNoTracking().FirstOrDefaultAsync(principal => principal.Id == known, cancellationToken);
        if (row is null || !RowMac.Holds(store.Keys, row))
            throw new InvalidInputException("username", "A token is for a user or a program. Name one; the operator of this machine has the token in the data directory.");
        return maker.IsAdmin || row.Id == maker.PrincipalId
            ? row
            : throw new AccessDeniedException("token", "", "the role ADMIN, since it is for another principal,", hidden: false);
    }

    private static ApiToken ToToken(ApiTokenRow row, SidNames names) => new(
        row.Id, row.Name, row.PrincipalId, names.NameOf(Sids.Principal(row.PrincipalId)) ?? "", row.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.CreatedAt, row.ExpiresAt, row.RevokedAt);
}
