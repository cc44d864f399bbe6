namespace IntegrationHost.Core.Accounts;

/// <summary>What a base address may be like.</summary>
internal static class BaseUrlRules
{
    private const string Key = "baseUrl";
    private const int Longest = 2000;

    /// <summary>The address as it is stored (no trailing slash), or <c>null</c> if it is wrong or the provider's own.</summary>
    public static string? Check(string? text, string? providerBaseUrl, ProblemList problems)
    {
        if (text is null)
            return null;

        string? problem = Problem(text, out Uri? uri);
        if (problem is not null)
        {
            problems.Add(Key, problem);
            return null;
        }

        string normal = uri!.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return providerBaseUrl is not null && normal == new Uri(providerBaseUrl).GetLeftPart(UriPartial.Path).TrimEnd('/') ? null : normal;
    }

    private static string? Problem(string text, out Uri? uri)
    {
        uri = null;
        if (text.Length > Longest || text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out uri) || uri.Host.Length == 0)
        {
            return "The base address is no address. Give an absolute one, such as https://api.example.com/v2.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            return "The base address must begin with https://. http:// is for this machine only (127.0.0.1, [::1], localhost).";
        if (uri.UserInfo.Length > 0 || text.Contains('@', StringComparison.Ordinal))
            return "The base address must not hold a user name or password. Put them into their own fields.";
        return uri.Query.Length > 0 || uri.Fragment.Length > 0 || text.AsSpan().IndexOfAny('?', '#') >= 0
            ? "The base address must not have a query or a fragment."
            : null;
    }
}
