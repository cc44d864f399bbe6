#pragma warning disable CA1822
namespace IntegrationHost.Core.Accounts;

/// <summary>The rules of accounts.</summary>
public sealed class AccountService
{
    /// <summary>Accounts by name.</summary>
    public Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken, bool includeTrashed = false) => throw new InvalidOperationException();

    /// <summary>One account, trashed or not; <c>null</c> if there is none.</summary>
    public Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Validates and stores an account.</summary>
    /// <exception cref="AccountValidationException">Something cannot be stored as it is.</exception>
    public Task<AccountCreated> CreateAsync(AccountDraft draft, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Changes an account in place.</summary>
    /// <exception cref="AccountValidationException">Something cannot be stored as it is.</exception>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    public Task<AccountCreated> ChangeAsync(Guid id, AccountChange change, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Soft-deletes an account and removes its links.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    public Task TrashAsync(Guid id, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Deletes an account with its secrets and verdicts for good, and removes its links.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>What a channel for this account needs.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">It has no provider, or the provider's plugin is not active.</exception>
    public Task<CredentialAccess> OpenCredentialAsync(Guid id, CancellationToken cancellationToken) => throw new InvalidOperationException();
}
