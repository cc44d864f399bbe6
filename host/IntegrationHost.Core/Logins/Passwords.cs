using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Logins;

/// <summary>Gives principals passwords and takes them away. Only ADMIN does.</summary>
/// <param name="store">The open store.</param>
/// <param name="time">The clock.</param>
public sealed class Passwords(HostStore store, TimeProvider time)
{
    /// <summary>The shortest password, in characters.</summary>
    public const int Shortest = 12;

    /// <summary>Sets a principal's password. Who is logged in with another is logged out.</summary>
    /// <exception cref="NotFoundException">There is no such principal.</exception>
    /// <exception cref="InvalidInputException">It is too short, too long, or the name.</exception>
    /// <exception cref="AccessDeniedException">Who is acting has not the role ADMIN.</exception>
    public async Task SetAsync(Guid principalId, string password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(password);
        PrincipalService.EnsureAdmin();
        if (password.Length is < Shortest or > PasswordHash.Longest)
            throw new InvalidInputException("password", $"A password has {Shortest} to {PasswordHash.Longest} characters. Take several words, or have your password manager make one.");

        // It takes its time: before the write begins, so that nobody waits for it.
        PasswordRow made = await Task.Run(() => PasswordHash.Create(store.Keys, principalId, password, time.GetUtcNow()), cancellationToken);
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        PrincipalRow principal = await FindAsync(write.Context, principalId, cancellationToken);
        if (password.Equals(principal.Username, StringComparison.OrdinalIgnoreCase))
            throw new InvalidInputException("password", "The password is the name. Take another.");
        await write.Context.Passwords.Where(row => row.PrincipalId == principalId).ExecuteDeleteAsync(cancellationToken);
        write.Context.Passwords.Add(made);
        await EndLoginsAsync(write.Context, principalId, cancellationToken);
        write.Record(new AuditEvent(AuditActions.PrincipalPassword, "principal", principalId.ToString(), AuditResults.Ok, ("set", "yes"), RowsInTrail.Name(made.Mac)));
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Takes a principal's password away: it cannot log in, and who is logged in is logged out. Its other tokens stay.</summary>
    /// <exception cref="NotFoundException">There is no such principal.</exception>
    /// <exception cref="AccessDeniedException">Who is acting has not the role ADMIN.</exception>
    public async Task RemoveAsync(Guid principalId, CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        await FindAsync(write.Context, principalId, cancellationToken);
        await write.Context.Passwords.Where(row => row.PrincipalId == principalId).ExecuteDeleteAsync(cancellationToken);
        await EndLoginsAsync(write.Context, principalId, cancellationToken);
        write.Record(new AuditEvent(AuditActions.PrincipalPassword, "principal", principalId.ToString(), AuditResults.Ok, ("set", "no")));
        await write.CommitAsync(cancellationToken);
    }

    private static async Task<PrincipalRow> FindAsync(HostDbContext context, Guid id, CancellationToken cancellationToken) =>
        await context.Principals.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw new NotFoundException("principal", id.ToString());

    private static Task<int> EndLoginsAsync(HostDbContext context, Guid principalId, CancellationToken cancellationToken) =>
        context.Tokens.Where(row => row.PrincipalId == principalId && row.MadeBy == PasswordLogins.MadeByLogin).ExecuteDeleteAsync(cancellationToken);
}
