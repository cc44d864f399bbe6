using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.SecureKeys;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts;

/// <summary>The rules of accounts: validated, sealed and stored as one, never shown again.</summary>
/// <param name="store">The open store.</param>
/// <param name="catalog">The active providers.</param>
/// <param name="time">The clock.</param>
/// <param name="references">Resolves values that stay in a vault; without it a reference is used as it stands, which no provider accepts.</param>
/// <param name="upstream">Makes, changes and deletes at the upstream what is made, changed and deleted here; without it there is no upstream.</param>
public sealed class AccountService(HostStore store, IProviderCatalog catalog, TimeProvider time, SecureKeyResolver? references = null, UpstreamSync? upstream = null)
{
    private readonly CredentialOpener opener = new(store, catalog, time);
    private readonly CredentialWriter writer = new(store.Keys);
    private readonly CredentialMigration migration = new(store.Keys);

    /// <summary>Accounts that who is acting may read, by name.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken, bool includeTrashed = false)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<AccountRow> rows = context.Accounts.Where(row => includeTrashed || !row.Trashed);
        HashSet<Guid>? allowed = await store.Access.AllowedAsync(context, SecuredType.Account, Permission.Read, cancellationToken);
        if (allowed is not null)
            rows = rows.Where(row => allowed.Contains(row.Id));
        return await AccountReader.ReadAsync(context, rows, catalog, time.GetUtcNow(), allowed, cancellationToken);
    }

    /// <summary>One account, trashed or not; <c>null</c> if there is none.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not read it.</exception>
    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return await FindAsync(context, id, cancellationToken);
    }

    /// <summary>Validates and stores an account; the row and all of its secrets, or nothing.</summary>
    /// <exception cref="AccountValidationException">Something cannot be stored as it is.</exception>
    /// <exception cref="DuplicateAccountException">Another account holds the credential, and the draft refuses that.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not make accounts.</exception>
    public async Task<AccountCreated> CreateAsync(AccountDraft draft, CancellationToken cancellationToken)
    {
        await using (HostDbContext asking = await store.Contexts.CreateDbContextAsync(cancellationToken))
        {
            await store.Access.EnsureCreateAsync(asking, SecuredType.Account, cancellationToken);
        }

        ProblemList problems = new();
        AccountShape shape = AccountShape.Of(draft, catalog, problems);
        problems.ThrowIfAny();

        string? providerId = shape.Provider?.Descriptor.Id;
        string name = (draft.Name ?? providerId?.ToUpperInvariant() ?? "").Trim();
        if (name.Length == 0 && draft.ProviderId is not null)
            problems.Add("name", "The account needs a name, or a provider to take it from.");
        string environment = draft.Environment.Trim();
        NameRules.Check("name", name, draft.Fields.Values, catalog, problems);
        NameRules.Check("environment", environment, draft.Fields.Values, catalog, problems);
        string? baseUrl = BaseUrlRules.Check(draft.BaseUrl, shape.Provider?.BaseUrl, shape.Kind, problems);
        bool fromThor = draft.ProviderId is null;
        Dictionary<FieldSpec, string?> values = FieldValues.Check(draft.Fields!, shape.Kind, allowOthers: fromThor, problems);
        if (shape.Kind is { } kind && !fromThor && !draft.WithoutValues)
            FieldValues.CheckRequired(kind, values, problems);
        problems.ThrowIfAny();

        UpstreamIntent? intent = upstream is null ? null : await upstream.Accounts.BeginAsync(name, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        AccountRow row = new()
        {
            Id = draft.Id ?? Guid.NewGuid(),
            OwnerId = ActingAs.Current.PrincipalId is var owner && owner == Guid.Empty ? store.LocalOperatorId : owner,
            Name = name,
            ProviderId = providerId,
            CredentialKindId = shape.Kind?.Id,
            Environment = environment,
            Status = draft.Status,
            BaseUrl = baseUrl,
            CreatedAt = now,
            ModifiedAt = now,
            Version = 1,
        };

        // Sealed inside the transaction: a rotation of the data key waits for it, or it for the rotation.
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        await ReferenceRules.CheckAsync(store, write.Context, values, problems, cancellationToken);
        problems.ThrowIfAny();
        writer.Apply(row, AccountEgress.For(providerId, shape.Provider, shape.Kind, baseUrl), values, now);
        if (draft.RefuseDuplicate)
            await Duplicates.RefuseAsync(write.Context, row, shape.Kind, await AllowedAsync(write.Context, cancellationToken), cancellationToken);
        await WarnOfSameAsync(write.Context, row, values.Keys, problems, cancellationToken);
        write.Context.Accounts.Add(row);
        store.Access.AddOwner(write.Context, SecuredType.Account, row.Id, now);
        write.Record(new AuditEvent(
            AuditActions.AccountCreate, "account", row.Id.ToString(), AuditResults.Ok,
            ("provider", providerId ?? ""), ("kind", row.CredentialKindId ?? ""), ("fields", Keys(values.Keys))));
        if (intent is not null)
            upstream!.Accounts.Add(write.Context, row.Id, name, intent);
        await write.CommitAsync(cancellationToken);
        if (intent is not null)
            problems.Warnings.AddRange(await MakeThereAsync(intent, row, values, cancellationToken));
        return await CreatedAsync(write.Context, row.Id, problems, cancellationToken);
    }

    /// <summary>Makes a new account at the upstream, too. One that it refuses is not kept here either.</summary>
    private async Task<IReadOnlyList<string>> MakeThereAsync(UpstreamIntent intent, AccountRow row, Dictionary<FieldSpec, string?> values, CancellationToken cancellationToken)
    {
        try
        {
            return await upstream!.Accounts.MakeAsync(intent.Session, row.Id, UpstreamValues.Of(row.Name, row.Status, values), cancellationToken);
        }
        catch (UpstreamException refused)
        {
            await upstream!.Accounts.ForgetAsync(row.Id);
            await RemoveAsync(row.Id, CancellationToken.None);
            throw new UpstreamException($"The account was not stored: the upstream refused it. {refused.Message}", refused.Fault);
        }
    }

    /// <summary>Changes an account in place: id and links stay.</summary>
    /// <exception cref="AccountValidationException">Something cannot be stored as it is.</exception>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">Values or the base address are to change, but the provider's plugin is not active; or the values changed meanwhile.</exception>
    /// <exception cref="VersionException">It is not of the expected version any more.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not change it.</exception>
    public async Task<AccountCreated> ChangeAsync(Guid id, AccountChange change, CancellationToken cancellationToken)
    {
        ProblemList problems = new();
        await AskUpstreamAsync(id, Permission.Write, cancellationToken);
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        HostDbContext context = write.Context;
        AccountRow row = await context.Accounts.Include(account => account.Secrets).Include(account => account.Fields).AsSplitQuery()
            .FirstOrDefaultAsync(account => account.Id == id, cancellationToken) ?? throw new NotFoundException("account", id.ToString());
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Read, cancellationToken);
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Write, cancellationToken);
        if (change.Trashed == true && !row.Trashed)
            await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Delete, cancellationToken);
        if (change.IfCredentialVersion is { } version && version != row.CredentialVersion)
            throw new ConflictException("The account's values changed meanwhile. Look at them, then try again.");
        if (change.ExpectedVersion is { } expected && expected != row.Version)
            throw new VersionException("The account was changed meanwhile. Read it again, then repeat the change with its new ETag.");
        DateTimeOffset now = time.GetUtcNow();

        ChangeFacts(row, change, problems);
        await ChangeVersionAsync(write, row, change.PluginVersion, now, problems, cancellationToken);
        Dictionary<FieldSpec, string?> values = ChangeCredential(row, change, now, problems, out IReadOnlyList<string> dropped);
        await ReferenceRules.CheckAsync(store, context, values, problems, cancellationToken);
        problems.ThrowIfAny();
        bool there = upstream is not null && await upstream.Accounts.NoteAsync(context, row, ThorNames(change, values.Keys), change.Trashed == true, cancellationToken);
        if (change.AcceptOwner)
            row.ExpectedOwner = await context.Verdicts.Where(verdict => verdict.Id == row.EarnedVerdictId && verdict.AccountId == id).Select(verdict => verdict.Owner).FirstOrDefaultAsync(cancellationToken);
        if (change.Trashed == true && !row.Trashed)
            await ModuleLinks.RemoveAllAsync(context, id, now, cancellationToken);
        row.Trashed = change.Trashed ?? row.Trashed;
        row.ModifiedAt = now;
        row.Version++;
        await WarnOfSameAsync(context, row, values.Keys, problems, cancellationToken);
        write.Record(new AuditEvent(
            AuditActions.AccountChange, "account", id.ToString(), AuditResults.Ok, ("fields", Keys(values.Keys)), ("changed", Names(change)), ("dropped", string.Join(' ', dropped))));
        await write.CommitAsync(cancellationToken);
        if (there)
            problems.Warnings.AddRange(await upstream!.CarryAsync(id, cancellationToken));
        return await CreatedAsync(context, id, problems, cancellationToken);
    }

    /// <summary>Soft-deletes an account and removes its links.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not delete it.</exception>
    public async Task TrashAsync(Guid id, CancellationToken cancellationToken)
    {
        await AskUpstreamAsync(id, Permission.Delete, cancellationToken);
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
        return (await CreatedAsync(write.Context, id, new ProblemList(), cancellationToken)).Account;
    }

    /// <summary>Deletes an account with its secrets and verdicts for good, and removes its links. The sealed bytes leave the file, too.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not delete it.</exception>
    public async Task DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        await AskUpstreamAsync(id, Permission.Delete, cancellationToken);
        if (await RemoveAsync(id, cancellationToken))
            await upstream!.CarryAsync(id, cancellationToken);
    }

    /// <returns>Whether it is to be deleted at the upstream, too.</returns>
    private async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
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

    /// <summary>Lets nobody through who may not see and change an account.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="AccessDeniedException">Who is acting may not.</exception>
    public async Task EnsureMayChangeAsync(Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Accounts.AnyAsync(row => row.Id == id, cancellationToken))
            throw new NotFoundException("account", id.ToString());
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Read, cancellationToken);
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Write, cancellationToken);
    }

    /// <summary>Lets nobody through who may not use an account.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not.</exception>
    public async Task EnsureMayUseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Execute, cancellationToken);
    }

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
        await EnsureMayChangeAsync(id, cancellationToken);

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
    public async Task<IReadOnlyList<SameCredential>> FindDuplicatesAsync(AccountDraft draft, CancellationToken cancellationToken)
    {
        ProblemList problems = new();
        AccountShape shape = AccountShape.Of(draft, catalog, problems);
        problems.ThrowIfAny();
        Dictionary<FieldSpec, string?> values = FieldValues.Check(draft.Fields!, shape.Kind, allowOthers: draft.ProviderId is null, problems);
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return await Duplicates.FindAsync(context, writer.Fingerprints(values), shape.Kind, await AllowedAsync(context, cancellationToken), cancellationToken);
    }

    // Only for those who may: whether the upstream is away says that there is something.
    private async Task AskUpstreamAsync(Guid id, Permission needed, CancellationToken cancellationToken)
    {
        if (upstream is null || !await upstream.IsSetAsync(cancellationToken))
            return;
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await store.Access.EnsureAsync(context, SecuredType.Account, id, needed, cancellationToken);
        await upstream.EnsureReachableAsync(id, cancellationToken);
    }

    private void ChangeFacts(AccountRow row, AccountChange change, ProblemList problems)
    {
        if (change.Name?.Trim() is { } name)
        {
            if (name.Length == 0)
                problems.Add("name", "The name is empty. Give one, or leave it out to keep the present one.");
            NameRules.Check("name", name, change.Fields.Values, catalog, problems);
            row.Name = name;
        }

        if (change.Environment?.Trim() is { } environment)
        {
            NameRules.Check("environment", environment, change.Fields.Values, catalog, problems);
            row.Environment = environment;
        }

        row.Status = change.Status ?? row.Status;
    }

    private async Task ChangeVersionAsync(StoreWrite write, AccountRow row, string? versions, DateTimeOffset now, ProblemList problems, CancellationToken cancellationToken)
    {
        string? wanted = versions?.Trim() is { Length: > 0 } range ? range : null;
        if (versions is null || wanted == row.PluginVersion)
            return;

        CatalogProvider? before = catalog.Find(row.ProviderId, row.PluginVersion);
        CatalogProvider? after = catalog.Find(row.ProviderId, wanted);
        if (wanted is not null && !VersionRange.TryParse(wanted, out _))
            problems.Add("pluginVersion", "It is no range of semantic versions. Write it as 1.x, ~1.2 or >=1.2 <3.");
        else if (wanted is not null && after is null)
            problems.Add("pluginVersion", "No version of the plugin within this range serves. Approve one first; the list of plugins shows the versions.");
        if (problems.Any)
            return;

        row.PluginVersion = wanted;
        await migration.MoveAsync(write, row, before, after, now, cancellationToken);
    }

    private Dictionary<FieldSpec, string?> ChangeCredential(
        AccountRow row, AccountChange change, DateTimeOffset now, ProblemList problems, out IReadOnlyList<string> dropped)
    {
        dropped = [];
        if (change.Fields.Count == 0 && !change.BaseUrlGiven)
            return [];

        CatalogProvider? provider = catalog.Find(row.ProviderId, row.PluginVersion);
        CredentialKindDescriptor? kind = provider?.FindKind(row.CredentialKindId);
        if (row.ProviderId is not null && kind is null)
            throw new ConflictException($"The values cannot be checked, because no active plugin offers the provider '{row.ProviderId}'. See the list of plugins for the cause.");

        string? baseUrl = change.BaseUrlGiven ? BaseUrlRules.Check(change.BaseUrl, provider?.BaseUrl, kind, problems) : row.BaseUrl;
        Dictionary<FieldSpec, string?> values = FieldValues.Check(change.Fields, kind, allowOthers: true, problems);
        problems.ThrowIfAny();
        if (values.Count == 0 && baseUrl == row.BaseUrl)
            return values;

        row.BaseUrl = baseUrl;
        dropped = writer.Apply(row, AccountEgress.For(row.ProviderId, provider, kind, baseUrl), values, now);
        if (dropped.Count > 0)
            problems.Warnings.Add($"Where this account's secrets may be sent has changed, so these were dropped: {string.Join(", ", dropped)}. Set them again.");

        // The provider refused the values before; nothing is known of the new ones.
        if (row.Status == AccountStatus.Error && change.Status is null)
            row.Status = AccountStatus.Ready;
        return values;
    }

    private async Task WarnOfSameAsync(HostDbContext context, AccountRow row, IEnumerable<FieldSpec> written, ProblemList problems, CancellationToken cancellationToken)
    {
        // Only accounts that who is acting may read: whether another holds a key is not to be found out by storing guesses.
        HashSet<Guid>? allowed = await AllowedAsync(context, cancellationToken);
        foreach (string name in await CredentialWriter.FindSameAsync(context, row, written, allowed, cancellationToken))
            problems.Warnings.Add($"The same key is already stored in account {name}.");
    }

    private async Task<AccountCreated> CreatedAsync(HostDbContext context, Guid id, ProblemList problems, CancellationToken cancellationToken) =>
        new(await FindAsync(context, id, cancellationToken) ?? throw new NotFoundException("account", id.ToString()), problems.Warnings);

    private async Task<Account?> FindAsync(HostDbContext context, Guid id, CancellationToken cancellationToken)
    {
        Account? account = (await AccountReader.ReadAsync(context, context.Accounts.Where(row => row.Id == id), catalog, time.GetUtcNow(), await AllowedAsync(context, cancellationToken), cancellationToken)).SingleOrDefault();
        if (account is not null)
            await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Read, cancellationToken);
        return account;
    }

    private Task<HashSet<Guid>?> AllowedAsync(HostDbContext context, CancellationToken cancellationToken) =>
        store.Access.AllowedAsync(context, SecuredType.Account, Permission.Read, cancellationToken);

    private static string Keys(IEnumerable<FieldSpec> fields) => string.Join(' ', fields.Select(field => field.Key).Order(StringComparer.Ordinal));

    private static string[] ThorNames(AccountChange change, IEnumerable<FieldSpec> fields) =>
    [
        .. fields.Select(field => UpstreamAccounts.ThorName(field.Property)).OfType<string>(),
        .. change.Name is null ? Array.Empty<string>() : ["accountName"],
        .. change.Status is null ? Array.Empty<string>() : ["status"],
    ];

    private static string Names(AccountChange change) => string.Join(' ', new[]
    {
        change.Name is null ? null : "name",
        change.Status is null ? null : "status",
        change.Environment is null ? null : "environment",
        change.BaseUrlGiven ? "baseUrl" : null,
        change.PluginVersion is null ? null : "pluginVersion",
        change.Trashed is null ? null : "trashed",
        change.AcceptOwner ? "owner" : null,
    }.OfType<string>());
}
