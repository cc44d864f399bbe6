using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels;

/// <summary>Reads the values of one account's credential at the moment of use.</summary>
public interface ICredentialSource
{
    /// <summary>The value of a field, secret or not; <c>null</c> if it is not set. The caller disposes it.</summary>
    /// <exception cref="SecretDamagedException">The stored envelope does not open.</exception>
    ValueTask<SecretText?> ReadAsync(string fieldKey, CancellationToken cancellationToken);
}
