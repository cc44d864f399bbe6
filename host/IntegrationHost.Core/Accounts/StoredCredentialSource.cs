using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels.Tokens;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Accounts;

/// <summary>The values of one account as they were at one moment: secrets stay sealed until each is read.</summary>
internal sealed class StoredCredentialSource(
    AccountRow row, CredentialKindDescriptor kind, EgressPolicy policy, SecretBox box, TokenLeases leases, Func<string, string, CancellationToken, Task> recordDamage) : IRenewableCredential
{
    public long Version => row.CredentialVersion;

    public async Task<ITokenLease> LeaseAsync(CancellationToken cancellationToken)
    {
        (AccountRow account, AccountTokenRow token) = await leases.TakeAsync(row.Id, row.CredentialVersion, Guid.NewGuid(), cancellationToken);
        StoredCredentialSource now = new(account, kind, policy, box, leases, recordDamage);
        return new AccountTokenLease(leases, token, now, SealedToken.Open(box, token, policy), kind, policy);
    }

    public async ValueTask<SecretText?> ReadAsync(string fieldKey, CancellationToken cancellationToken)
    {
        if (row.Secrets.Find(secret => secret.FieldKey == fieldKey) is { } sealedValue)
        {
            try
            {
                return box.Open(new SecretPlace(row.Id, fieldKey, sealedValue.Version, policy), sealedValue.Envelope);
            }
            catch (SecretDamagedException exception)
            {
                await recordDamage(fieldKey, exception.Message, cancellationToken);
                throw;
            }
        }

        // What the kind calls a secret is taken from a seal only, never from a plain row that someone put there.
        if (kind.Fields.Any(field => field.Key == fieldKey && field.Secret))
            return null;
        return row.Fields.Find(field => field.FieldKey == fieldKey) is { } plain ? new SecretText(plain.Value) : null;
    }
}
