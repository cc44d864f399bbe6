using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels.Limits;

namespace IntegrationHost.Core.Tests.Channels.Limits;

public sealed class ProviderAdviceTests
{
    // 1772366400 seconds after 1970.
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(429, "Retry-After: 7", 7.0)]
    [InlineData(429, "Retry-After: 0", 0.0)]
    [InlineData(429, "Retry-After: 1.5", 1.5)]
    [InlineData(429, "Retry-After: Sun, 01 Mar 2026 12:00:30 GMT", 30.0)]
    [InlineData(429, "Retry-After: Sunday, 01-Mar-26 12:00:30 GMT", 30.0)]
    [InlineData(429, "Retry-After: Sun, 01 Mar 2026 11:00:00 GMT", 0.0)]
    [InlineData(429, "Retry-After: 999999999999", 86400.0)]
    [InlineData(429, "retry-after-ms: 250|Retry-After: 1", 0.25)]
    [InlineData(429, "Retry-After: soon", null)]
    [InlineData(429, "Retry-After: -5", null)]
    [InlineData(429, "Retry-After: 1e9", null)]
    [InlineData(429, "Retry-After: 1, 2", null)]
    [InlineData(429, "Retry-After: NaN", null)]
    [InlineData(429, "", null)]
    [InlineData(503, "Retry-After: 120", 120.0)]
    [InlineData(200, "Retry-After: 7", null)]
    [InlineData(302, "Retry-After: 7", null)]
    [InlineData(401, "Retry-After: 7", null)]
    [InlineData(403, "retry-after: 60", 60.0)]
    [InlineData(403, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1772366460", 60.0)]
    [InlineData(403, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1772366460000", 60.0)]
    [InlineData(403, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1772366340", 0.0)]
    [InlineData(403, "x-ratelimit-remaining: 12|x-ratelimit-reset: 1772366460", null)]
    [InlineData(503, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1772366460", null)]
    [InlineData(429, "x-ratelimit-remaining: 0|x-ratelimit-reset: 45", 45.0)]
    [InlineData(429, "x-ratelimit-remaining: 4987|x-ratelimit-reset: 1772366460|retry-after: 60", 60.0)]
    [InlineData(429, "x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 1s", 1.0)]
    [InlineData(429, "x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 6m0s", 360.0)]
    [InlineData(429, "x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 120ms", 0.12)]
    [InlineData(429, "x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 1h2m3.5s", 3723.5)]
    [InlineData(429, "x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: 1s|x-ratelimit-remaining-tokens: 0|x-ratelimit-reset-tokens: 9s", 9.0)]
    [InlineData(429, "x-ratelimit-remaining-requests: 5|x-ratelimit-reset-requests: 60s|x-ratelimit-remaining-tokens: 0|x-ratelimit-reset-tokens: 9s", 9.0)]
    [InlineData(429, "x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: tomorrow", null)]
    [InlineData(429, "x-ratelimit-remaining-requests: 0|x-ratelimit-reset-requests: ", null)]
    [InlineData(429, "RateLimit-Remaining: 0|RateLimit-Reset: 9", 9.0)]
    [InlineData(429, "X-HubSpot-RateLimit-Remaining: 0|X-HubSpot-RateLimit-Interval-Milliseconds: 10000|X-HubSpot-RateLimit-Daily-Remaining: 100", 10.0)]
    [InlineData(429, "X-HubSpot-RateLimit-Remaining: 0|X-HubSpot-RateLimit-Interval-Milliseconds: 10000|X-HubSpot-RateLimit-Daily-Remaining: 0", null)]
    [InlineData(429, "X-HubSpot-RateLimit-Remaining: 3|X-HubSpot-RateLimit-Interval-Milliseconds: 10000", null)]
    public void Of_HeadersOfProviders_TellTheWait(int status, string headers, double? seconds) =>
        Assert.Equal(seconds, ProviderAdvice.Of(Response(status, headers), Now).Wait?.TotalSeconds);

    [Theory]
    [InlineData(429, "", true)]
    [InlineData(403, "", false)]
    [InlineData(403, "Retry-After: 5", true)]
    [InlineData(403, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1772366460", true)]
    [InlineData(403, "x-ratelimit-remaining: 7|x-ratelimit-reset: 1772366460", false)]
    [InlineData(503, "Retry-After: 5", false)]
    [InlineData(200, "x-ratelimit-remaining: 0|x-ratelimit-reset: 1772366460", false)]
    public void Of_Answer_IsALimitOrNot(int status, string headers, bool limit) => Assert.Equal(limit, ProviderAdvice.Of(Response(status, headers), Now).IsLimit);

    [Theory]
    [InlineData("Stripe-Should-Retry: true", true)]
    [InlineData("stripe-should-retry: false", false)]
    [InlineData("x-should-retry: false", false)]
    [InlineData("x-should-retry: perhaps", null)]
    [InlineData("", null)]
    public void Of_ProvidersWish_IsRead(string headers, bool? retry) => Assert.Equal(retry, ProviderAdvice.Of(Response(500, headers), Now).Retry);

    private static ProviderResponse Response(int status, string headers) => new()
    {
        StatusCode = status,
        ContentType = "",
        Body = default,
        Headers = headers.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase),
    };
}
