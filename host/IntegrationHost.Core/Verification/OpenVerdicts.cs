using System.Globalization;
using IntegrationHost.Contracts.Verification;

namespace IntegrationHost.Core.Verification;

/// <summary>Verdicts for answers that say nothing about the credential.</summary>
internal static class OpenVerdicts
{
    /// <summary>The rule id where no rule of the provider matched.</summary>
    public const string NoRule = "no-rule";

    /// <summary>The rule id of a 429 for which the provider has no rule of its own.</summary>
    public const string RateLimited = "http.rate-limited";

    /// <summary>Names why an answer without a rule decides nothing.</summary>
    public static Finding Unmatched(ProviderAnswer answer)
    {
        if (answer.Response.StatusCode == 429)
        {
            string message = "The provider limits calls now; this says nothing about the credential." + RetryAfter(answer);
            return new Finding(VerdictKind.RateLimited, RateLimited, message, answer);
        }

        return new Finding(VerdictKind.Indeterminate, NoRule, Reason(answer), answer);
    }

    /// <summary>When to try again, as a sentence with a leading space; empty if the answer does not tell.</summary>
    public static string RetryAfter(ProviderAnswer answer)
    {
        if (!answer.Response.Headers.TryGetValue("Retry-After", out string? text))
            return "";

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
            return $" Try again in {seconds} s.";

        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? $" Try again after {time:yyyy-MM-dd HH:mm:ss} UTC."
            : "";
    }

    private static string Reason(ProviderAnswer answer)
    {
        int status = answer.Response.StatusCode;
        if (answer.IsRedirect)
            return $"The answer is a redirect ({status}). It was not followed: a credential stays with its host. Check the base URL and any proxy.";
        if (status >= 500)
            return $"The provider, or something before it, has a fault of its own ({status}). Test again later." + RetryAfter(answer);
        if (answer.Response.Body.IsEmpty)
            return $"The answer ({status}) has no body, so the provider itself said nothing.";
        if (!answer.SaysJson)
            return $"The answer ({status}) is not JSON: a block page, sign-in page or proxy stands before the provider. Check the network.";
        if (answer.Json is null)
            return $"The answer ({status}) says it is JSON and is not. Check the base URL and any proxy.";
        return $"The answer ({status}) is JSON that no rule of this provider knows. Check the base URL; the provider may also have changed.";
    }
}
