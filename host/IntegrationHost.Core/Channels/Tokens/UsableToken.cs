using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>A copy of an access token for one call; wiped after it.</summary>
internal sealed class UsableToken(SecretText value, Uri? baseUrl) : IDisposable
{
    public SecretText Value { get; } = value;

    /// <summary>Where it is to be used; <c>null</c> for the account's base URL.</summary>
    public Uri? BaseUrl { get; } = baseUrl;

    public void Dispose() => Value.Dispose();
}
