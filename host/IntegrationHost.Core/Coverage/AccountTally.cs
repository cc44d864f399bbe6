using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Coverage;

/// <summary>Counts accounts without reading them: the database groups what is alike, and one of each group is judged.</summary>
internal sealed record AccountTally
{
    public int Accounts { get; private set; }

    public int Ready { get; private set; }

    public int Verified { get; private set; }

    public int Insufficient { get; private set; }

    public int Invalid { get; private set; }

    public int Unverified { get; private set; }

    public int Expiring { get; private set; }

    public int Expired { get; private set; }

    public int Flagged { get; private set; }

    /// <summary>Counts those of these accounts that are not trashed.</summary>
    public static async Task<AccountTally> CountAsync(HostDbContext context, IQueryable<AccountRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateTimeOffset soon = now + GuardRules.ExpiringSoon;
        var joined =
            from account in rows.AsNoTracking()
            where !account.Trashed
            join verdict in context.Verdicts.AsNoTracking() on new { Id = account.EarnedVerdictId, Account = account.Id }
                equals new { Id = (long?)verdict.Id, Account = verdict.AccountId } into earned
            from verdict in earned.DefaultIfEmpty()
            select new
            {
                account.Status,
                account.Environment,
                account.ExpectedOwner,
                Kind = verdict == null ? null : (VerdictKind?)verdict.Kind,
                Mode = verdict == null ? null : verdict.Mode,
                AccountType = verdict == null ? null : verdict.AccountType,
                Owner = verdict == null ? null : verdict.Owner,
                ExpiresAt = verdict == null ? null : verdict.ExpiresAt,
            };

        // Whether two texts name two owners, only reading them tells; equal ones are the usual case.
        var groups = await joined
            .GroupBy(fact => new { fact.Status, fact.Environment, fact.Kind, fact.Mode, fact.AccountType, Differs = fact.ExpectedOwner != null && fact.Owner != null && fact.ExpectedOwner != fact.Owner })
            .Select(group => new
            {
                group.Key,
                Count = group.Count(),
                Expired = group.Count(fact => fact.ExpiresAt != null && fact.ExpiresAt <= now),
                Expiring = group.Count(fact => fact.ExpiresAt != null && fact.ExpiresAt > now && fact.ExpiresAt <= soon),
            }).ToListAsync(cancellationToken);

        AccountTally tally = new();
        foreach (var group in groups)
        {
            bool accepted = group.Key.Kind is VerdictKind.Valid or VerdictKind.Insufficient;
            tally.Accounts += group.Count;
            tally.Ready += group.Key.Status == AccountStatus.Ready ? group.Count - (accepted ? group.Expired : 0) : 0;
            tally.Verified += accepted ? group.Count : 0;
            tally.Insufficient += group.Key.Kind == VerdictKind.Insufficient ? group.Count : 0;
            tally.Invalid += group.Key.Kind == VerdictKind.Invalid ? group.Count : 0;
            tally.Unverified += group.Key.Kind is null ? group.Count : 0;
            tally.Expiring += group.Expiring;
            tally.Expired += group.Expired;
            GuardFacts alike = new() { Environment = group.Key.Environment, Verdict = group.Key.Kind, Mode = group.Key.Mode, AccountType = group.Key.AccountType };
            tally.Flagged += !group.Key.Differs && GuardRules.Blocking(alike) is not null ? group.Count : 0;
        }

        if (groups.Any(group => group.Key.Differs))
        {
            var different = await joined.Where(fact => fact.ExpectedOwner != null && fact.Owner != null && fact.ExpectedOwner != fact.Owner).ToListAsync(cancellationToken);
            tally.Flagged += different.Count(fact => GuardRules.Blocking(new GuardFacts
            {
                Environment = fact.Environment,
                Verdict = fact.Kind,
                Mode = fact.Mode,
                AccountType = fact.AccountType,
                ExpectedOwner = fact.ExpectedOwner,
                FoundOwner = fact.Owner,
            }) is not null);
        }

        return tally;
    }
}
