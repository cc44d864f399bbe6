using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegrationHost.Core.Storage;

/// <summary>A moment as milliseconds since 1970 in UTC, which SQLite can order and compare. What no calendar has becomes the nearest that it has.</summary>
internal sealed class UnixMillisecondsConverter() : ValueConverter<DateTimeOffset, long>(moment => moment.ToUnixTimeMilliseconds(), milliseconds => Read(milliseconds))
{
    /// <summary>The first that there is.</summary>
    public static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();

    /// <summary>The last that there is.</summary>
    public static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private static DateTimeOffset Read(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, First, Last));
}
