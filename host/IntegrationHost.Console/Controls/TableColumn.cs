using IntegrationHost.Console.Lcars;

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

    /// <summary>Whether the filter looks into it. Default: yes.</summary>
    public bool Filtered { get; init; } = true;
}
