using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Generators.Emission;

/// <summary>How a credential is placed, as the properties of a descriptor in one line.</summary>
internal static class AuthView
{
    public static string Line(AuthMetadata auth) => FieldView.Line(
    [
        ("Scheme", "AuthScheme." + auth.Scheme),
        ("Name", FieldView.Text(auth.Name)),
        ("Value", FieldView.Text(auth.Value)),
        ("Username", FieldView.Text(auth.Username)),
        ("Password", FieldView.Text(auth.Password)),
        ("Headers", Pairs(auth.Headers)),
        ("OAuth2", auth.OAuth2 is { } exchange ? OAuth2(exchange) : null),
        ("GitHubApp", auth.GitHubApp is { } app
            ? New(("AppId", FieldView.Text(app.AppId)), ("InstallationId", FieldView.Text(app.InstallationId)), ("PrivateKey", FieldView.Text(app.PrivateKey)))
            : null),
        ("Vault", auth.Vault is { } vault ? Vault(vault) : null),
        ("Mail", auth.Mail is { } mail ? New(("Imap", FieldView.Text(mail.Imap)), ("Smtp", FieldView.Text(mail.Smtp))) : null),
    ]);

    private static string OAuth2(OAuth2Metadata oauth) => New(
        ("Grant", "OAuth2Grant." + oauth.Grant),
        ("TokenUrl", CSharpText.Literal(oauth.TokenUrl)),
        ("ClientId", FieldView.Text(oauth.ClientId)),
        ("ClientSecret", FieldView.Text(oauth.ClientSecret)),
        ("ClientAuthentication", oauth.ClientAuthentication == "Body" ? null : "ClientAuthentication." + oauth.ClientAuthentication),
        ("RefreshToken", FieldView.Text(oauth.RefreshToken)),
        ("Rotates", FieldView.Flag(oauth.Rotates)),
        ("Scopes", FieldView.List(oauth.Scopes)),
        ("ScopeSeparator", oauth.ScopeSeparator == " " ? null : CSharpText.Literal(oauth.ScopeSeparator)),
        ("TokenParameters", Pairs(oauth.TokenParameters)),
        ("Assertion", oauth.Assertion is { } assertion ? Assertion(assertion) : null),
        ("DefaultLifetimeSeconds", oauth.DefaultLifetimeSeconds == 3600 ? null : CSharpText.Integer(oauth.DefaultLifetimeSeconds)),
        ("BaseUrlFrom", oauth.BaseUrlFrom is null ? null : CSharpText.Literal(oauth.BaseUrlFrom)),
        ("Authorization", oauth.Authorization is { } authorization ? Authorization(authorization) : null));

    private static string Assertion(AssertionMetadata assertion) => New(
        ("Issuer", CSharpText.Literal(assertion.Issuer)),
        ("Subject", FieldView.Text(assertion.Subject)),
        ("Audience", CSharpText.Literal(assertion.Audience)),
        ("PrivateKey", CSharpText.Literal(assertion.PrivateKey)),
        ("KeyId", FieldView.Text(assertion.KeyId)),
        ("LifetimeSeconds", assertion.LifetimeSeconds == 180 ? null : CSharpText.Integer(assertion.LifetimeSeconds)),
        ("ScopeClaim", FieldView.Flag(assertion.ScopeClaim)));

    private static string Authorization(AuthorizationMetadata authorization) => New(
        ("Url", CSharpText.Literal(authorization.Url)),
        ("DeviceUrl", authorization.DeviceUrl is null ? null : CSharpText.Literal(authorization.DeviceUrl)),
        ("Pkce", authorization.Pkce ? null : "false"),
        ("Parameters", Pairs(authorization.Parameters)),
        ("TokenAt", authorization.TokenAt is null ? null : CSharpText.Literal(authorization.TokenAt)));

    private static string Vault(VaultMetadata vault) => New(
        ("Method", "VaultMethod." + vault.Method),
        ("Token", FieldView.Text(vault.Token)),
        ("RoleId", FieldView.Text(vault.RoleId)),
        ("SecretId", FieldView.Text(vault.SecretId)),
        ("Role", FieldView.Text(vault.Role)),
        ("Jwt", FieldView.Text(vault.Jwt)),
        ("Mount", FieldView.Text(vault.Mount)),
        ("Namespace", FieldView.Text(vault.Namespace)));

    private static string? Pairs(EquatableArray<NamedText> pairs) => pairs.Count == 0 ? null : CSharpText.Pairs(pairs);

    private static string New(params (string Name, string? Value)[] properties) => $"new() {{ {FieldView.Line(properties)} }}";
}
