using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.SecureKeys;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Accounts;

/// <summary>Puts values into an account's rows, sealing what is secret.</summary>
internal sealed class CredentialWriter(KeyRing keys)
{
    private readonly SecretBox box = new(keys);

    /// <summary>Sets or (for <c>null</c>) clears values, as one new version of the credential.</summary>
    /// <returns>Keys of secrets that were dropped because the egress policy changed and they were not typed again.</returns>
    public IReadOnlyList<string> Apply(AccountRow row, AccountEgress egress, IReadOnlyDictionary<FieldSpec, string?> values, DateTimeOffset now)
    {
        row.CredentialVersion++;
        row.EarnedVerdictId = null;
        row.Problem = null;
        List<string> dropped = [];
        if (row.EgressPolicy != egress.Policy.Text)
        {
            HashSet<string> typed = [.. values.Where(value => value.Value is not null).Select(value => value.Key.Key)];
            dropped.AddRange(row.Secrets.Select(secret => secret.FieldKey).Where(key => !typed.Contains(key)).Order(StringComparer.Ordinal));
            row.Secrets.RemoveAll(secret => !typed.Contains(secret.FieldKey));
            row.EgressPolicy = egress.Policy.Text;
        }

        foreach ((FieldSpec spec, string? value) in values)
        {
            if (spec.Secret)
                ApplySecret(row, egress.Policy, spec, value, now);
            else
                ApplyField(row, spec, value, now);
        }

        return dropped;
    }

    /// <summary>Keyed hashes of the secrets among the values, by field key; passwords have none.</summary>
    public IReadOnlyDictionary<string, byte[]> Fingerprints(IReadOnlyDictionary<FieldSpec, string?> values) => values
        .Where(value => value.Key.Secret && value.Value is not null).Select(value => (value.Key.Key, Print: Fingerprint(value.Key, value.Value!)))
        .Where(print => print.Print is not null).ToDictionary(print => print.Key, print => print.Print!);

    /// <summary>Replaces a secret by the one that the provider gave for it. It is the same credential still: version and verdicts stay.</summary>
    public void Renew(AccountRow row, EgressPolicy policy, FieldSpec spec, string value, DateTimeOffset now) => ApplySecret(row, policy, spec, value, now);

    /// <summary>Names of other accounts that hold one of these secrets, among those allowed (<c>null</c> for all).</summary>
    public static async Task<IReadOnlyList<string>> FindSameAsync(
        HostDbContext context, AccountRow row, IEnumerable<FieldSpec> written, HashSet<Guid>? allowed, CancellationToken cancellationToken)
    {
        HashSet<string> keysWritten = [.. written.Select(spec => spec.Key)];
        List<string> names = [];
        foreach (AccountSecretRow secret in row.Secrets.Where(secret => secret.Fingerprint is not null && keysWritten.Contains(secret.FieldKey)))
        {
            names.AddRange((await context.Secrets
                .Where(other => other.Fingerprint == secret.Fingerprint && other.AccountId != row.Id)
                .Join(context.Accounts.Where(account => !account.Trashed), other => other.AccountId, account => account.Id, (_, account) => new { account.Id, account.Name })
                .ToListAsync(cancellationToken)).Where(other => allowed is null || allowed.Contains(other.Id)).Select(other => other.Name));
        }

        return [.. names.Distinct().Order(StringComparer.Ordinal)];
    }

    private void ApplySecret(AccountRow row, EgressPolicy policy, FieldSpec spec, string? value, DateTimeOffset now)
    {
        AccountSecretRow? stored = row.Secrets.Find(secret => secret.FieldKey == spec.Key);
        if (value is null)
        {
            if (stored is not null)
                row.Secrets.Remove(stored);
            return;
        }

        byte[] envelope = box.Seal(new SecretPlace(row.Id, spec.Key, row.CredentialVersion, policy), value);
        if (stored is null)
        {
            stored = new AccountSecretRow { AccountId = row.Id, FieldKey = spec.Key, Envelope = envelope, Version = 0, KeyTerm = 0, UpdatedAt = now };
            row.Secrets.Add(stored);
        }

        stored.Envelope = envelope;
        stored.Version = row.CredentialVersion;
        stored.KeyTerm = SecretBox.TermOf(envelope);
        stored.UpdatedAt = now;
        stored.Reference = SecureKeyReference.IsMeant(value) ? SecureKeyReference.Parse(value)?.ToString() : null;

        stored.Fingerprint = Fingerprint(spec, value);
    }

    // It tells whether two values are equal, so that a password could be guessed by storing guesses.
    private byte[]? Fingerprint(FieldSpec spec, string value) => spec.Property == AccountProperty.Password ? null : SecretFingerprint.Compute(keys, value);

    private static void ApplyField(AccountRow row, FieldSpec spec, string? value, DateTimeOffset now)
    {
        AccountFieldRow? stored = row.Fields.Find(field => field.FieldKey == spec.Key);
        if (value is null)
        {
            if (stored is not null)
                row.Fields.Remove(stored);
            return;
        }

        if (stored is null)
        {
            row.Fields.Add(new AccountFieldRow { AccountId = row.Id, FieldKey = spec.Key, Value = value, UpdatedAt = now });
            return;
        }

        stored.Value = value;
        stored.UpdatedAt = now;
    }
}
