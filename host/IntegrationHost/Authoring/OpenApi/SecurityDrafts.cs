using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>The security schemes of a document as ways to authenticate.</summary>
internal static partial class SecurityDrafts
{
    private const int Most = 4;

    public static IReadOnlyList<AuthDraft> Of(OpenApiDocument document, List<string> notes)
    {
        IDictionary<string, IOpenApiSecurityScheme> schemes = document.Components?.SecuritySchemes ?? new Dictionary<string, IOpenApiSecurityScheme>();
        string[][] needs = [.. Requirements(document).Select(requirement => requirement.Keys.Select(key => key.Reference.Id ?? "").Where(schemes.ContainsKey).ToArray()).Where(names => names.Length > 0)];
        var found = new List<AuthDraft>();
        foreach (string[] names in needs.GroupBy(names => string.Join('\n', names.Order(StringComparer.Ordinal))).OrderByDescending(group => group.Count()).Select(group => group.First()).Concat(schemes.Keys.Select(name => new[] { name })))
        {
            AuthDraft? draft = names.Length == 1 ? Of(schemes[names[0]]) : Together([.. names.Select(name => schemes[name])]);
            if (draft is not null && found.All(other => other.KindId != draft.KindId))
                found.Add(draft);
        }

        string[]? lost = needs.FirstOrDefault(names => names.Length > 1 && (Together([.. names.Select(name => schemes[name])])?.MoreHeaders.Count ?? 0) + 1 < names.Length);
        if (lost is not null)
            notes.Add($"The document asks for {string.Join(" and ", lost.Select(name => DraftText.Line(name, 60)))} at once; a credential kind has the first of them that can be used. Add the other as a field, and to \"auth\" (\"headers\", if it is one).");

        int unusable = schemes.Count(pair => Of(pair.Value) is null);
        if (unusable > 0)
            notes.Add($"{unusable} of the document's security schemes cannot be used (cookies, client certificates, OpenID Connect, implicit grants). See plugins/README.md for the schemes there are.");
        if (found.Count > 0)
            return found.Count <= Most ? found : found[..Most];

        notes.Add("The document names no way to authenticate that can be used; \"Authorization: Bearer\" is a guess. Correct \"auth\" of the credential kind.");
        return [new AuthDraft("bearer")];
    }

    private static IEnumerable<OpenApiSecurityRequirement> Requirements(OpenApiDocument document) => (document.Security ?? [])
        .Concat((document.Paths ?? []).SelectMany(path => path.Value?.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()).SelectMany(operation => operation.Security ?? []));

    private static AuthDraft? Of(IOpenApiSecurityScheme scheme) => scheme.Type switch
    {
        SecuritySchemeType.ApiKey when scheme.In == ParameterLocation.Header && string.Equals(scheme.Name, "Authorization", StringComparison.OrdinalIgnoreCase) => new AuthDraft("bearer"),
        SecuritySchemeType.ApiKey when scheme.In == ParameterLocation.Header && HeaderName().IsMatch(scheme.Name ?? "") => new AuthDraft("header") { Name = scheme.Name! },
        SecuritySchemeType.ApiKey when scheme.In == ParameterLocation.Query && HeaderName().IsMatch(scheme.Name ?? "") => new AuthDraft("query") { Name = scheme.Name! },
        SecuritySchemeType.Http when string.Equals(scheme.Scheme, "basic", StringComparison.OrdinalIgnoreCase) => new AuthDraft("basic"),
        SecuritySchemeType.Http when string.Equals(scheme.Scheme, "bearer", StringComparison.OrdinalIgnoreCase) => new AuthDraft("bearer"),
        SecuritySchemeType.OAuth2 when Token(scheme.Flows?.ClientCredentials) is { } token => new AuthDraft("oauth2") { TokenUrl = token },
        SecuritySchemeType.OAuth2 when Token(scheme.Flows?.AuthorizationCode) is { } token && scheme.Flows!.AuthorizationCode!.AuthorizationUrl is { IsAbsoluteUri: true, Scheme: "https" } page =>
            new AuthDraft("refreshToken") { TokenUrl = token, AuthorizationUrl = page.AbsoluteUri, Scopes = [.. (scheme.Flows.AuthorizationCode.Scopes ?? new Dictionary<string, string>()).Keys.Where(scope => Scope().IsMatch(scope)).Take(32)] },
        _ => null,
    };

    /// <summary>Several keys that must all be there, each in a header.</summary>
    private static AuthDraft? Together(IReadOnlyList<IOpenApiSecurityScheme> schemes)
    {
        AuthDraft?[] all = [.. schemes.Select(Of)];
        if (all.Any(draft => draft is null) || all.Skip(1).Any(draft => draft!.Scheme != "header"))
            return all.FirstOrDefault(draft => draft is not null);
        return all[0]! with { MoreHeaders = [.. all.Skip(1).Select(draft => draft!.Name)] };
    }

    private static string? Token(OpenApiOAuthFlow? flow) => flow?.TokenUrl switch
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
