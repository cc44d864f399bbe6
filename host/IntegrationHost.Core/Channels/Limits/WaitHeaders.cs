using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace IntegrationHost.Core.Channels.Limits;

/// <summary>The ways in which providers write how long to wait. What cannot be read is no time; what is past is none left; no wait is longer than a day.</summary>
internal static partial class WaitHeaders
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // Numbers from here on are points in time: as seconds of 2001 and later, or milliseconds of 1970 and later.
    private const double FirstEpochSecond = 1_000_000_000;
    private const double FirstEpochMillisecond = 100_000_000_000;

    /// <summary><c>Retry-After</c> in seconds or as a date (RFC 9110, section 10.2.3), or <c>retry-after-ms</c>.</summary>
    public static TimeSpan? RetryAfter(IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        if (headers.TryGetValue("retry-after-ms", out string? milliseconds) && Milliseconds(milliseconds) is { } exact)
            return exact;
        if (!headers.TryGetValue("Retry-After", out string? text))
            return null;
        if (Number(text) is { } seconds)
            return Clamp(seconds);
        return RetryConditionHeaderValue.TryParse(text, out RetryConditionHeaderValue? parsed) && parsed.Date is { } date ? Clamp((date - now).TotalSeconds) : null;
    }

    /// <summary>The end of a window: seconds left, seconds or milliseconds since 1970, or a duration such as <c>6m0s</c> or <c>120ms</c>.</summary>
    public static TimeSpan? Reset(string text, DateTimeOffset now)
    {
        if (Number(text) is { } number)
        {
            return number switch
            {
                >= FirstEpochMillisecond => Clamp((number / 1000) - now.ToUnixTimeSeconds()),
                >= FirstEpochSecond => Clamp(number - now.ToUnixTimeSeconds()),
                _ => Clamp(number),
            };
        }

        Match match = Duration().Match(text);
        if (!match.Success || text.Length == 0)
            return null;
        return Clamp((Part(match, "d") * 86400) + (Part(match, "h") * 3600) + (Part(match, "m") * 60) + Part(match, "s") + (Part(match, "ms") / 1000));
    }

    /// <summary>A number of milliseconds.</summary>
    public static TimeSpan? Milliseconds(string text) => Number(text) is { } number ? Clamp(number / 1000) : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private static double Part(Match match, string unit) => match.Groups[unit].Success ? Number(match.Groups[unit].Value) ?? 0 : 0;

    private static TimeSpan Clamp(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));

    [GeneratedRegex(
        @"\A((?<d>\d{1,9})d)?((?<h>\d{1,9})h)?((?<m>\d{1,9})m)?((?<s>\d{1,9}(\.\d{1,9})?)s)?((?<ms>\d{1,9}(\.\d{1,9})?)ms)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Duration();
}
