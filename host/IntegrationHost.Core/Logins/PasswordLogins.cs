using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Logins;

/// <summary>Logs principals in with a password. A login is a token that lives an hour; it is listed and revoked with the others.</summary>
/// <param name="store">The open store.</param>
/// <param name="time">The clock.</param>
public sealed class PasswordLogins(HostStore store, TimeProvider time) : IDisposable
{
    /// <summary>How long a login lives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Who made a token that is a login.</summary>
    internal const string MadeByLogin = "login";

    private const int MostLive = 50;
    private const int AtOnce = 2;
    private const int MostWaiting = 16;

    private static readonly string[] Usual = [Scopes.AccountsRead, Scopes.AccountsWrite, Scopes.AccountsUse, Scopes.TokensAdmin];

    private readonly LoginThrottle throttle = new(time);
    private readonly SemaphoreSlim places = new(AtOnce, AtOnce);
    private int waiting;

    /// <summary>
    /// Logs in. Its token may see, change and use accounts and handle tokens, for ADMIN also read the trail; keys, backups and plugins take a token that was
    /// made for them.
    /// </summary>
    /// <exception cref="LoginRefusedException">Something is wrong. It takes the same time whatever it is.</exception>
    /// <exception cref="LoginThrottledException">The name was tried too often, or too many log in at once.</exception>
    public async Task<Login> LogInAsync(string username, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(username);
        ArgumentNullException.ThrowIfNull(password);
        if (throttle.WaitOf(username) is { } wait)
            throw new LoginThrottledException(wait);

        PrincipalRow? principal = await CheckAsync(username, password, cancellationToken);
        if (principal is null)
        {
            throttle.Fail(username);
            throw new LoginRefusedException();
        }

        throttle.Succeed(username);
        return await BeginAsync(principal, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    /// <summary>The principal, if all is right. Whatever is wrong is in the trail and nowhere else.</summary>
    private async Task<PrincipalRow?> CheckAsync(string username, string password, CancellationToken cancellationToken)
    {
        PrincipalRow? principal;
        PrincipalRow? named;
        PasswordRow? stored;
        await using (HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken))
        {
            IQueryable<PrincipalRow> known = context.Principals.AsNoTracking().Where(row => row.Username == username);
            principal = await IntactRows.FindAsync(known, row => RowMac.Holds(store.Keys, row), cancellationToken);
            named = principal ?? await known.FirstOrDefaultAsync(cancellationToken);
            Guid id = named?.Id ?? Guid.Empty;
            stored = await context.Passwords.AsNoTracking().FirstOrDefaultAsync(row => row.PrincipalId == id, cancellationToken);
        }

        bool right = await CompareAsync(stored, password, cancellationToken);
        bool usable = principal is { Enabled: true };
        if (right && usable)
            return principal;

        string reason = named is null ? "no such principal" : !usable ? "principal disabled" : stored is null ? "no password" : "wrong password";
        await store.Audit.RecordAsync(new AuditEvent(AuditActions.AuthFailed, "principal", named?.Id.ToString() ?? "", AuditResults.Denied, ("reason", reason)), cancellationToken);
        return null;
    }

    // Each takes a processor and 32 MiB for a while.
    private async Task<bool> CompareAsync(PasswordRow? stored, string password, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref waiting);
            throw new LoginThrottledException(TimeSpan.FromSeconds(1));
        }

        try
        {
            await places.WaitAsync(cancellationToken);
            try
            {
                return await Task.Run(() => PasswordHash.Matches(store.Keys, stored, password), CancellationToken.None);
            }
            finally
            {
                places.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private async Task<Login> BeginAsync(PrincipalRow row, CancellationToken cancellationToken)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        await ForgetAsync(write.Context, row.Id, now, cancellationToken);
        Principal principal = PrincipalService.ToPrincipal(row, await SidNames.ReadAsync(write.Context, store.Keys, cancellationToken));
        string id = TokenText.IdOf(TokenText.Create());
        while (await write.Context.Tokens.AnyAsync(token => token.Id == id, cancellationToken))
            id = TokenText.IdOf(TokenText.Create());
        string text = LoginToken.Create(store.Keys, id, principal, now, now + Lifetime);
        ApiTokenRow token = new()
        {
            Id = id,
            Hash = TokenText.Hash(store.Keys, text),
            PrincipalId = row.Id,
            Name = "login",
            Scopes = string.Join(' ', row.RoleSids.Contains(Sids.Admin) ? Usual.Append(Scopes.AuditRead).Order(StringComparer.Ordinal) : Usual.Order(StringComparer.Ordinal)),
            MadeBy = MadeByLogin,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };
        RowMac.Sign(store.Keys, token);
        write.Context.Tokens.Add(token);
        write.Record(new AuditEvent(AuditActions.AuthLogin, "principal", row.Id.ToString(), AuditResults.Ok, ("token", id), ("expires", $"{token.ExpiresAt:O}")));
        await write.CommitAsync(cancellationToken);
        return new Login(text, principal, token.ExpiresAt);
    }

    /// <summary>Ended logins go, and the oldest where somebody has very many.</summary>
    private static async Task ForgetAsync(HostDbContext context, Guid principalId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IQueryable<ApiTokenRow> own = context.Tokens.Where(row => row.PrincipalId == principalId && row.MadeBy == MadeByLogin);
        await own.Where(row => row.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
        List<string> surplus = await own.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).Skip(MostLive - 1).Select(row => row.Id).ToListAsync(cancellationToken);
        if (surplus.Count > 0)
            await context.Tokens.Where(row => surplus.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
