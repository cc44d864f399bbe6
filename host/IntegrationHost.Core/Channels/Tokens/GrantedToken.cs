using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>What a provider granted. Wiped when disposed.</summary>
internal sealed class GrantedToken(SecretText accessToken, SecretText? refreshToken, TimeSpan lifetime, Uri? baseUrl) : IDisposable
{
    /// <summary>The access token.</summary>
    public SecretText AccessToken { get; } = accessToken;

    /// <summary>The next refresh token; <c>null</c> if the present one stays.</summary>
    public SecretText? RefreshToken { get; } = refreshToken;

    /// <summary>How long the access token lives from now.</summary>
    public TimeSpan Lifetime { get; } = lifetime;

    /// <summary>Where it is to be used; <c>null</c> for the account's base URL.</summary>
    public Uri? BaseUrl { get; } = baseUrl;

    public void Dispose()
    {
        AccessToken.Dispose();
        RefreshToken?.Dispose();
    }
}
