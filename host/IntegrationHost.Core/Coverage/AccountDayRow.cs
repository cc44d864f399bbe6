namespace IntegrationHost.Core.Coverage;

/// <summary>How many accounts outside the trash have an earned verdict of a day. Kept by triggers, so that the stale ones of a million are counted by reading a row a day.</summary>
internal sealed class AccountDayRow
{
    /// <summary>Milliseconds of a day.</summary>
    public const long Length = 86_400_000;

    /// <summary>Days since 1970-01-01 UTC.</summary>
    public long Day { get; init; }

    public int Count { get; init; }
}
