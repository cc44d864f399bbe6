using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Naming;

namespace IntegrationHost.Generators.Emission;

/// <summary>How a credential is placed, as a descriptor.</summary>
internal static class AuthView
{
    private const string Indent = "                ";

    private const string PartIndent = "                    ";

    private const string InnerIndent = "                        ";

    public static string Creation(AuthMetadata auth) => Layout.Creation(
        Indent,
        ("Scheme", "AuthScheme." + auth.Scheme),
        ("Name", CodeValue.Text(auth.Name)),
        ("Value", CodeValue.Text(auth.Value)),
        ("Username", CodeValue.Text(auth.Username)),
        ("Password", CodeValue.Text(auth.Password)),
        ("Headers", ProviderView.Pairs(auth.Headers)),
        ("OAuth2", auth.OAuth2 is { } exchange ? OAuth2(exchange) : CodeValue.None),
        ("GitHubApp", auth.GitHubApp is { } app
            ? Layout.Creation(PartIndent, ("AppId", CodeValue.Text(app.AppId)), ("InstallationId", CodeValue.Text(app.InstallationId)), ("PrivateKey", CodeValue.Text(app.PrivateKey)))
            : CodeValue.None),
        ("Vault", auth.Vault is { } vault ? Vault(vault) : CodeValue.None),
        ("Mail", auth.Mail is { } mail ? Layout.Creation(PartIndent, ("Imap", CodeValue.Text(mail.Imap)), ("Smtp", CodeValue.Text(mail.Smtp))) : CodeValue.None));

    private static string OAuth2(OAuth2Metadata oauth) => Layout.Creation(
        PartIndent,
        ("Grant", "OAuth2Grant." + oauth.Grant),
        ("TokenUrl", CSharpText.Literal(oauth.TokenUrl)),
        ("ClientId", CodeValue.Text(oauth.ClientId)),
        ("ClientSecret", CodeValue.Text(oauth.ClientSecret)),
        ("ClientAuthentication", oauth.ClientAuthentication == "Body" ? CodeValue.None : "ClientAuthentication." + oauth.ClientAuthentication),
        ("RefreshToken", CodeValue.Text(oauth.RefreshToken)),
        ("Rotates", FieldView.Flag(oauth.Rotates)),
        ("Scopes", CodeValue.Texts(oauth.Scopes)),
        ("ScopeSeparator", oauth.ScopeSeparator == " " ? CodeValue.None : CSharpText.Literal(oauth.ScopeSeparator)),
        ("TokenParameters", ProviderView.Pairs(oauth.TokenParameters)),
        ("Assertion", oauth.Assertion is { } assertion ? Assertion(assertion) : CodeValue.None),
        ("DefaultLifetimeSeconds", oauth.DefaultLifetimeSeconds == 3600 ? CodeValue.None : CSharpText.Integer(oauth.DefaultLifetimeSeconds)),
        ("BaseUrlFrom", oauth.BaseUrlFrom is null ? CodeValue.None : CSharpText.Literal(oauth.BaseUrlFrom)),
        ("Authorization", oauth.Authorization is { } authorization ? Authorization(authorization) : CodeValue.None));

    private static string Assertion(AssertionMetadata assertion) => Layout.Creation(
        InnerIndent,
        ("Issuer", CSharpText.Literal(assertion.Issuer)),
        ("Subject", CodeValue.Text(assertion.Subject)),
        ("Audience", CSharpText.Literal(assertion.Audience)),
        ("PrivateKey", CSharpText.Literal(assertion.PrivateKey)),
        ("KeyId", CodeValue.Text(assertion.KeyId)),
        ("LifetimeSeconds", assertion.LifetimeSeconds == 180 ? CodeValue.None : CSharpText.Integer(assertion.LifetimeSeconds)),
        ("ScopeClaim", FieldView.Flag(assertion.ScopeClaim)));

    private static string Authorization(AuthorizationMetadata authorization) => Layout.Creation(
        InnerIndent,
        ("Url", CSharpText.Literal(authorization.Url)),
        ("DeviceUrl", authorization.DeviceUrl is null ? CodeValue.None : CSharpText.Literal(authorization.DeviceUrl)),
        ("Pkce", authorization.Pkce ? CodeValue.None : "false"),
        ("Parameters", ProviderView.Pairs(authorization.Parameters)),
        ("TokenAt", authorization.TokenAt is null ? CodeValue.None : CSharpText.Literal(authorization.TokenAt)));

    private static string Vault(VaultMetadata vault) => Layout.Creation(
        PartIndent,
        ("Method", "VaultMethod." + vault.Method),
        ("Token", CodeValue.Text(vault.Token)),
        ("RoleId", CodeValue.Text(vault.RoleId)),
        ("SecretId", CodeValue.Text(vault.SecretId)),
        ("Role", CodeValue.Text(vault.Role)),
        ("Jwt", CodeValue.Text(vault.Jwt)),
        ("Mount", CodeValue.Text(vault.Mount)),
        ("Namespace", CodeValue.Text(vault.Namespace)));
}
