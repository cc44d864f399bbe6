using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Core.Verification;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts;

/// <summary>Makes accounts out of rows. Opens no secret: a list must not fail over one damaged value.</summary>
internal static class AccountReader
{
    // So many that their verdicts are asked for by id, in one query.
    private const int FewAccounts = 500;

    /// <param name="context">The database.</param>
    /// <param name="rows">Which accounts.</param>
    /// <param name="catalog">The active providers.</param>
    /// <param name="now">The moment to judge expiry by.</param>
    /// <param name="allowed">Which other accounts may be named; <c>null</c> for all.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<IReadOnlyList<Account>> ReadAsync(
        HostDbContext context, IQueryable<AccountRow> rows, IProviderCatalog catalog, DateTimeOffset now, HashSet<Guid>? allowed, CancellationToken cancellationToken)
    {
        List<AccountRow> accounts = await rows.AsNoTracking().OrderBy(row => row.NameKey).ThenBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        IQueryable<Guid> ids = rows.Select(row => row.Id);
        var secrets = (await context.Secrets.AsNoTracking().Where(secret => ids.Contains(secret.AccountId))
            .Select(secret => new { secret.AccountId, secret.FieldKey, secret.UpdatedAt, secret.Reference }).ToListAsync(cancellationToken)).ToLookup(secret => secret.AccountId);
        ILookup<Guid, AccountFieldRow> fields = (await context.Fields.AsNoTracking().Where(field => ids.Contains(field.AccountId)).ToListAsync(cancellationToken))
            .ToLookup(field => field.AccountId);
        Dictionary<long, VerdictRow> verdicts = await ReadVerdictsAsync(context, rows, accounts, cancellationToken);
        Dictionary<Guid, int> links = await context.Modules.Where(module => !module.Trashed && module.AccountId != null && ids.Contains(module.AccountId.Value))
            .GroupBy(module => module.AccountId!.Value).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);

        Dictionary<Guid, AccountRow> byId = accounts.ToDictionary(row => row.Id);
        ILookup<Guid, SameCredential> same = await Duplicates.ReadAsync(
            context, rows, id => byId.GetValueOrDefault(id) is { } row ? catalog.Find(row.ProviderId, row.PluginVersion)?.FindKind(row.CredentialKindId) : null, cancellationToken);
        Dictionary<Guid, string> open = await context.UpstreamAccounts.AsNoTracking().Where(there => there.State != UpstreamAccountState.Settled && there.Problem != null && ids.Contains(there.AccountId))
            .ToDictionaryAsync(there => there.AccountId, there => there.Problem!, cancellationToken);

        return [.. accounts.Select(row => Guarded(
            Build(row, secrets[row.Id].ToDictionary(secret => secret.FieldKey, secret => (secret.UpdatedAt, secret.Reference)), [.. fields[row.Id]], verdicts, links.GetValueOrDefault(row.Id), catalog),
            row, same[row.Id].Where(other => allowed is null || allowed.Contains(other.Id)), open.GetValueOrDefault(row.Id), now))];
    }

    /// <summary>One account, of what was read of it.</summary>
    /// <param name="record">What was read.</param>
    /// <param name="same">Accounts with the same credential that may be named.</param>
    /// <param name="catalog">The active providers.</param>
    /// <param name="now">The moment to judge expiry by.</param>
    public static Account Make(AccountRecord record, IEnumerable<SameCredential> same, IProviderCatalog catalog, DateTimeOffset now) =>
        Guarded(Build(record.Row, record.Secrets, record.Fields, record.Verdicts, record.Links, catalog), record.Row, same, record.UpstreamProblem, now);

    // By way of the accounts, not of the verdicts: there may be two hundred times as many of those.
    private static async Task<Dictionary<long, VerdictRow>> ReadVerdictsAsync(
        HostDbContext context, IQueryable<AccountRow> rows, List<AccountRow> accounts, CancellationToken cancellationToken)
    {
        if (accounts.Count <= FewAccounts)
        {
            long[] named = [.. accounts.SelectMany(row => new[] { row.EarnedVerdictId, row.LastVerdictId }).OfType<long>().Distinct()];
            return named.Length == 0 ? [] : await context.Verdicts.AsNoTracking().Where(verdict => named.Contains(verdict.Id)).ToDictionaryAsync(verdict => verdict.Id, cancellationToken);
        }

        List<VerdictRow> found =
        [
            .. await rows.Join(context.Verdicts, row => row.EarnedVerdictId, verdict => verdict.Id, (_, verdict) => verdict).AsNoTracking().ToListAsync(cancellationToken),
            .. await rows.Where(row => row.LastVerdictId != row.EarnedVerdictId).Join(context.Verdicts, row => row.LastVerdictId, verdict => verdict.Id, (_, verdict) => verdict)
                .AsNoTracking().ToListAsync(cancellationToken),
        ];
        Dictionary<long, VerdictRow> verdicts = [];
        foreach (VerdictRow verdict in found)
            verdicts[verdict.Id] = verdict;
        return verdicts;
    }

    private static Account Guarded(Account account, AccountRow row, IEnumerable<SameCredential> same, string? upstream, DateTimeOffset now)
    {
        Verdict? earned = account.EarnedVerdict;
        GuardFacts facts = new()
        {
            Environment = account.Environment,
            Verdict = earned?.Kind,
            ExpectedOwner = row.ExpectedOwner,
            FoundOwner = earned?.Owner?.ToJson(),
            Mode = earned?.Mode,
            AccountType = earned?.AccountType,
            ExpiresAt = earned?.ExpiresAt,
        };
        string others = string.Join(", ", same.Select(other => other.Name));
        IEnumerable<AccountFinding> duplicates = others.Length == 0 || account.Trashed
            ? []
            : [new(FindingCode.DuplicateSecret, FindingSeverity.Warning, $"The same key is stored in {others} as well: a leak or a rotation concerns both, so keep one of them or give each its own key.")];
        IEnumerable<AccountFinding> there = upstream is null ? [] : [new(FindingCode.NotAtUpstream, FindingSeverity.Warning, upstream)];
        return account with
        {
            Status = account.Status == AccountStatus.Ready && GuardRules.IsExpired(earned?.Kind, earned?.ExpiresAt, now) ? AccountStatus.Error : account.Status,
            Findings = [.. GuardRules.Of(facts, now).Concat(duplicates).Concat(there).OrderByDescending(finding => finding.Severity)],
        };
    }

    private static Account Build(
        AccountRow row, Dictionary<string, (DateTimeOffset At, string? Reference)> secrets, List<AccountFieldRow> plain, Dictionary<long, VerdictRow> verdicts, int links, IProviderCatalog catalog)
    {
        CatalogProvider? provider = catalog.Find(row.ProviderId, row.PluginVersion);
        CredentialKindDescriptor? kind = provider?.FindKind(row.CredentialKindId);
        List<AccountField> fields = BuildFields(kind, secrets, plain);
        string usernameKey = kind?.Fields.FirstOrDefault(field => field.AccountProperty == AccountProperty.Username)?.Key ?? "username";
        return new Account
        {
            Id = row.Id,
            OwnerId = row.OwnerId,
            Name = row.Name,
            ProviderId = row.ProviderId,
            CredentialKindId = row.CredentialKindId,
            Environment = row.Environment,
            PluginVersion = row.PluginVersion,
            Status = row.Status,
            Username = fields.Find(field => field.Key == usernameKey)?.Value,
            BaseUrl = row.BaseUrl,
            AllowedHosts = AccountEgress.OwnHostsOf(row.BaseUrl),
            Trashed = row.Trashed,
            CreatedAt = row.CreatedAt,
            ModifiedAt = row.ModifiedAt,
            Version = row.Version,
            Fields = fields,
            EarnedVerdict = Find(verdicts, row.EarnedVerdictId, row.Id),
            LastAttempt = Find(verdicts, row.LastVerdictId, row.Id),
            ExpectedOwner = AccountOwner.FromJson(row.ExpectedOwner),
            LinkedModuleCount = links,
            Problem = AccountProblem.Of(row, provider, kind, [.. fields.Where(field => field.IsSet).Select(field => field.Key)], hasSecrets: secrets.Count > 0),
        };
    }

    // The pointer is no foreign key: a verdict of another account must not count here.
    private static Verdict? Find(Dictionary<long, VerdictRow> verdicts, long? id, Guid accountId) =>
        id is { } known && verdicts.TryGetValue(known, out VerdictRow? verdict) && verdict.AccountId == accountId ? verdict.ToVerdict() : null;

    private static List<AccountField> BuildFields(CredentialKindDescriptor? kind, Dictionary<string, (DateTimeOffset At, string? Reference)> secrets, List<AccountFieldRow> plain)
    {
        List<AccountField> fields = [];
        foreach (CredentialFieldDescriptor field in kind?.Fields ?? [])
        {
            if (field.Secret)
                fields.Add(secrets.TryGetValue(field.Key, out var stored) ? Sealed(field.Key, stored) : new AccountField(field.Key, Secret: true, IsSet: false, null, null));
            else if (plain.Find(row => row.FieldKey == field.Key) is { } set)
                fields.Add(new AccountField(field.Key, Secret: false, IsSet: true, set.Value, set.UpdatedAt));
            else
                fields.Add(new AccountField(field.Key, Secret: false, IsSet: false, null, null));
        }

        HashSet<string> known = [.. fields.Select(field => field.Key)];
        fields.AddRange(secrets.Where(secret => !known.Contains(secret.Key)).Select(secret => Sealed(secret.Key, secret.Value))
            .Concat(plain.Where(field => !known.Contains(field.FieldKey)).Select(field => new AccountField(field.FieldKey, Secret: false, IsSet: true, field.Value, field.UpdatedAt)))
            .OrderBy(field => field.Key, StringComparer.Ordinal));
        return fields;
    }

    private static AccountField Sealed(string key, (DateTimeOffset At, string? Reference) stored) => new(key, Secret: true, IsSet: true, null, stored.At, stored.Reference);
}
