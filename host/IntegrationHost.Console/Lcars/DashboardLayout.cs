using System.Drawing;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Lcars;

/// <summary>Where everything stands at a screen size. Below the full size it is compact: one region or page at a time, no rail.</summary>
/// <param name="Hero">The hero metrics.</param>
/// <param name="Accounts">The accounts region; empty if hidden.</param>
/// <param name="Coverage">The coverage region; empty if hidden.</param>
/// <param name="Templates">The template region; empty if hidden.</param>
/// <param name="Page">The page; empty if none is shown.</param>
/// <param name="Compact">Whether it is compact.</param>
/// <param name="TooSmall">Whether nothing fits.</param>
internal sealed record DashboardLayout(Rectangle Hero, Rectangle Accounts, Rectangle Coverage, Rectangle Templates, Rectangle Page, bool Compact, bool TooSmall)
{
    /// <summary>Columns of the rail.</summary>
    public const int Rail = 13;

    private const int Left = Rail + 2;
    private const int HeroTop = 3;
    private const int BodyTop = 6;
    private const int LeastUpper = 7;

    /// <summary>Whether a screen of this size has no room for the rail.</summary>
    public static bool IsCompact(int width, int height) => width < 100 || height < 30;

    /// <summary>The layout of a screen.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="active">The active region; <c>null</c> if a page is shown.</param>
    /// <param name="zoomed">Whether the active region fills the screen.</param>
    public static DashboardLayout Of(int width, int height, Region? active, bool zoomed = false)
    {
        Rectangle none = Rectangle.Empty;
        if (width < 60 || height < 16)
            return new(none, none, none, none, none, Compact: true, TooSmall: true);
        if (IsCompact(width, height))
            return One(new Rectangle(0, 1, width, 1), new Rectangle(0, 3, width, height - 6), active, compact: true);
        int columns = width - Left - 1;
        Rectangle hero = new(Left, HeroTop, columns, 2);
        return zoomed || active is null
            ? One(hero, new Rectangle(Left, BodyTop, columns, height - 4 - BodyTop), active, compact: false)
            : Full(columns, height, hero);
    }

    private static DashboardLayout Full(int columns, int height, Rectangle hero)
    {
        int rows = height - 4 - BodyTop;
        // On a low screen too the accounts come first: five of them are seen at least.
        int lower = Math.Min(Math.Max(16, rows * 6 / 10), rows - LeastUpper - 1);
        int upper = rows - lower - 1;
        int bottom = BodyTop + upper + 1;
        int radar = Math.Clamp(columns * 4 / 10, 40, 60);
        return new(
            hero,
            new Rectangle(Left, BodyTop, columns, upper),
            new Rectangle(Left, bottom, radar, lower),
            new Rectangle(Left + radar + 1, bottom, columns - radar - 1, lower),
            Rectangle.Empty, Compact: false, TooSmall: false);
    }

    private static DashboardLayout One(Rectangle hero, Rectangle place, Region? active, bool compact) => new(
        hero,
        active == Region.Accounts ? place : Rectangle.Empty,
        active == Region.Coverage ? place : Rectangle.Empty,
        active == Region.Templates ? place : Rectangle.Empty,
        active is null ? place : Rectangle.Empty,
        compact, TooSmall: false);
}
