using System.Globalization;

namespace IntegrationHost.Console.Querying;

/// <summary>What a value is compared with: a number, a date such as <c>2026-01</c> or <c>2026-01-31</c>, a duration such as <c>14d</c>, or else text.</summary>
internal sealed class QueryBound
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy-MM", "yyyy"];

    private readonly string _text;
    private readonly double? _number;
    private readonly TimeSpan? _span;
    private readonly DateTimeOffset? _date;

    /// <param name="text">The text.</param>
    public QueryBound(string text)
    {
        _text = text;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            _number = number;
        _span = Span(text);
        if (DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
            _date = date;
    }

    /// <summary>How the value stands to this: less than 0, 0, or more; <c>null</c> if there is no value to compare.</summary>
    public int? Compare(QueryValue value)
    {
        if (value.Moment is { } moment)
        {
            if (_date is { } date && _text.Contains('-', StringComparison.Ordinal))
                return moment.CompareTo(date);
            TimeSpan distance = value.Past ? value.Now - moment : moment - value.Now;
            if ((_span ?? (_number is { } days ? TimeSpan.FromDays(days) : null)) is { } span)
                return distance.CompareTo(span);
        }

        if (value.Number is { } number)
            return _number is { } bound ? number.CompareTo(bound) : null;
        // A column of moments with nothing in this row is neither before nor after anything.
        return _span is not null || _date is not null || _number is not null ? null : string.Compare(value.Text, _text, StringComparison.OrdinalIgnoreCase);
    }

    private static TimeSpan? Span(string text)
    {
        if (text.Length < 2 || !double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double count) || Math.Abs(count) > 100_000)
            return null;
        return char.ToLowerInvariant(text[^1]) switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            'w' => TimeSpan.FromDays(7 * count),
            _ => null,
        };
    }
}
