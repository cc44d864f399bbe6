using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.SecureKeys;

/// <summary>Reads an account's values and puts what a reference names in its place.</summary>
internal sealed class ResolvingCredentialSource(ICredentialSource source, SecureKeyResolver resolver) : ICredentialSource
{
    /// <exception cref="ChannelException">A reference is not of its form, or its value cannot be had.</exception>
    public async ValueTask<SecretText?> ReadAsync(string fieldKey, CancellationToken cancellationToken)
    {
        SecretText? value = await source.ReadAsync(fieldKey, cancellationToken);
        if (value is null || !SecureKeyReference.IsMeant(value.Reveal()))
            return value;

        using (value)
        {
            SecureKeyReference reference = SecureKeyReference.Parse(new string(value.Reveal()))
                ?? throw new ChannelException(ChannelErrorCodes.MissingSecret, $"'{fieldKey}' holds a reference that is not of the form securekey://bridge/mount/path#key@version. Set it again.");
            try
            {
                return await resolver.ResolveAsync(reference, cancellationToken);
            }
            catch (SecureKeyException error)
            {
                throw error.ToChannelException();
            }
        }
    }
}
