using System.Drawing;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Lcars;

/// <summary>Where everything stands at a screen size. Below the full size it is compact: one region at a time, no rail.</summary>
/// <param name="Hero">The hero metrics.</param>
/// <param name="Accounts">The accounts region; empty if hidden.</param>
/// <param name="Coverage">The coverage region; empty if hidden.</param>
/// <param name="Templates">The template region; empty if hidden.</param>
/// <param name="Compact">Whether it is compact.</param>
/// <param name="TooSmall">Whether nothing fits.</param>
internal sealed record DashboardLayout(Rectangle Hero, Rectangle Accounts, Rectangle Coverage, Rectangle Templates, bool Compact, bool TooSmall)
{
    /// <summary>Columns of the rail.</summary>
    public const int Rail = 13;

    private const int Left = Rail + 2;
    private const int HeroTop = 3;
    private const int BodyTop = 6;

    /// <summary>The layout of a screen.</summary>
    public static DashboardLayout Of(int width, int height, Region active)
    {
        if (width < 60 || height < 16)
            return new(Rectangle.Empty, Rectangle.Empty, Rectangle.Empty, Rectangle.Empty, Compact: true, TooSmall: true);
        return width >= 100 && height >= 30 ? Full(width, height) : CompactAt(width, height, active);
    }

    private static DashboardLayout Full(int width, int height)
    {
        int columns = width - Left - 1;
        int rows = height - 4 - BodyTop;
        int lower = Math.Max(16, rows * 6 / 10);
        int upper = rows - lower - 1;
        int bottom = BodyTop + upper + 1;
        int radar = Math.Clamp(columns * 4 / 10, 40, 60);
        return new(
            new Rectangle(Left, HeroTop, columns, 2),
            new Rectangle(Left, BodyTop, columns, upper),
            new Rectangle(Left, bottom, radar, lower),
            new Rectangle(Left + radar + 1, bottom, columns - radar - 1, lower),
            Compact: false, TooSmall: false);
    }

    private static DashboardLayout CompactAt(int width, int height, Region active)
    {
        Rectangle page = new(0, 3, width, height - 6);
        return new(
            new Rectangle(0, 1, width, 1),
            active == Region.Accounts ? page : Rectangle.Empty,
            active == Region.Coverage ? page : Rectangle.Empty,
            active == Region.Templates ? page : Rectangle.Empty,
            Compact: true, TooSmall: false);
    }
}
