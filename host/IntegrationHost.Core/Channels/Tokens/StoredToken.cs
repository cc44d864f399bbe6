using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>An access token as it was stored.</summary>
internal sealed class StoredToken(SecretText accessToken, TimeSpan lifetime, DateTimeOffset expiresAt, Uri? baseUrl) : IDisposable
{
    public SecretText AccessToken { get; } = accessToken;

    /// <summary>How long it lives from when it was granted.</summary>
    public TimeSpan Lifetime { get; } = lifetime;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    public Uri? BaseUrl { get; } = baseUrl;

    public void Dispose() => AccessToken.Dispose();
}
