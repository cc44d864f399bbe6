using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels;

/// <summary>Refuses what a plugin must not set: headers that carry credentials, frame the message, or are the host's own.</summary>
internal static class RequestHeaderRules
{
    private static readonly HashSet<string> Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Cookie", "Cookie2", "Host", "Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Connection", "Keep-Alive",
        "TE", "Trailer", "Upgrade", "Expect", "HTTP2-Settings", "User-Agent", "Accept-Encoding",
    };

    /// <summary>Checks method, headers and query of a plugin's request.</summary>
    /// <exception cref="ChannelException">Refused, with the header that is.</exception>
    public static void Check(ProviderRequest request, AuthDescriptor auth, string host)
    {
        if (!Methods.Contains(request.Method))
            throw Refused(host, "its method is not one of " + string.Join(", ", Methods));

        foreach ((string name, string value) in request.Headers)
        {
            if (!IsToken(name) || !IsHeaderValue(value))
                throw Refused(host, "a header's name or value holds characters that headers cannot have");

            if (IsReserved(name, auth))
                throw Refused(host, $"the header {name} is set by the host only");
        }

        foreach ((string name, string value) in request.Cookies)
        {
            if (!IsToken(name) || !value.All(IsCookieCharacter))
                throw Refused(host, "a cookie's name or value holds characters that cookies cannot have");
        }

        bool clash = auth.Scheme == AuthScheme.Query && request.Query.Any(pair => string.Equals(pair.Key, auth.Name, StringComparison.OrdinalIgnoreCase));
        if (clash)
            throw Refused(host, $"the query parameter {auth.Name} is set by the host only");
    }

    /// <summary>Whether the text can be a header's value: visible ASCII, spaces and tabs.</summary>
    public static bool IsHeaderValue(string value) => value.All(character => character is '\t' or (>= ' ' and <= '~'));

    // RFC 6265, section 4.1.1.
    private static bool IsCookieCharacter(char character) => character is > ' ' and <= '~' and not ('"' or ',' or ';' or '\\');

    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal));

    private static bool IsReserved(string name, AuthDescriptor auth) =>
        Reserved.Contains(name)
        || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
        || (auth.Scheme == AuthScheme.Header && string.Equals(name, auth.Name, StringComparison.OrdinalIgnoreCase))
        || auth.Headers.Any(header => string.Equals(name, header.Key, StringComparison.OrdinalIgnoreCase));

    private static ChannelException Refused(string host, string reason) =>
        new(ChannelErrorCodes.Refused, $"The call to {host} was not made: {reason}.");
}
