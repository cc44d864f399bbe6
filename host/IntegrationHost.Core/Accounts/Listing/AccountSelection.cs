using System.Linq.Expressions;
using IntegrationHost.Contracts.Verification;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts.Listing;

/// <summary>Says a query in the database's words.</summary>
internal static class AccountSelection
{
    public static IQueryable<ListedAccount> Choose(IQueryable<ListedAccount> accounts, AccountChoice query, DateTimeOffset now)
    {
        accounts = accounts.Where(account => account.Row.Trashed == query.Trashed);
        if (query.Id is { } id)
            accounts = accounts.Where(account => account.Row.Id == id);
        if (query.OwnerId is { } owner)
            accounts = accounts.Where(account => account.Row.OwnerId == owner);
        if (query.ProviderId is { } provider)
            accounts = accounts.Where(account => account.Row.ProviderId == provider);
        if (query.NameContains is { } name)
            accounts = WithName(accounts, AccountRow.KeyOf(name));
        if (query.AlsoNameContains is { } other)
            accounts = WithName(accounts, AccountRow.KeyOf(other));
        if (query.Environment is { } environment)
            accounts = accounts.Where(account => EF.Functions.Collate(account.Row.Environment, "NOCASE") == environment);
        if (query.UsernameContains is { } username)
            accounts = WithUsername(accounts, $"%{username.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%");
        if (query.Verified is { } verified)
            accounts = WithVerified(accounts, verified);
        if (query.Status is { } status)
            accounts = WithStatus(accounts, status, now);
        return query.Verdicts.Count == 0 ? accounts : WithVerdict(accounts, query.Verdicts);
    }

    public static IQueryable<ListedAccount> Order(IQueryable<ListedAccount> accounts, IReadOnlyList<AccountOrder> order, DateTimeOffset now)
    {
        IOrderedQueryable<ListedAccount>? ordered = null;
        foreach (AccountOrder weight in order)
            ordered = By(accounts, ordered, weight, now);
        return Next(accounts, ordered, account => account.Row.NameKey, descending: false).ThenBy(account => account.Row.CreatedAt).ThenBy(account => account.Row.Id);
    }

    private static IQueryable<ListedAccount> WithName(IQueryable<ListedAccount> accounts, string key) =>
        accounts.Where(account => account.Row.NameKey != "" && account.Row.NameKey.Contains(key));

    private static IQueryable<ListedAccount> WithUsername(IQueryable<ListedAccount> accounts, string pattern) =>
        accounts.Where(account => EF.Functions.Like(account.Username!, pattern, "\\"));

    private static IQueryable<ListedAccount> WithVerified(IQueryable<ListedAccount> accounts, bool verified) => verified
        ? accounts.Where(account => account.Verdict == VerdictKind.Valid || account.Verdict == VerdictKind.Insufficient)
        : accounts.Where(account => account.Verdict == null || (account.Verdict != VerdictKind.Valid && account.Verdict != VerdictKind.Insufficient));

    private static IQueryable<ListedAccount> WithVerdict(IQueryable<ListedAccount> accounts, IReadOnlyList<VerdictKind?> verdicts)
    {
        VerdictKind[] kinds = [.. verdicts.OfType<VerdictKind>()];
        bool none = verdicts.Contains(null);
        return accounts.Where(account => (account.Verdict == null && none) || (account.Verdict != null && kinds.Contains(account.Verdict.Value)));
    }

    // As GuardRules.IsExpired tells it: an accepted credential that has come to its end.
    private static IQueryable<ListedAccount> WithStatus(IQueryable<ListedAccount> accounts, AccountStatus status, DateTimeOffset now) => status switch
    {
        AccountStatus.Ready => accounts.Where(account => account.Row.Status == AccountStatus.Ready
            && !((account.Verdict == VerdictKind.Valid || account.Verdict == VerdictKind.Insufficient) && account.ExpiresAt != null && account.ExpiresAt <= now)),
        AccountStatus.Error => accounts.Where(account => account.Row.Status == AccountStatus.Error || (account.Row.Status == AccountStatus.Ready
            && (account.Verdict == VerdictKind.Valid || account.Verdict == VerdictKind.Insufficient) && account.ExpiresAt <= now)),
        _ => accounts.Where(account => account.Row.Status == status),
    };

    private static IOrderedQueryable<ListedAccount> By(IQueryable<ListedAccount> all, IOrderedQueryable<ListedAccount>? before, AccountOrder weight, DateTimeOffset now) => weight.By switch
    {
        AccountOrderBy.Name => Next(all, before, account => account.Row.NameKey, weight.Descending),
        AccountOrderBy.Provider => Next(all, Next(all, before, account => account.Row.ProviderId == null, false), account => account.Row.ProviderId, weight.Descending),
        AccountOrderBy.Environment => Next(all, before, account => account.Row.Environment, weight.Descending),
        AccountOrderBy.Status => Next(
            all,
            before,
            account => account.Row.Status == AccountStatus.Ready && (account.Verdict == VerdictKind.Valid || account.Verdict == VerdictKind.Insufficient) && account.ExpiresAt <= now
                ? AccountStatus.Error
                : account.Row.Status,
            weight.Descending),
        AccountOrderBy.Verdict => Next(all, Next(all, before, account => account.Verdict == null, false), account => account.Verdict, weight.Descending),
        AccountOrderBy.Verified => Next(
            all, before, account => account.Verdict != null && (account.Verdict == VerdictKind.Valid || account.Verdict == VerdictKind.Insufficient), weight.Descending),
        AccountOrderBy.Username => Next(all, Next(all, before, account => account.Username == null, false), account => account.Username!.ToUpper(), weight.Descending),
        AccountOrderBy.CreatedAt => Next(all, before, account => account.Row.CreatedAt, weight.Descending),
        AccountOrderBy.ModifiedAt => Next(all, before, account => account.Row.ModifiedAt, weight.Descending),
        AccountOrderBy.Id => Next(all, before, account => account.Row.Id, weight.Descending),
        AccountOrderBy.OwnerId => Next(all, before, account => account.Row.OwnerId, weight.Descending),
        _ => throw new ArgumentOutOfRangeException(nameof(weight), weight.By, null),
    };

    private static IOrderedQueryable<ListedAccount> Next<T>(
        IQueryable<ListedAccount> all, IOrderedQueryable<ListedAccount>? before, Expression<Func<ListedAccount, T>> key, bool descending) => (before, descending) switch
        {
            (null, false) => all.OrderBy(key),
            (null, true) => all.OrderByDescending(key),
            (not null, false) => before.ThenBy(key),
            (not null, true) => before.ThenByDescending(key),
        };
}
