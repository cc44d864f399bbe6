using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts;

/// <summary>Takes accounts away: softly, for good, and back.</summary>
internal sealed class AccountTrash(HostStore store, TimeProvider time, AccountRights rights, StoredAccounts stored, UpstreamSync? upstream)
{
    /// <summary>Soft-deletes an account and removes its links.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not delete it.</exception>
    public async Task TrashAsync(Guid id, CancellationToken cancellationToken)
    {
        await rights.AskUpstreamAsync(id, Permission.Delete, cancellationToken);
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        AccountRow row = await write.Context.Accounts.FirstOrDefaultAsync(account => account.Id == id, cancellationToken) ?? throw new NotFoundException("account", id.ToString());
        await store.Access.EnsureAsync(write.Context, SecuredType.Account, id, Permission.Delete, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        bool there = upstream is not null && await upstream.Accounts.NoteAsync(write.Context, row, [], deleted: true, cancellationToken);
        await ModuleLinks.RemoveAllAsync(write.Context, id, now, cancellationToken);
        row.Trashed = true;
        row.ModifiedAt = now;
        row.Version++;
        write.Record(new AuditEvent(AuditActions.AccountChange, "account", id.ToString(), AuditResults.Ok, ("changed", "trashed")));
        await write.CommitAsync(cancellationToken);
        if (there)
            await upstream!.CarryAsync(id, cancellationToken);
    }

    /// <summary>Brings a soft-deleted account back with its values; its links were removed, and stay so.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">It is not deleted, or not yet deleted at the upstream, which it does not come back to by this.</exception>
    /// <exception cref="AccessDeniedException">Who is acting could not have deleted it.</exception>
    public async Task<Account> RestoreAsync(Guid id, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        AccountRow row = await write.Context.Accounts.FirstOrDefaultAsync(account => account.Id == id, cancellationToken) ?? throw new NotFoundException("account", id.ToString());
        foreach (Permission needed in new[] { Permission.Read, Permission.Write, Permission.Delete })
            await store.Access.EnsureAsync(write.Context, SecuredType.Account, id, needed, cancellationToken);
        if (!row.Trashed)
            throw new ConflictException("The account is not deleted. There is nothing to bring back.");
        if (upstream is not null && await upstream.Accounts.FindAsync(write.Context, id, cancellationToken) is { State: UpstreamAccountState.Deleting })
            throw new ConflictException("The account is still to be deleted at the upstream. Try that again first: integration-host upstream sync");
        row.Trashed = false;
        row.ModifiedAt = time.GetUtcNow();
        row.Version++;
        write.Record(new AuditEvent(AuditActions.AccountChange, "account", id.ToString(), AuditResults.Ok, ("changed", "restored")));
        await write.CommitAsync(cancellationToken);
        return (await stored.CreatedAsync(write.Context, id, new ProblemList(), cancellationToken)).Account;
    }

    /// <summary>Deletes an account with its secrets and verdicts for good, and removes its links. The sealed bytes leave the file, too.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not delete it.</exception>
    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await rights.AskUpstreamAsync(id, Permission.Delete, cancellationToken);
        if (await RemoveAsync(id, cancellationToken))
            await upstream!.CarryAsync(id, cancellationToken);
    }

    /// <summary>Deletes an account for good in this store alone.</summary>
    /// <returns>Whether it is to be deleted at the upstream, too.</returns>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        bool there;
        await using (StoreWrite write = await store.BeginAsync(cancellationToken))
        {
            HostDbContext context = write.Context;
            AccountRow row = await context.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw new NotFoundException("account", id.ToString());
            await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Delete, cancellationToken);
            there = upstream is not null && await upstream.Accounts.NoteAsync(context, row, [], deleted: true, cancellationToken);
            await context.Accounts.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken);
            await AccessControl.RemoveAsync(context, SecuredType.Account, id, cancellationToken);
            await ModuleLinks.RemoveAllAsync(context, id, time.GetUtcNow(), cancellationToken);
            write.Record(new AuditEvent(AuditActions.AccountDelete, "account", id.ToString(), AuditResults.Ok));
            await write.CommitAsync(cancellationToken);
        }

        await store.CheckpointAsync(cancellationToken);
        return there;
    }
}
