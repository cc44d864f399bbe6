using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Coverage;

/// <summary>Counts accounts without reading them: what is alike is grouped, and one of each group is judged.</summary>
internal sealed record AccountTally
{
    // More than a store ever holds: the host never counted so many, and sums of such numbers overflow.
    private const int Unbelievable = 100_000_000;

    public int Accounts { get; private set; }

    public int Ready { get; private set; }

    public int Verified { get; private set; }

    public int Insufficient { get; private set; }

    public int Invalid { get; private set; }

    public int Unverified { get; private set; }

    public int Expiring { get; private set; }

    public int Expired { get; private set; }

    public int Flagged { get; private set; }

    public int Stale { get; private set; }

    /// <summary>All accounts that are not trashed, out of what the triggers keep.</summary>
    public static async Task<AccountTally> ReadAsync(HostDbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        AccountTally tally = new();
        foreach (AccountTallyRow row in await context.AccountTallies.AsNoTracking().Where(row => row.Count > 0 && row.Count < Unbelievable).ToListAsync(cancellationToken))
        {
            GuardFacts alike = new()
            {
                Environment = row.Environment,
                Verdict = Enum.TryParse(row.Kind, out VerdictKind kind) ? kind : null,
                Mode = row.Mode.Length == 0 ? null : row.Mode,
                AccountType = row.AccountType.Length == 0 ? null : row.AccountType,
            };
            tally.Add(row.Status, alike, row.Differs, row.Count);
        }

        tally.Stale = await StaleAsync(context, now - CoverageService.StaleAfter, cancellationToken);
        DateTimeOffset soon = now + GuardRules.ExpiringSoon;
        IQueryable<AccountRow> due = context.AccountWatches.Where(watch => watch.ExpiresAt <= soon).Join(context.Accounts, watch => watch.AccountId, account => account.Id, (_, account) => account);
        await tally.AddDueAsync(Facts(context, due), now, cancellationToken);

        // As a list of ids: with a join, SQLite begins with all accounts.
        IQueryable<Guid> watched = context.AccountWatches.Where(watch => watch.Differs).Select(watch => watch.AccountId);
        IQueryable<AccountRow> differing = context.Accounts.Where(account => watched.Contains(account.Id));
        await tally.AddDifferingAsync(Facts(context, differing), cancellationToken);
        return tally;
    }

    /// <summary>How many accounts are not trashed, out of what the triggers keep.</summary>
    public static Task<int> TotalAsync(HostDbContext context, CancellationToken cancellationToken) =>
        context.AccountTallies.Where(tally => tally.Count > 0 && tally.Count < Unbelievable).SumAsync(tally => tally.Count, cancellationToken);

    /// <summary>Counts those of these accounts that are not trashed.</summary>
    public static async Task<AccountTally> CountAsync(HostDbContext context, IQueryable<AccountRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IQueryable<TalliedAccount> facts = Facts(context, rows);

        // Whether two texts name two owners, only reading them tells; equal ones are the usual case.
        var groups = await facts
            .GroupBy(fact => new { fact.Status, fact.Environment, fact.Kind, fact.Mode, fact.AccountType, Differs = fact.ExpectedOwner != null && fact.Owner != null && fact.ExpectedOwner != fact.Owner })
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        AccountTally tally = new();
        foreach (var group in groups)
        {
            GuardFacts alike = new() { Environment = group.Key.Environment, Verdict = group.Key.Kind, Mode = group.Key.Mode, AccountType = group.Key.AccountType };
            tally.Add(group.Key.Status, alike, group.Key.Differs, group.Count);
        }

        DateTimeOffset stale = now - CoverageService.StaleAfter;
        tally.Stale = await facts.CountAsync(fact => fact.At < stale, cancellationToken);
        await tally.AddDueAsync(facts, now, cancellationToken);
        if (groups.Any(group => group.Key.Differs))
            await tally.AddDifferingAsync(facts, cancellationToken);
        return tally;
    }

    private static IQueryable<TalliedAccount> Facts(HostDbContext context, IQueryable<AccountRow> rows) =>
        from account in rows.AsNoTracking()
        where !account.Trashed
        join verdict in context.Verdicts.AsNoTracking() on new { Id = account.EarnedVerdictId, Account = account.Id }
            equals new { Id = (long?)verdict.Id, Account = verdict.AccountId } into earned
        from verdict in earned.DefaultIfEmpty()
        select new TalliedAccount
        {
            Status = account.Status,
            Environment = account.Environment,
            ExpectedOwner = account.ExpectedOwner,
            Kind = verdict == null ? null : (VerdictKind?)verdict.Kind,
            Mode = verdict == null ? null : verdict.Mode,
            AccountType = verdict == null ? null : verdict.AccountType,
            Owner = verdict == null ? null : verdict.Owner,
            ExpiresAt = verdict == null ? null : verdict.ExpiresAt,
            At = verdict == null ? null : verdict.At,
        };

    /// <summary>Whole days out of what the triggers keep; of the day that is half over, the verdicts are looked at.</summary>
    private static async Task<int> StaleAsync(HostDbContext context, DateTimeOffset before, CancellationToken cancellationToken)
    {
        long day = before.ToUnixTimeMilliseconds() / AccountDayRow.Length;
        DateTimeOffset begin = DateTimeOffset.FromUnixTimeMilliseconds(day * AccountDayRow.Length);
        int whole = await context.AccountDays.Where(row => row.Day < day && row.Count > 0 && row.Count < Unbelievable).SumAsync(row => row.Count, cancellationToken);
        return whole + await context.Verdicts.Where(verdict => verdict.At >= begin && verdict.At < before)
            .Join(context.Accounts.Where(account => !account.Trashed), verdict => verdict.Id, account => account.EarnedVerdictId, (verdict, account) => new { verdict.AccountId, account.Id })
            .CountAsync(pair => pair.AccountId == pair.Id, cancellationToken);
    }

    private static bool IsAccepted(VerdictKind? kind) => kind is VerdictKind.Valid or VerdictKind.Insufficient;

    private void Add(AccountStatus status, GuardFacts alike, bool differs, int count)
    {
        Accounts += count;
        Ready += status == AccountStatus.Ready ? count : 0;
        Verified += IsAccepted(alike.Verdict) ? count : 0;
        Insufficient += alike.Verdict == VerdictKind.Insufficient ? count : 0;
        Invalid += alike.Verdict == VerdictKind.Invalid ? count : 0;
        Unverified += alike.Verdict is null ? count : 0;
        Flagged += !differs && GuardRules.Blocking(alike) is not null ? count : 0;
    }

    /// <summary>What has come to its end, or will soon; the former is not ready.</summary>
    private async Task AddDueAsync(IQueryable<TalliedAccount> facts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset soon = now + GuardRules.ExpiringSoon;
        var groups = await facts.Where(fact => fact.ExpiresAt <= soon)
            .GroupBy(fact => new { fact.Status, fact.Kind, Expired = fact.ExpiresAt <= now }).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        foreach (var group in groups)
        {
            Expired += group.Key.Expired ? group.Count : 0;
            Expiring += group.Key.Expired ? 0 : group.Count;
            Ready -= group.Key.Expired && group.Key.Status == AccountStatus.Ready && IsAccepted(group.Key.Kind) ? group.Count : 0;
        }
    }

    private async Task AddDifferingAsync(IQueryable<TalliedAccount> facts, CancellationToken cancellationToken)
    {
        List<TalliedAccount> different = await facts.Where(fact => fact.ExpectedOwner != null && fact.Owner != null && fact.ExpectedOwner != fact.Owner).ToListAsync(cancellationToken);
        Flagged += different.Count(fact => GuardRules.Blocking(new GuardFacts
        {
            Environment = fact.Environment,
            Verdict = fact.Kind,
            Mode = fact.Mode,
            AccountType = fact.AccountType,
            ExpectedOwner = fact.ExpectedOwner,
            FoundOwner = fact.Owner,
        }) is not null);
    }
}
