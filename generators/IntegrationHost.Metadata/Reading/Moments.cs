using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Dates and times as JSON carries them (RFC 3339). Words such as <c>now</c> are none: what they mean is the server's affair.</summary>
internal static class Moments
{
    private static readonly Regex Offset = new("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Whether it is a full date.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsDate(string text) => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Whether it is a date and time with an offset.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsDateTime(string text) =>
        text is { Length: <= 40 } && Offset.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
