using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Tests.Channels;

/// <summary>A credential whose values are given; keeps what it handed out, to see whether it was wiped.</summary>
internal sealed class FixedCredential(params (string Field, string Value)[] values) : ICredentialSource
{
    public List<SecretText> HandedOut { get; } = [];

    public ValueTask<SecretText?> ReadAsync(string fieldKey, CancellationToken cancellationToken)
    {
        foreach ((string field, string value) in values)
        {
            if (field != fieldKey)
                continue;

            var secret = new SecretText(value);
            lock (HandedOut)
                HandedOut.Add(secret);
            return new(secret);
        }

        return new((SecretText?)null);
    }
}
