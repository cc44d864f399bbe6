using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Core.Webhooks;

/// <summary>Which addresses may be told: those that an account's base address may be, too.</summary>
internal static class WebhookTarget
{
    private const int Longest = 2000;

    /// <summary>The address as it is stored.</summary>
    /// <exception cref="InvalidInputException">It is none, or none that may be told.</exception>
    public static string Check(string? text) => Problem(text, out Uri? uri) is { } problem ? throw new InvalidInputException("url", problem) : uri!.AbsoluteUri;

    private static string? Problem(string? text, out Uri? uri)
    {
        uri = null;
        if (string.IsNullOrEmpty(text) || text.Length > Longest || text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out uri) || uri.Host.Length == 0)
        {
            return "It is no address. Give an absolute one, such as https://hooks.example.com/integration-host.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            return "It must begin with https://. http:// is for this machine only (127.0.0.1, [::1], localhost).";
        if (uri.UserInfo.Length > 0 || text.Contains('@', StringComparison.Ordinal))
            return "It must not hold a user name or a password. The signature tells who sends.";
        return uri.Query.Length > 0 || text.AsSpan().IndexOfAny('?', '#') >= 0 ? "It must not have a query or a fragment: addresses are shown in lists. The signature tells who sends." : null;
    }
}
