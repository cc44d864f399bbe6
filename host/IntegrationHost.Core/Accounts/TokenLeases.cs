using System.Diagnostics;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntegrationHost.Core.Accounts;

/// <summary>Gives one host at a time the right to exchange an account's credential. A holder that died loses it after <see cref="Duration"/>.</summary>
internal sealed class TokenLeases(HostStore store, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    public HostStore Store => store;

    public TimeProvider Time => time;

    /// <summary>Longer than a token request can take with the time limits of every call, so that a living holder is not taken for dead.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Waits for the lease and takes it.</summary>
    /// <returns>The account as it is now, with its values and its token, and the fence of the lease.</returns>
    /// <exception cref="ChannelException">The account changed or went away, or another host holds it for too long.</exception>
    public async Task<(AccountRow Account, AccountTokenRow Token)> TakeAsync(Guid accountId, long version, Guid holder, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        (long Fence, long Since) seen = (-1, start);
        while (Stopwatch.GetElapsedTime(start) < Duration * 3)
        {
            if (await TryTakeAsync(accountId, version, holder, fence => IsStale(ref seen, fence), cancellationToken) is { } taken)
                return taken;

            await Task.Delay(Pause, cancellationToken);
        }

        throw new ChannelException(ChannelErrorCodes.Timeout, "The call was not made: another host is getting a token for this account and does not end. Try again.");
    }

    // The clock on the wall may jump, so it is not the only judge: whoever was seen to hold it that long, by the clock that does not jump, is gone.
    private bool IsStale(ref (long Fence, long Since) seen, long fence)
    {
        if (seen.Fence != fence)
            seen = (fence, Stopwatch.GetTimestamp());
        return Stopwatch.GetElapsedTime(seen.Since) > Duration;
    }

    private async Task<(AccountRow Account, AccountTokenRow Token)?> TryTakeAsync(
        Guid accountId, long version, Guid holder, Func<long, bool> isStale, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        AccountRow account = await FindAsync(context, accountId, version, cancellationToken);
        AccountTokenRow? token = await context.AccountTokens.FirstOrDefaultAsync(row => row.AccountId == accountId, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        if (token is { Holder: not null } && !(token.HeldUntil <= now) && !isStale(token.Fence))
            return null;

        if (token is null)
        {
            token = new AccountTokenRow { AccountId = accountId, CredentialVersion = version };
            context.AccountTokens.Add(token);
        }

        // A token of an older credential is of no use, and neither is what was lost with it.
        if (token.CredentialVersion != version)
        {
            token.Envelope = null;
            token.Pending = false;
            token.CredentialVersion = version;
        }

        token.Holder = holder;
        token.HeldUntil = now + Duration;
        token.Fence++;
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (account, token);
    }

    /// <summary>The account with its values, if it is as it was.</summary>
    /// <exception cref="ChannelException">It changed or went away.</exception>
    public static async Task<AccountRow> FindAsync(HostDbContext context, Guid accountId, long version, CancellationToken cancellationToken)
    {
        AccountRow? account = await context.Accounts.Include(row => row.Secrets).Include(row => row.Fields).AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == accountId, cancellationToken);
        return account is not null && account.CredentialVersion == version
            ? account
            : throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: the account changed meanwhile. Run it again.");
    }
}
