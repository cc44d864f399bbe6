using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels;

/// <summary>All texts of an auth scheme that name fields.</summary>
internal static class AuthTemplates
{
    /// <summary>Every template.</summary>
    public static IEnumerable<string> All(AuthDescriptor auth) => Secret(auth).Concat(Plain(auth));

    /// <summary>Those that stand where a secret stands: what they make must not come back in an answer.</summary>
    public static IEnumerable<string> Secret(AuthDescriptor auth)
    {
        yield return auth.Value;
        yield return auth.Password;
        foreach ((_, string value) in auth.Headers)
            yield return value;

        if (auth.OAuth2 is { } oauth)
        {
            yield return oauth.ClientSecret;
            yield return oauth.RefreshToken;
            yield return oauth.Assertion?.PrivateKey ?? "";
            foreach ((_, string value) in oauth.TokenParameters)
                yield return value;
        }

        yield return auth.GitHubApp?.PrivateKey ?? "";
        if (auth.Vault is { } vault)
        {
            yield return vault.Token;
            yield return vault.SecretId;
            yield return vault.Jwt;
        }
    }

    private static IEnumerable<string> Plain(AuthDescriptor auth)
    {
        yield return auth.Username;
        if (auth.OAuth2 is { } oauth)
        {
            yield return oauth.ClientId;
            yield return oauth.Assertion?.Issuer ?? "";
            yield return oauth.Assertion?.Subject ?? "";
            yield return oauth.Assertion?.Audience ?? "";
            yield return oauth.Assertion?.KeyId ?? "";
        }

        yield return auth.GitHubApp?.AppId ?? "";
        yield return auth.GitHubApp?.InstallationId ?? "";
        if (auth.Vault is { } vault)
        {
            yield return vault.RoleId;
            yield return vault.Role;
            yield return vault.Mount;
            yield return vault.Namespace;
        }
    }
}
