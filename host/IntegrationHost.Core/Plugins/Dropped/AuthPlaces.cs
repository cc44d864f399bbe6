using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>Where the values of a credential go, one line for each place.</summary>
internal static class AuthPlaces
{
    public static IReadOnlyList<string> Of(AuthDescriptor auth) =>
    [
        .. Texts(("value", auth.Value), ("name", auth.Name), ("user", auth.Username), ("password", auth.Password)),
        .. auth.Headers.Select(header => $"header {header.Key}: {header.Value}"),
        .. auth.OAuth2 is { } oauth ? OAuth2(oauth) : [],
        .. auth.GitHubApp is { } app ? Texts(("app", app.AppId), ("installation", app.InstallationId), ("private key", app.PrivateKey)) : [],
        .. auth.Vault is { } vault
            ? Texts(
                ("vault", vault.Method.ToString()), ("token", vault.Token), ("role id", vault.RoleId), ("secret id", vault.SecretId), ("role", vault.Role), ("jwt", vault.Jwt),
                ("mount", vault.Mount), ("namespace", vault.Namespace))
            : [],
        .. auth.Mail is { } mail ? Texts(("imap", mail.Imap), ("smtp", mail.Smtp)) : [],
    ];

    private static IEnumerable<string> OAuth2(OAuth2Descriptor oauth) =>
    [
        .. Texts(
            ("grant", oauth.Grant.ToString()), ("token address", oauth.TokenUrl), ("client id", oauth.ClientId), ("client secret", oauth.ClientSecret), ("refresh token", oauth.RefreshToken),
            ("client authentication", oauth.ClientAuthentication.ToString()), ("base address from", oauth.BaseUrlFrom ?? "")),
        .. oauth.Scopes.Select(scope => $"scope {scope}"),
        .. oauth.TokenParameters.Select(parameter => $"token parameter {parameter.Key}={parameter.Value}"),
        .. oauth.Assertion is { } assertion
            ? Texts(("issuer", assertion.Issuer), ("subject", assertion.Subject), ("audience", assertion.Audience), ("private key", assertion.PrivateKey), ("key id", assertion.KeyId))
            : [],
        .. oauth.Authorization is { } page
            ? [.. Texts(("authorization address", page.Url), ("device address", page.DeviceUrl ?? "")), .. page.Parameters.Select(parameter => $"authorization parameter {parameter.Key}={parameter.Value}")]
            : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Texts(params IEnumerable<(string Name, string Value)> texts) => texts.Where(text => text.Value.Length > 0).Select(text => $"{text.Name} {text.Value}");
}
