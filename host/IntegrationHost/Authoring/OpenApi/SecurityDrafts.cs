using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>The security schemes of a document as ways to authenticate.</summary>
internal static partial class SecurityDrafts
{
    private const int Most = 4;

    public static IReadOnlyList<AuthDraft> Of(OpenApiDocument document, string baseUrl, List<string> notes)
    {
        IDictionary<string, IOpenApiSecurityScheme> schemes = document.Components?.SecuritySchemes ?? new Dictionary<string, IOpenApiSecurityScheme>();
        string[][] needs = [.. Requirements(document).Select(requirement => requirement.Keys.Select(key => key.Reference.Id ?? "").Where(schemes.ContainsKey).ToArray()).Where(names => names.Length > 0)];

        // What is only ever asked for beside another is no credential by itself.
        string[] togetherOnly = [.. needs.Where(names => names.Length > 1).SelectMany(names => names).Except(needs.Where(names => names.Length == 1).SelectMany(names => names))];
        var found = new List<AuthDraft>();
        foreach (string[] names in needs.GroupBy(names => string.Join('\n', names.Order(StringComparer.Ordinal))).OrderByDescending(group => group.Count()).Select(group => group.First()).Concat(schemes.Keys.Except(togetherOnly).Select(name => new[] { name })))
        {
            foreach (AuthDraft draft in names.Length == 1 ? All(schemes[names[0]], baseUrl) : [.. new[] { Together([.. names.Select(name => Of(schemes[name], baseUrl))]) }.OfType<AuthDraft>()])
            {
                if (found.All(other => other.KindId != draft.KindId))
                    found.Add(draft);
            }
        }

        string[]? lost = needs.FirstOrDefault(names => names.Length > 1 && (Together([.. names.Select(name => Of(schemes[name], baseUrl))])?.MoreHeaders.Count ?? 0) + 1 < names.Length);
        if (lost is not null)
            notes.Add($"The document asks for {string.Join(" and ", lost.Select(name => DraftText.Line(name, 60)))} at once; a credential kind has the first of them that can be used. Add the other as a field, and to \"auth\" (\"headers\", if it is one).");

        int unusable = schemes.Count(pair => Of(pair.Value, baseUrl) is null);
        if (unusable > 0)
            notes.Add($"{unusable} of the document's security schemes cannot be used (cookies, client certificates, OpenID Connect, implicit grants, passwords of people). See plugins/README.md for the schemes there are.");
        if (found.Count > 0)
            return found.Count <= Most ? found : found[..Most];

        notes.Add("The document names no way to authenticate that can be used; \"Authorization: Bearer\" is a guess. Correct \"auth\" of the credential kind.");
        return [new AuthDraft("bearer")];
    }

    private static IEnumerable<OpenApiSecurityRequirement> Requirements(OpenApiDocument document) => (document.Security ?? [])
        .Concat((document.Paths ?? []).SelectMany(path => path.Value?.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()).SelectMany(operation => operation.Security ?? []));

    private static AuthDraft? Of(IOpenApiSecurityScheme scheme, string baseUrl) => All(scheme, baseUrl).FirstOrDefault();

    /// <summary>The ways that a scheme offers: of OAuth there can be two.</summary>
    private static IEnumerable<AuthDraft> All(IOpenApiSecurityScheme scheme, string baseUrl) => scheme.Type == SecuritySchemeType.OAuth2
        ? new[] { Client(scheme.Flows?.ClientCredentials), Grant(scheme.Flows?.AuthorizationCode, baseUrl) }.OfType<AuthDraft>()
        : new[] { Placed(scheme) }.OfType<AuthDraft>();

    private static AuthDraft? Placed(IOpenApiSecurityScheme scheme) => scheme.Type switch
    {
        SecuritySchemeType.ApiKey when scheme.In == ParameterLocation.Header && string.Equals(scheme.Name, "Authorization", StringComparison.OrdinalIgnoreCase) => new AuthDraft("bearer"),
        SecuritySchemeType.ApiKey when scheme.In == ParameterLocation.Header && HeaderName().IsMatch(scheme.Name ?? "") => new AuthDraft("header") { Name = scheme.Name! },
        SecuritySchemeType.ApiKey when scheme.In == ParameterLocation.Query && HeaderName().IsMatch(scheme.Name ?? "") => new AuthDraft("query") { Name = scheme.Name! },
        SecuritySchemeType.Http when string.Equals(scheme.Scheme, "basic", StringComparison.OrdinalIgnoreCase) => new AuthDraft("basic"),
        SecuritySchemeType.Http when string.Equals(scheme.Scheme, "bearer", StringComparison.OrdinalIgnoreCase) => new AuthDraft("bearer"),
        _ => null,
    };

    private static AuthDraft? Client(OpenApiOAuthFlow? flow) => Token(flow?.TokenUrl) is { } token ? new AuthDraft("oauth2") { TokenUrl = token } : null;

    private static AuthDraft? Grant(OpenApiOAuthFlow? flow, string baseUrl) => Token(flow?.TokenUrl) is { } token && Page(flow!.AuthorizationUrl, baseUrl) is { } page
        ? new AuthDraft("refreshToken") { TokenUrl = token, AuthorizationUrl = page, Scopes = [.. (flow.Scopes ?? new Dictionary<string, string>()).Keys.Where(scope => Scope().IsMatch(scope)).Take(32)] }
        : null;

    // It is for a browser, which needs a whole address. A path alone counts as an address of a file on some systems.
    private static string? Page(Uri? url, string baseUrl) => url switch
    {
        { IsAbsoluteUri: true, Scheme: "https" } => url.AbsoluteUri,
        { OriginalString: ['/', not '/', ..] path } => new Uri(new Uri(baseUrl), path).AbsoluteUri,
        _ => null,
    };

    /// <summary>Several keys that must all be there, each in a header; one of them may stand elsewhere.</summary>
    private static AuthDraft? Together(IReadOnlyList<AuthDraft?> drafts)
    {
        AuthDraft?[] all = [.. drafts.OrderBy(draft => draft?.Scheme == "header")];
        if (all.Any(draft => draft is null) || all[0]!.Exchanges || all.Skip(1).Any(draft => draft!.Scheme != "header"))
            return all.FirstOrDefault(draft => draft is not null);
        return all[0]! with { MoreHeaders = [.. all.Skip(1).Select(draft => draft!.Name)] };
    }

    private static string? Token(Uri? url) => url switch
    {
        null => null,
        { IsAbsoluteUri: false } path => path.OriginalString.StartsWith('/') && !path.OriginalString.StartsWith("//", StringComparison.Ordinal) ? path.OriginalString : "/" + path.OriginalString.TrimStart('/', '.'),
        { Scheme: "https" } address => address.GetLeftPart(UriPartial.Path),
        { Scheme: "file" } path => path.AbsolutePath,
        { Scheme: "http" } address => "https://" + address.Authority + address.AbsolutePath,
        _ => null,
    };

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$")]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"^[\x21\x23-\x5B\x5D-\x7E]{1,200}$")]
    private static partial Regex Scope();
}
