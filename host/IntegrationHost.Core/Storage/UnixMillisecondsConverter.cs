using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegrationHost.Core.Storage;

/// <summary>A moment as milliseconds since 1970 in UTC, which SQLite can order and compare.</summary>
internal sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(moment => moment.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
