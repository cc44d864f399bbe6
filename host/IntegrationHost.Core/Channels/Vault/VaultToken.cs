using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Vault;

/// <summary>A token for one call. The caller disposes it.</summary>
/// <param name="Value">The token.</param>
/// <param name="GivenAt">When the vault gave it.</param>
internal sealed record VaultToken(SecretText Value, DateTimeOffset GivenAt) : IDisposable
{
    public void Dispose() => Value.Dispose();
}
