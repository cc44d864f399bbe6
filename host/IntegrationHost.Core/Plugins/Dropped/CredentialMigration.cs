using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>
/// Moves stored credentials to the fields of another version of their kind, by the renames and defaults that its metadata declares. Values are sealed anew only if they
/// go to the same hosts and places as before: whatever else changed is for a person to approve by setting the values again.
/// </summary>
internal sealed class CredentialMigration(KeyRing keys)
{
    private readonly SecretBox box = new(keys);

    /// <summary>Moves every account of these providers whose version changes. What cannot be moved stays as it is, and the account says what it lacks.</summary>
    /// <param name="write">The change that this is part of.</param>
    /// <param name="before">The catalogue up to now.</param>
    /// <param name="after">The catalogue from now on.</param>
    /// <param name="providerIds">Providers whose plugin changes.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task MoveAsync(StoreWrite write, IProviderCatalog before, IProviderCatalog after, IReadOnlyCollection<string> providerIds, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<AccountRow> rows = await write.Context.Accounts.Include(account => account.Secrets).Include(account => account.Fields).AsSplitQuery()
            .Where(account => account.ProviderId != null && providerIds.Contains(account.ProviderId)).ToListAsync(cancellationToken);
        foreach (AccountRow row in rows)
            await MoveAsync(write, row, before.Find(row.ProviderId, row.PluginVersion), after.Find(row.ProviderId, row.PluginVersion), now, cancellationToken);
    }

    /// <summary>Moves one account from one version of its provider to another.</summary>
    public async Task MoveAsync(StoreWrite write, AccountRow row, CatalogProvider? from, CatalogProvider? to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (to?.FindKind(row.CredentialKindId) is not { } kind || from?.PluginVersion == to.PluginVersion)
            return;

        string policyBefore = row.EgressPolicy;
        Dictionary<string, string> renames = Renames(row, from?.FindKind(row.CredentialKindId), kind);
        List<string> defaults = Move(row, AccountEgress.For(row.ProviderId, to, kind, row.BaseUrl).Policy, kind, renames, now);
        if (renames.Count == 0 && defaults.Count == 0 && policyBefore == row.EgressPolicy)
            return;

        row.ModifiedAt = now;
        row.Version++;

        // A token that is kept was sealed for the former policy.
        if (policyBefore != row.EgressPolicy)
            await write.Context.AccountTokens.Where(token => token.AccountId == row.Id).ExecuteUpdateAsync(update => update.SetProperty(token => token.Envelope, (byte[]?)null), cancellationToken);
        write.Record(new AuditEvent(
            AuditActions.AccountMigrate, "account", row.Id.ToString(), AuditResults.Ok, ("plugin", to.PluginId), ("version", to.PluginVersion),
            ("renamed", string.Join(' ', renames.Select(rename => $"{rename.Key}:{rename.Value}"))), ("defaults", string.Join(' ', defaults))));
    }

    /// <summary>Old key to new key, where a value is set under the old one only. Going back, the renames of the version that is left are undone.</summary>
    private static Dictionary<string, string> Renames(AccountRow row, CredentialKindDescriptor? from, CredentialKindDescriptor to)
    {
        HashSet<string> set = [.. row.Secrets.Select(secret => secret.FieldKey), .. row.Fields.Select(field => field.FieldKey)];
        HashSet<string> keysOfNew = [.. to.Fields.Select(field => field.Key)];
        var renames = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (CredentialFieldDescriptor field in to.Fields.Where(field => !set.Contains(field.Key)))
        {
            string? old = field.RenamedFrom.FirstOrDefault(key => set.Contains(key) && !keysOfNew.Contains(key))
                ?? from?.Fields.FirstOrDefault(other => other.RenamedFrom.Contains(field.Key) && set.Contains(other.Key) && !keysOfNew.Contains(other.Key))?.Key;
            if (old is not null)
                renames.TryAdd(old, field.Key);
        }

        return renames;
    }

    /// <returns>Keys of the fields that got their default.</returns>
    private List<string> Move(AccountRow row, EgressPolicy policy, CredentialKindDescriptor kind, Dictionary<string, string> renames, DateTimeOffset now)
    {
        Dictionary<string, CredentialFieldDescriptor> fields = kind.Fields.ToDictionary(field => field.Key, StringComparer.Ordinal);
        if (row.Secrets.Count > 0 && IsSamePlace(row.EgressPolicy, policy, renames))
            Reseal(row, policy, fields, renames, now);
        foreach ((string old, string key) in renames)
        {
            if (row.Fields.Find(field => field.FieldKey == old) is not { } plain || fields[key].Secret)
                continue;
            row.Fields.Remove(plain);
            row.Fields.Add(new AccountFieldRow { AccountId = row.Id, FieldKey = key, Value = plain.Value, UpdatedAt = plain.UpdatedAt });
        }

        var defaults = new List<string>();
        foreach (CredentialFieldDescriptor field in kind.Fields.Where(field => field is { Secret: false, Default: not null }))
        {
            if (row.Fields.Exists(known => known.FieldKey == field.Key))
                continue;
            row.Fields.Add(new AccountFieldRow { AccountId = row.Id, FieldKey = field.Key, Value = field.Default!, UpdatedAt = now });
            defaults.Add(field.Key);
        }

        return defaults;
    }

    /// <summary>Whether the values go where they went: the policies are equal but for the names of fields.</summary>
    private static bool IsSamePlace(string before, EgressPolicy after, IReadOnlyDictionary<string, string> renames)
    {
        string text = after.Text;
        foreach ((string old, string key) in renames)
            text = text.Replace($"{{{key}}}", $"{{{old}}}", StringComparison.Ordinal).Replace($"{{{key}.", $"{{{old}.", StringComparison.Ordinal);
        return text == before;
    }

    private void Reseal(AccountRow row, EgressPolicy policy, Dictionary<string, CredentialFieldDescriptor> fields, Dictionary<string, string> renames, DateTimeOffset now)
    {
        EgressPolicy former = EgressPolicy.FromText(row.EgressPolicy);
        var moved = new List<AccountSecretRow>();
        foreach (AccountSecretRow secret in row.Secrets)
        {
            string key = renames.GetValueOrDefault(secret.FieldKey, secret.FieldKey);
            if (key != secret.FieldKey && !fields[key].Secret)
                return;

            byte[] envelope;
            try
            {
                using SecretText value = box.Open(new SecretPlace(row.Id, secret.FieldKey, secret.Version, former), secret.Envelope);
                envelope = box.Seal(new SecretPlace(row.Id, key, secret.Version, policy), value.Reveal());
            }
            catch (SecretDamagedException)
            {
                // Nothing of it is moved: the next use finds the damage and tells it.
                return;
            }

            moved.Add(new AccountSecretRow
            {
                AccountId = row.Id,
                FieldKey = key,
                Envelope = envelope,
                Version = secret.Version,
                KeyTerm = SecretBox.TermOf(envelope),
                Fingerprint = secret.Fingerprint,
                Reference = secret.Reference,
                UpdatedAt = key == secret.FieldKey ? secret.UpdatedAt : now,
            });
        }

        foreach (AccountSecretRow secret in moved)
        {
            AccountSecretRow? same = row.Secrets.Find(known => known.FieldKey == secret.FieldKey);
            if (same is null)
            {
                row.Secrets.Add(secret);
                continue;
            }

            same.Envelope = secret.Envelope;
            same.KeyTerm = secret.KeyTerm;
        }

        row.Secrets.RemoveAll(secret => renames.ContainsKey(secret.FieldKey));
        row.EgressPolicy = policy.Text;
    }
}
