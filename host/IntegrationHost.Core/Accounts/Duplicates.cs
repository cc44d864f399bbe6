using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts;

/// <summary>
/// Finds accounts that hold the same credential, by keyed fingerprints. Two are the same if all their required secrets are: accounts of one OAuth
/// client share its secret and are not.
/// </summary>
internal static class Duplicates
{
    /// <summary>Other accounts with the same credential, by the account that asks.</summary>
    public static async Task<ILookup<Guid, SameCredential>> ReadAsync(
        HostDbContext context, IQueryable<AccountRow> rows, Func<Guid, CredentialKindDescriptor?> kindOf, CancellationToken cancellationToken)
    {
        IQueryable<Guid> ids = rows.Select(row => row.Id);
        var pairs = await (
            from secret in context.Secrets
            where secret.Fingerprint != null && ids.Contains(secret.AccountId)
            join other in context.Secrets on secret.Fingerprint equals other.Fingerprint
            where other.AccountId != secret.AccountId
            join account in context.Accounts on other.AccountId equals account.Id
            where !account.Trashed
            select new { secret.AccountId, secret.FieldKey, Other = account.Id, account.Name }).AsNoTracking().ToListAsync(cancellationToken);
        if (pairs.Count == 0)
            return Array.Empty<(Guid, SameCredential)>().ToLookup(pair => pair.Item1, pair => pair.Item2);

        Guid[] asking = [.. pairs.Select(pair => pair.AccountId).Distinct()];
        var printed = (await context.Secrets.Where(secret => secret.Fingerprint != null && asking.Contains(secret.AccountId))
            .Select(secret => new { secret.AccountId, secret.FieldKey }).ToListAsync(cancellationToken)).ToLookup(secret => secret.AccountId, secret => secret.FieldKey);
        return pairs.GroupBy(pair => (pair.AccountId, pair.Other, pair.Name))
            .Where(group => IsSame(group.Select(pair => pair.FieldKey), printed[group.Key.AccountId], kindOf(group.Key.AccountId)))
            .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
            .ToLookup(group => group.Key.AccountId, group => new SameCredential(group.Key.Other, group.Key.Name));
    }

    /// <summary>Accounts with these fingerprints, by field key, among those allowed (<c>null</c> for all).</summary>
    public static async Task<IReadOnlyList<SameCredential>> FindAsync(
        HostDbContext context, IReadOnlyDictionary<string, byte[]> fingerprints, CredentialKindDescriptor? kind, HashSet<Guid>? allowed, CancellationToken cancellationToken)
    {
        List<(string Field, SameCredential Account)> found = [];
        foreach ((string key, byte[] fingerprint) in fingerprints)
        {
            found.AddRange((await context.Secrets.Where(other => other.Fingerprint == fingerprint)
                .Join(context.Accounts.Where(account => !account.Trashed), other => other.AccountId, account => account.Id, (_, account) => new { account.Id, account.Name })
                .ToListAsync(cancellationToken)).Where(account => allowed is null || allowed.Contains(account.Id)).Select(account => (key, new SameCredential(account.Id, account.Name))));
        }

        return [.. found.GroupBy(pair => pair.Account, pair => pair.Field).Where(group => IsSame(group, fingerprints.Keys, kind)).Select(group => group.Key)
            .OrderBy(account => account.Name, StringComparer.Ordinal)];
    }

    /// <exception cref="DuplicateAccountException">Another account holds the credential of a row that is about to be added.</exception>
    public static async Task RefuseAsync(HostDbContext context, AccountRow row, CredentialKindDescriptor? kind, HashSet<Guid>? allowed, CancellationToken cancellationToken)
    {
        Dictionary<string, byte[]> fingerprints = row.Secrets.Where(secret => secret.Fingerprint is not null).ToDictionary(secret => secret.FieldKey, secret => secret.Fingerprint!);
        if (await FindAsync(context, fingerprints, kind, allowed, cancellationToken) is { Count: > 0 } same)
            throw new DuplicateAccountException(same);
    }

    // What an account must have makes its credential; without a kind, all it has.
    private static bool IsSame(IEnumerable<string> shared, IEnumerable<string> printed, CredentialKindDescriptor? kind)
    {
        HashSet<string> equal = [.. shared];
        HashSet<string> required = [.. kind?.Fields.Where(field => field.Required).Select(field => field.Key) ?? []];
        List<string> decisive = [.. printed.Where(key => required.Count == 0 || required.Contains(key))];
        return decisive.Count > 0 && decisive.TrueForAll(equal.Contains);
    }
}
