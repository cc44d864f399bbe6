using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Querying;

namespace IntegrationHost.Console.Controls;

/// <summary>A column of a table.</summary>
/// <typeparam name="T">Type of a row.</typeparam>
/// <param name="Title">Heading, in capitals.</param>
/// <param name="Width">Columns it takes at least.</param>
/// <param name="Rank">Which columns go first where there is no room: the highest.</param>
/// <param name="Text">Its text; cleaned when it is drawn.</param>
internal sealed record TableColumn<T>(string Title, int Width, int Rank, Func<T, string> Text)
{
    /// <summary>Its colour. Default: lavender.</summary>
    public Func<T, Rgb> Color { get; init; } = _ => Palette.Lavender;

    /// <summary>What it is sorted by. Default: its text, whatever its case.</summary>
    public Func<T, IComparable>? Order { get; init; }

    /// <summary>Its share of the room that is left over. Default: none.</summary>
    public int Grow { get; init; }

    /// <summary>Whether it is drawn at the right edge, as numbers are. Default: no.</summary>
    public bool Right { get; init; }

    /// <summary>Whether the words of a filter look into it. Default: yes.</summary>
    public bool Filtered { get; init; } = true;

    /// <summary>What a query compares as text. Default: what is shown.</summary>
    public Func<T, string>? Query { get; init; }

    /// <summary>What a query compares as a number. Default: nothing.</summary>
    public Func<T, double?>? Number { get; init; }

    /// <summary>What a query compares as a moment: with dates, and with durations. Default: nothing.</summary>
    public Func<T, DateTimeOffset?>? Moment { get; init; }

    /// <summary>Whether the moment lies behind, so that <c>&gt;2d</c> means older. Default: no, it means later than in 2 days.</summary>
    public bool Past { get; init; }

    /// <summary>A row's value as a query sees it.</summary>
    public QueryValue ValueOf(T row, DateTimeOffset now) => new((Query ?? Text)(row), Number?.Invoke(row), Moment?.Invoke(row), Past, now);
}
