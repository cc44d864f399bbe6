namespace IntegrationHost.Authoring;

/// <summary>One way to authenticate.</summary>
/// <param name="Scheme"><c>bearer</c>, <c>header</c>, <c>query</c>, <c>basic</c>, <c>oauth2</c> (client credentials) or <c>refreshToken</c>.</param>
internal sealed record AuthDraft(string Scheme)
{
    /// <summary>The words of <c>--auth</c>.</summary>
    public static readonly string[] Choices = ["bearer", "header", "query", "basic", "oauth2"];

    /// <summary>Header or query parameter.</summary>
    public string Name { get; init; } = "";

    /// <summary>Further headers that carry a secret of their own.</summary>
    public IReadOnlyList<string> MoreHeaders { get; init; } = [];

    /// <summary>Where tokens are given out: a path, or an https address.</summary>
    public string TokenUrl { get; init; } = "";

    /// <summary>The page on which a person grants access.</summary>
    public string AuthorizationUrl { get; init; } = "";

    /// <summary>Scopes to ask for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether a token is got first.</summary>
    public bool Exchanges => Scheme is "oauth2" or "refreshToken";

    /// <summary>Id of the credential kind.</summary>
    public string KindId => Scheme switch
    {
        "basic" => "login",
        "oauth2" => "client-credentials",
        "refreshToken" => "oauth",
        "bearer" => "access-token",
        _ => "api-key",
    };
}
