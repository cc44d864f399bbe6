using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>An auth scheme of metadata as the generator would describe it: for comparing, never for use.</summary>
internal static class AuthFromMetadata
{
    public static AuthDescriptor Read(AuthMetadata auth) => new()
    {
        Scheme = Enum.Parse<AuthScheme>(auth.Scheme),
        Value = auth.Value,
        Name = auth.Name,
        Username = auth.Username,
        Password = auth.Password,
        Headers = Pairs(auth.Headers),
        OAuth2 = auth.OAuth2 is { } oauth ? OAuth2(oauth) : null,
        GitHubApp = auth.GitHubApp is { } app ? new GitHubAppDescriptor { AppId = app.AppId, InstallationId = app.InstallationId, PrivateKey = app.PrivateKey } : null,
        Vault = auth.Vault is { } vault ? Vault(vault) : null,
        Mail = auth.Mail is { } mail ? new MailDescriptor { Imap = mail.Imap, Smtp = mail.Smtp } : null,
    };

    private static OAuth2Descriptor OAuth2(OAuth2Metadata oauth) => new()
    {
        Grant = Enum.Parse<OAuth2Grant>(oauth.Grant),
        TokenUrl = oauth.TokenUrl,
        ClientId = oauth.ClientId,
        ClientSecret = oauth.ClientSecret,
        ClientAuthentication = Enum.Parse<ClientAuthentication>(oauth.ClientAuthentication),
        RefreshToken = oauth.RefreshToken,
        Scopes = [.. oauth.Scopes],
        TokenParameters = Pairs(oauth.TokenParameters),
        Assertion = oauth.Assertion is { } assertion
            ? new AssertionDescriptor
            {
                Issuer = assertion.Issuer,
                Subject = assertion.Subject,
                Audience = assertion.Audience,
                PrivateKey = assertion.PrivateKey,
                KeyId = assertion.KeyId,
            }
            : null,
        BaseUrlFrom = oauth.BaseUrlFrom,
        Authorization = oauth.Authorization is { } page
            ? new AuthorizationDescriptor { Url = page.Url, DeviceUrl = page.DeviceUrl, Parameters = Pairs(page.Parameters) }
            : null,
    };

    private static VaultDescriptor Vault(VaultMetadata vault) => new()
    {
        Method = Enum.Parse<VaultMethod>(vault.Method),
        Token = vault.Token,
        RoleId = vault.RoleId,
        SecretId = vault.SecretId,
        Role = vault.Role,
        Jwt = vault.Jwt,
        Mount = vault.Mount,
        Namespace = vault.Namespace,
    };

    private static List<KeyValuePair<string, string>> Pairs(EquatableArray<NamedText> texts) => [.. texts.Select(text => KeyValuePair.Create(text.Name, text.Value))];
}
