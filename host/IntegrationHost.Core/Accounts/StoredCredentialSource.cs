using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Accounts;

/// <summary>The values of one account as they were at one moment: secrets stay sealed until each is read.</summary>
internal sealed class StoredCredentialSource(
    AccountRow row, CredentialKindDescriptor kind, EgressPolicy policy, SecretBox box, Func<string, string, CancellationToken, Task> recordDamage) : ICredentialSource
{
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
