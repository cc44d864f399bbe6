using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Channels.Tokens;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntegrationHost.Core.Accounts;

/// <summary>The right to exchange the credential of a stored account. All that it writes is refused once another host has taken over.</summary>
internal sealed class AccountTokenLease(
    TokenLeases leases, AccountTokenRow token, ICredentialSource credential, StoredToken? stored, CredentialKindDescriptor kind, EgressPolicy policy) : ITokenLease
{
    private const string Lost =
        "The answer with the next refresh token was lost, and the provider refuses the used one. Authorize the account again, or set a new refresh token.";

    private readonly SecretBox box = new(leases.Store.Keys);
    private readonly CredentialWriter writer = new(leases.Store.Keys);
    private bool released;

    public ICredentialSource Credential => credential;

    public StoredToken? Stored => stored;

    public bool AnswerWasLost { get; } = token.Pending;

    public Task BeginAsync(CancellationToken cancellationToken) => WriteAsync((_, row, _) => row.Pending = true, cancellationToken);

    public async Task StoreAsync(GrantedToken granted, string? refreshField, CancellationToken cancellationToken)
    {
        await WriteAsync(
            (account, row, now) =>
            {
                row.Envelope = SealedToken.Seal(box, account.Id, account.CredentialVersion, policy, granted, now);
                row.Pending = false;
                row.Holder = null;
                if (refreshField is not null && granted.RefreshToken is { } next && kind.Fields.FirstOrDefault(field => field.Key == refreshField) is { } field)
                    writer.Renew(account, policy, FieldSpec.Of(field), new string(next.Reveal()), now);
            },
            cancellationToken);
        released = true;
    }

    public Task RefusedAsync(string? error, CancellationToken cancellationToken) => WriteAsync(
        (account, row, _) =>
        {
            // A gateway's page is no answer of the provider's: the token may have been used.
            if (error is null)
                return;

            bool lost = AnswerWasLost && error == "invalid_grant";
            row.Pending = AnswerWasLost && !lost;
            if (!lost)
                return;

            account.Problem = Lost;
            account.Status = AccountStatus.Error;
        },
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        stored?.Dispose();
        if (released)
            return;

        await using HostDbContext context = await leases.Store.Contexts.CreateDbContextAsync();
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
        await context.AccountTokens.Where(row => row.AccountId == token.AccountId && row.Fence == token.Fence)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.Holder, (Guid?)null));
        await transaction.CommitAsync();
    }

    private async Task WriteAsync(Action<AccountRow, AccountTokenRow, DateTimeOffset> change, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await leases.Store.Contexts.CreateDbContextAsync(cancellationToken);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        AccountRow account = await TokenLeases.FindAsync(context, token.AccountId, token.CredentialVersion, cancellationToken);
        AccountTokenRow? row = await context.AccountTokens.FirstOrDefaultAsync(found => found.AccountId == token.AccountId, cancellationToken);
        if (row is null || row.Fence != token.Fence)
            throw new ChannelException(ChannelErrorCodes.Timeout, "The call was not made: another host took over getting this account's token. Try again.");

        change(account, row, leases.Time.GetUtcNow());
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
