using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>The parts of an <c>auth</c> with the scheme <c>oauth2</c>.</summary>
internal sealed class OAuth2Reader
{
    private const int MostSeconds = 31_536_000;

    private readonly ObjectReader auth;
    private readonly TemplateCheck templates;

    public OAuth2Reader(ObjectReader auth, TemplateCheck templates)
    {
        this.auth = auth;
        this.templates = templates;
    }

    public OAuth2Metadata Read()
    {
        string grant = auth.Choice("grant", Words.Grants, null);
        string authentication = auth.Choice("clientAuthentication", Words.ClientAuthentications, "Body");
        bool refresh = grant == "RefreshToken";
        bool needsSecret = grant == "ClientCredentials" && authentication != "None";
        EquatableArray<NamedText> parameters = auth.Map("tokenParameters");
        foreach (NamedText parameter in parameters)
        {
            templates.Check(auth, auth.Find("tokenParameters")!, "tokenParameters", parameter.Value);
        }

        var metadata = new OAuth2Metadata(
            grant,
            TokenUrl(),
            templates.Text(auth, "clientId", required: grant is "RefreshToken" or "ClientCredentials"),
            templates.Text(auth, "clientSecret", required: needsSecret),
            authentication,
            templates.Text(auth, "refreshToken", required: refresh),
            auth.Flag("rotates"),
            auth.Texts("scopes"),
            auth.OptionalText("scopeSeparator") ?? " ",
            parameters,
            grant == "JwtBearer" && auth.Require("assertion") is { } assertion ? Assertion(new ObjectReader(assertion, auth)) : null,
            auth.Number("defaultLifetimeSeconds", 30, MostSeconds) ?? 3600,
            auth.BodyPath("baseUrlFrom", required: false),
            auth.Find("authorization") is { } authorization ? Authorization(new ObjectReader(authorization, auth)) : null);
        Fits(refresh, "refreshToken", "refreshToken");
        Fits(refresh, "rotates", "refreshToken");
        Fits(refresh, "authorization", "refreshToken");
        Fits(grant == "JwtBearer", "assertion", "jwtBearer");
        if (refresh && !IsOneField(metadata.RefreshToken))
        {
            auth.Report(
                MetadataRules.BadFormat, auth.Find("refreshToken") ?? auth.Node,
                $"{auth.Path}.refreshToken must be one field alone, such as \"{{refreshToken}}\": a new one is stored in it.");
        }

        return metadata;
    }

    private static bool IsOneField(string template) => System.Text.RegularExpressions.Regex.IsMatch(
        template, @"^\{[A-Za-z][A-Za-z0-9]*\}$", System.Text.RegularExpressions.RegexOptions.CultureInvariant, System.TimeSpan.FromSeconds(1));

    private void Fits(bool fits, string property, string grant)
    {
        if (!fits && auth.Find(property) is { } unused)
        {
            auth.Report(MetadataRules.BadFormat, unused, $"{unused.Path} means nothing to this grant. Remove it, or use the grant \"{grant}\".");
        }
    }

    private string TokenUrl()
    {
        JsonNode? node = auth.Require("tokenUrl");
        return node is not null && auth.TextOf(node) is { } text && text.StartsWith("/", System.StringComparison.Ordinal)
            ? auth.RelativePath("tokenUrl")
            : auth.Address("tokenUrl", required: true) ?? "";
    }

    private AssertionMetadata Assertion(ObjectReader assertion)
    {
        var metadata = new AssertionMetadata(
            templates.Required(assertion, "issuer"),
            templates.Text(assertion, "subject", required: false),
            templates.Required(assertion, "audience"),
            templates.Required(assertion, "privateKey"),
            templates.Text(assertion, "keyId", required: false),
            assertion.Number("lifetimeSeconds", 30, 3600) ?? 180,
            assertion.Flag("scopeClaim"));
        assertion.End();
        return metadata;
    }

    private static AuthorizationMetadata Authorization(ObjectReader authorization)
    {
        var metadata = new AuthorizationMetadata(
            authorization.Address("url", required: true) ?? "",
            authorization.Address("deviceUrl", required: false),
            authorization.Find("pkce") is null || authorization.Flag("pkce"),
            authorization.Map("parameters"),
            authorization.BodyPath("tokenAt", required: false));
        authorization.End();
        return metadata;
    }
}
