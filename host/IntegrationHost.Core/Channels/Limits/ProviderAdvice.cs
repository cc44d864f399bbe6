using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels.Limits;

/// <summary>What an answer says, in the provider's own headers, about asking again.</summary>
/// <param name="IsLimit">Whether the provider turned the call away because there were too many, so that nothing was done.</param>
/// <param name="Wait">How long it wants no further call; <c>null</c> if it does not tell.</param>
/// <param name="Retry">Whether it wants to be asked again; <c>null</c> if it does not tell.</param>
internal sealed record ProviderAdvice(bool IsLimit, TimeSpan? Wait, bool? Retry)
{
    private const int Forbidden = 403;
    private const int TooMany = 429;

    // Stripe, https://docs.stripe.com/error-low-level; OpenAI's libraries look at the second.
    private static readonly string[] RetryNames = ["Stripe-Should-Retry", "x-should-retry"];

    // GitHub; the two counters of OpenAI; the IETF draft for all.
    private static readonly (string Remaining, string Reset)[] Counters =
    [
        ("x-ratelimit-remaining", "x-ratelimit-reset"),
        ("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
        ("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"),
        ("RateLimit-Remaining", "RateLimit-Reset"),
    ];

    /// <summary>Reads the headers of an answer that is no success.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">The time, for headers that hold one.</param>
    public static ProviderAdvice Of(ProviderResponse response, DateTimeOffset now)
    {
        if (response.StatusCode < 400)
            return new ProviderAdvice(IsLimit: false, Wait: null, Retry: null);

        TimeSpan? wait = response.StatusCode is Forbidden or TooMany or >= 500 ? WaitHeaders.RetryAfter(response.Headers, now) : null;
        if (response.StatusCode is Forbidden or TooMany)
            wait ??= UntilReset(response.Headers, now);

        // GitHub says a limit with 403 as well; without a time it is a plain refusal.
        bool isLimit = response.StatusCode == TooMany || (response.StatusCode == Forbidden && wait is not null);
        return new ProviderAdvice(isLimit, wait, ShouldRetry(response.Headers));
    }

    private static TimeSpan? UntilReset(IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        TimeSpan? longest = null;
        foreach ((string remaining, string reset) in Counters)
        {
            if (IsUsedUp(headers, remaining) && headers.TryGetValue(reset, out string? text) && WaitHeaders.Reset(text, now) is { } wait && !(wait < longest))
                longest = wait;
        }

        if (longest is not null)
            return longest;

        // HubSpot gives the length of its window and not its end; on a used-up day the short window says nothing.
        bool window = IsUsedUp(headers, "X-HubSpot-RateLimit-Remaining") && !IsUsedUp(headers, "X-HubSpot-RateLimit-Daily-Remaining");
        return window && headers.TryGetValue("X-HubSpot-RateLimit-Interval-Milliseconds", out string? length) ? WaitHeaders.Milliseconds(length) : null;
    }

    private static bool IsUsedUp(IReadOnlyDictionary<string, string> headers, string name) => headers.TryGetValue(name, out string? left) && left == "0";

    private static bool? ShouldRetry(IReadOnlyDictionary<string, string> headers)
    {
        foreach (string name in RetryNames)
        {
            if (headers.TryGetValue(name, out string? text) && bool.TryParse(text, out bool retry))
                return retry;
        }

        return null;
    }
}
