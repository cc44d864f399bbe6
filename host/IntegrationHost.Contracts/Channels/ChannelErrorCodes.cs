namespace IntegrationHost.Contracts.Channels;

/// <summary>The closed set of reasons for which a channel gives no answer.</summary>
public static class ChannelErrorCodes
{
    /// <summary>The target is not among the provider's or the account's allowed hosts, or the request is not of the allowed form.</summary>
    public const string Refused = "refused";

    /// <summary>No connection: name not found, connection refused, reset.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>TLS could not be set up or the certificate is not trusted.</summary>
    public const string Tls = "tls";

    /// <summary>Connection or answer took longer than allowed.</summary>
    public const string Timeout = "timeout";

    /// <summary>The answer is larger than the cap.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The answer is not HTTP, or ended early.</summary>
    public const string InvalidAnswer = "invalid_answer";

    /// <summary>A secret that the auth scheme needs is not set.</summary>
    public const string MissingSecret = "missing_secret";

    /// <summary>The provider did not exchange the stored credential for a token.</summary>
    public const string TokenRefused = "token_refused";

    /// <summary>The provider said that it limits this account's calls until a time that has not come; nothing was sent.</summary>
    public const string RateLimited = "rate_limited";
}
