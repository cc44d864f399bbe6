using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.SecureKeys;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;

namespace IntegrationHost.Core.Accounts;

/// <summary>The rules of accounts: validated, sealed and stored as one, never shown again.</summary>
public sealed class AccountService
{
    private readonly SecureKeyResolver? references;
    private readonly CredentialOpener opener;
    private readonly AccountRights rights;
    private readonly StoredAccounts stored;
    private readonly AccountCreation creation;
    private readonly AccountChanges changes;
    private readonly AccountTrash trash;

    /// <summary>The accounts of a store.</summary>
    /// <param name="store">The open store.</param>
    /// <param name="catalog">The active providers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="references">Resolves values that stay in a vault; without it a reference is used as it stands, which no provider accepts.</param>
    /// <param name="upstream">Makes, changes and deletes at the upstream what is made, changed and deleted here; without it there is no upstream.</param>
    public AccountService(HostStore store, IProviderCatalog catalog, TimeProvider time, SecureKeyResolver? references = null, UpstreamSync? upstream = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        this.references = references;
        opener = new CredentialOpener(store, catalog, time);
        rights = new AccountRights(store, upstream);
        stored = new StoredAccounts(store, catalog, time, rights);
        trash = new AccountTrash(store, time, rights, stored, upstream);
        CredentialWriter writer = new(store.Keys);
        creation = new AccountCreation(store, catalog, time, writer, rights, stored, trash, upstream);
        changes = new AccountChanges(store, catalog, time, writer, rights, stored, upstream);
    }

    /// <summary>Accounts that who is acting may read, by name.</summary>
    public Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken, bool includeTrashed = false) =>
        stored.ListAsync(cancellationToken, includeTrashed);

    /// <summary>Those of some accounts that who is acting may read, by name; the others are left out.</summary>
    public Task<IReadOnlyList<Account>> ListAsync(IReadOnlyCollection<Guid> only, CancellationToken cancellationToken) =>
        stored.ListAsync(cancellationToken, only: only);

    /// <summary>How many accounts each provider has that who is acting may read, by the provider's id; a provider without any is not in it.</summary>
    public Task<IReadOnlyDictionary<string, int>> CountByProviderAsync(CancellationToken cancellationToken) =>
        stored.CountAsync(cancellationToken);

    /// <summary>One account, trashed or not; <c>null</c> if there is none.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not read it.</exception>
    public Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        stored.FindAsync(id, cancellationToken);

    /// <summary>Validates and stores an account; the row and all of its secrets, or nothing.</summary>
    /// <exception cref="AccountValidationException">Something cannot be stored as it is.</exception>
    /// <exception cref="DuplicateAccountException">Another account holds the credential, and the draft refuses that.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not make accounts.</exception>
    public Task<AccountCreated> CreateAsync(AccountDraft draft, CancellationToken cancellationToken) =>
        creation.CreateAsync(draft, cancellationToken);

    /// <summary>Changes an account in place: id and links stay.</summary>
    /// <exception cref="AccountValidationException">Something cannot be stored as it is.</exception>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">Values or the base address are to change, but the provider's plugin is not active; or the values changed meanwhile.</exception>
    /// <exception cref="VersionException">It is not of the expected version any more.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not change it.</exception>
    public Task<AccountCreated> ChangeAsync(Guid id, AccountChange change, CancellationToken cancellationToken) =>
        changes.ChangeAsync(id, change, cancellationToken);

    /// <summary>Soft-deletes an account and removes its links.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not delete it.</exception>
    public Task TrashAsync(Guid id, CancellationToken cancellationToken) =>
        trash.TrashAsync(id, cancellationToken);

    /// <summary>Brings a soft-deleted account back with its values; its links were removed, and stay so.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">It is not deleted, or not yet deleted at the upstream, which it does not come back to by this.</exception>
    /// <exception cref="AccessDeniedException">Who is acting could not have deleted it.</exception>
    public Task<Account> RestoreAsync(Guid id, CancellationToken cancellationToken) =>
        trash.RestoreAsync(id, cancellationToken);

    /// <summary>Deletes an account with its secrets and verdicts for good, and removes its links. The sealed bytes leave the file, too.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not delete it.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        trash.DeleteAsync(id, cancellationToken);

    /// <summary>Lets nobody through who may not see and change an account.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not.</exception>
    public Task EnsureMayChangeAsync(Guid id, CancellationToken cancellationToken) =>
        rights.EnsureMayChangeAsync(id, cancellationToken);

    /// <summary>Lets nobody through who may not use an account.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not.</exception>
    public Task EnsureMayUseAsync(Guid id, CancellationToken cancellationToken) =>
        rights.EnsureMayUseAsync(id, cancellationToken);

    /// <summary>What a channel for this account needs, as of now. Opens no secret yet.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">It is trashed, has no provider, the provider's plugin is not active, or its egress policy changed.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not use it.</exception>
    public async Task<CredentialAccess> OpenCredentialAsync(Guid id, CancellationToken cancellationToken)
    {
        CredentialAccess access = await opener.OpenAsync(id, cancellationToken);
        return references is null ? access : access with { Source = references.Resolving(access.Source) };
    }

    /// <summary>
    /// The account's credential as if these values had replaced the stored ones; nothing is stored. <c>null</c> if it cannot be opened, so that
    /// nothing can be told of it before it is stored.
    /// </summary>
    /// <exception cref="AccountValidationException">Something cannot be stored as it is.</exception>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    internal async Task<CredentialAccess?> OpenCandidateAsync(Guid id, IReadOnlyDictionary<string, string?> fields, CancellationToken cancellationToken)
    {
        await rights.EnsureMayChangeAsync(id, cancellationToken);

        // A look at the provider is a use: who may change the account and not use it goes on without.
        // A reference is not looked up before it may be stored.
        if (!ActingAs.Current.Scopes.Contains(Scopes.AccountsUse) || fields.Values.Any(value => value is not null && SecureKeyReference.IsMeant(value)))
            return null;
        try
        {
            return CandidateSource.Over(await OpenCredentialAsync(id, cancellationToken), fields);
        }
        catch (Exception failure) when (failure is ConflictException or AccessDeniedException)
        {
            return null;
        }
    }

    /// <summary>Accounts that hold the same credential as the draft. Nothing is stored.</summary>
    public Task<IReadOnlyList<SameCredential>> FindDuplicatesAsync(AccountDraft draft, CancellationToken cancellationToken) =>
        creation.FindDuplicatesAsync(draft, cancellationToken);
}
