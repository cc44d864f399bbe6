using System.Globalization;

namespace IntegrationHost.Core;

/// <summary>Moments as ThorAPI's wire has them: to the millisecond, which is as far as the store keeps them, so that a thing reads the same when it is made and ever after.</summary>
public static class WireTime
{
    /// <summary>Writes a moment in UTC with three digits of a second and an offset, such as <c>2026-11-01T13:21:23.000+00:00</c>.</summary>
    /// <param name="moment">The moment.</param>
    public static string Write(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>A moment as the store will give it back.</summary>
    /// <param name="moment">The moment.</param>
    public static DateTimeOffset AsStored(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    /// <inheritdoc cref="AsStored(DateTimeOffset)"/>
    public static DateTimeOffset? AsStored(DateTimeOffset? moment) => moment is { } known ? AsStored(known) : null;
}
