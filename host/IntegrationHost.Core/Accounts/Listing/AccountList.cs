using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts.Listing;

/// <summary>Finds accounts in pages. The database chooses, orders and counts; only the accounts of the page are read.</summary>
/// <param name="store">The open store.</param>
/// <param name="catalog">The active providers.</param>
/// <param name="time">The clock.</param>
public sealed class AccountList(HostStore store, IProviderCatalog catalog, TimeProvider time)
{
    /// <summary>A page of the accounts that who is acting may read.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="counted">Whether to say how many there are on all pages.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ChosenAccounts> FindAsync(AccountChoice query, bool counted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        DateTimeOffset now = time.GetUtcNow();
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        HashSet<Guid>? allowed = await store.Access.AllowedAsync(context, SecuredType.Account, Permission.Read, cancellationToken);
        IQueryable<AccountRow> readable = allowed is null ? context.Accounts : context.Accounts.Where(row => allowed.Contains(row.Id));
        IQueryable<ListedAccount> chosen = AccountSelection.Choose(ListedAccount.Of(context, readable, UsernameKeys.Of(catalog)), query, now);
        int total = !counted ? 0
            : allowed is null && query.IsEverything ? await AccountTally.TotalAsync(context, cancellationToken)
            : await chosen.CountAsync(cancellationToken);

        IQueryable<Guid> ordered = AccountSelection.Order(chosen, query.Order, now).Select(account => account.Row.Id).Skip(query.Skip);
        List<Guid> page = await (query.Take is { } take ? ordered.Take(take) : ordered).ToListAsync(cancellationToken);
        IReadOnlyList<Account> read = await AccountReader.ReadAsync(context, context.Accounts.Where(row => page.Contains(row.Id)), catalog, now, allowed, cancellationToken);
        Dictionary<Guid, Account> byId = read.ToDictionary(account => account.Id);
        return new ChosenAccounts(total, [.. page.Select(byId.GetValueOrDefault).OfType<Account>()]);
    }
}
