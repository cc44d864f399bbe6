using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts;

/// <summary>Accounts as they are shown to who is acting.</summary>
internal sealed class StoredAccounts(HostStore store, IProviderCatalog catalog, TimeProvider time, AccountRights rights)
{
    /// <summary>Accounts that who is acting may read, by name.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken, bool includeTrashed = false, IReadOnlyCollection<Guid>? only = null)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<AccountRow> rows = context.Accounts.Where(row => includeTrashed || !row.Trashed);
        if (only is not null)
            rows = rows.Where(row => only.Contains(row.Id));
        HashSet<Guid>? allowed = await rights.AllowedAsync(context, cancellationToken);
        if (allowed is not null)
            rows = rows.Where(row => allowed.Contains(row.Id));
        return await AccountReader.ReadAsync(context, rows, catalog, time.GetUtcNow(), allowed, cancellationToken);
    }

    /// <summary>How many accounts each provider has that who is acting may read. Counted by the database: with a hundred thousand accounts reading them takes seconds.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<AccountRow> rows = context.Accounts.Where(row => !row.Trashed && row.ProviderId != null);
        if (await rights.AllowedAsync(context, cancellationToken) is { } allowed)
            rows = rows.Where(row => allowed.Contains(row.Id));
        return await rows.GroupBy(row => row.ProviderId!).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(one => one.Key, one => one.Count, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>One account, trashed or not; <c>null</c> if there is none.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not read it.</exception>
    public async Task<Account?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        Actor actor = ActingAs.Current;
        AccountRecord? record;
        CheckedAcl acl;
        try
        {
            (record, acl) = Read(actor, id);
            for (int tries = 1; tries < IntactRows.Tries && acl.Broken; tries++)
                (record, acl) = Read(actor, id);
        }
        catch (Exception unreadable) when (UnreadableValue.Is(unreadable))
        {
            await using HostDbContext lenient = await store.Contexts.CreateDbContextAsync(cancellationToken);
            return await FindBrokenAsync(lenient, id, cancellationToken);
        }

        if (record is null)
            return null;
        AccessControl.Ensure(actor, acl, SecuredType.Account, id, Permission.Read);
        if (!record.HasTwin)
            return AccountReader.Make(record, [], catalog, time.GetUtcNow());

        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return await MakeAsync(context, record, cancellationToken);
    }

    /// <summary>As the other, within a transaction.</summary>
    public async Task<Account?> FindAsync(HostDbContext context, Guid id, CancellationToken cancellationToken)
    {
        AccountRecord? record;
        try
        {
            using StoreReader reader = StoreReader.Over(context);
            record = AccountRecord.Find(reader, id);
        }
        catch (Exception unreadable) when (UnreadableValue.Is(unreadable))
        {
            return await FindBrokenAsync(context, id, cancellationToken);
        }

        if (record is null)
            return null;
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Read, cancellationToken);
        return await MakeAsync(context, record, cancellationToken);
    }

    /// <summary>An account that was just written, with what is to be said of it.</summary>
    public async Task<AccountCreated> CreatedAsync(HostDbContext context, Guid id, ProblemList problems, CancellationToken cancellationToken) =>
        new(await FindAsync(context, id, cancellationToken) ?? throw new NotFoundException("account", id.ToString()), problems.Warnings);

    private (AccountRecord? Record, CheckedAcl Acl) Read(Actor actor, Guid id) => store.Database.Reads.Read(reader =>
    {
        AccountRecord? found = AccountRecord.Find(reader, id);
        return (found, found is null || actor.IsAdmin ? CheckedAcl.None : store.Access.Check(AccessRows.Acl(reader, SecuredType.Account, id)));
    });

    /// <summary>A row that was changed outside the host, as lists show it.</summary>
    private async Task<Account?> FindBrokenAsync(HostDbContext context, Guid id, CancellationToken cancellationToken)
    {
        await store.Access.EnsureAsync(context, SecuredType.Account, id, Permission.Read, cancellationToken);
        HashSet<Guid>? allowed = await rights.AllowedAsync(context, cancellationToken);
        IReadOnlyList<Account> found = await AccountReader.ReadAsync(context, context.Accounts.Where(row => row.Id == id), catalog, time.GetUtcNow(), allowed, cancellationToken);
        return found is [var only] ? only : null;
    }

    // Accounts with the same key are few, and are told by what their provider says of its keys: not a matter of one more statement.
    private async Task<Account> MakeAsync(HostDbContext context, AccountRecord record, CancellationToken cancellationToken)
    {
        List<SameCredential> same = [];
        if (record.HasTwin)
        {
            AccountRow row = record.Row;
            same.AddRange((await Duplicates.ReadAsync(
                context, context.Accounts.Where(asking => asking.Id == row.Id), _ => catalog.Find(row.ProviderId, row.PluginVersion)?.FindKind(row.CredentialKindId), cancellationToken))[row.Id]);
            if (same.Count > 0 && await rights.AllowedAsync(context, cancellationToken) is { } allowed)
                same.RemoveAll(other => !allowed.Contains(other.Id));
        }

        return AccountReader.Make(record, same, catalog, time.GetUtcNow());
    }

    /// <summary>Says which other accounts hold what was just written.</summary>
    public async Task WarnOfSameAsync(HostDbContext context, AccountRow row, IEnumerable<FieldSpec> written, ProblemList problems, CancellationToken cancellationToken)
    {
        // Only accounts that who is acting may read: whether another holds a key is not to be found out by storing guesses.
        HashSet<Guid>? allowed = await rights.AllowedAsync(context, cancellationToken);
        foreach (string name in await CredentialWriter.FindSameAsync(context, row, written, allowed, cancellationToken))
            problems.Warnings.Add($"The same key is already stored in account {name}.");
    }
}
