using System.Globalization;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Verification;

/// <summary>Reads texts of facts.</summary>
internal static class FactFormats
{
    private const double LongestSeconds = 100L * 366 * 24 * 60 * 60;

    private static readonly string[] DateTimes =
        ["yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd"];

    private static readonly string[] GitHubDateTimes = ["yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss zzz"];

    /// <summary>The values in a text; one, unless the format separates.</summary>
    public static IEnumerable<string> Split(string text, FactFormat format) => format switch
    {
        FactFormat.CommaSeparated => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        FactFormat.SpaceSeparated => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        _ => [text],
    };

    /// <summary>The time a text stands for; <c>null</c> if it is none, or zero, which providers use for "never".</summary>
    public static DateTimeOffset? ReadTime(string text, FactFormat format, DateTimeOffset now) => format switch
    {
        FactFormat.UnixSeconds => Seconds(text) is { } seconds ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null,
        FactFormat.SecondsFromNow => Seconds(text) is { } seconds ? now.AddSeconds(seconds) : null,
        FactFormat.DateTime => DateAndTime(text, DateTimes),
        FactFormat.GitHubDateTime => DateAndTime(text, GitHubDateTimes),
        _ => null,
    };

    private static DateTimeOffset? DateAndTime(string text, string[] forms)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, utc, out DateTimeOffset time) ? time : null;
    }

    private static double? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < LongestSeconds
            ? seconds
            : null;
}
