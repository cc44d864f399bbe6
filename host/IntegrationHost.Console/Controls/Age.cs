using System.Globalization;

namespace IntegrationHost.Console.Controls;

/// <summary>Times as people say them.</summary>
internal static class Age
{
    /// <summary>How long ago, such as <c>4m ago</c>; <c>never</c> for nothing.</summary>
    public static string Ago(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at is not { } then)
            return "never";
        TimeSpan age = now - then;
        return age < TimeSpan.FromSeconds(5) ? "now" : string.Create(CultureInfo.InvariantCulture, $"{Span(age)} ago");
    }

    /// <summary>How long until, such as <c>in 3d</c>; <c>expired</c> for what is past, and <c>-</c> if the provider does not tell.</summary>
    public static string Until(DateTimeOffset? at, DateTimeOffset now) =>
        at is not { } then ? "-" : then <= now ? "expired" : $"in {Span(then - now)}";

    /// <summary>A moment to the second, in UTC.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Seconds with one decimal, such as <c>1.2 s</c>.</summary>
    public static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");

    private static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => Whole(span.TotalSeconds, "s"),
        { TotalHours: < 1 } => Whole(span.TotalMinutes, "m"),
        { TotalDays: < 2 } => Whole(span.TotalHours, "h"),
        _ => Whole(span.TotalDays, "d"),
    };

    private static string Whole(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(value):0}{unit}");
}
