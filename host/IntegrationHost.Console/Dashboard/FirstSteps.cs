using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <summary>What a new operator reads in the place of accounts: what to do first, with the keys.</summary>
internal static class FirstSteps
{
    private static readonly (string Keys, string Text)[] Steps =
    [
        ("paste", "a key right here, then Enter: its form tells whose it is; it is stored, tested and linked"),
        ("3  Enter", "or choose a provider's template, paste the key there, Ctrl+S"),
        (":", "every command by name, such as :modules to bring your workflows; ? shows every key"),
    ];

    /// <summary>Draws the steps.</summary>
    public static void Draw(Canvas canvas, Rectangle area)
    {
        canvas.Text(area.X, area.Y, "No account yet. Three ways to begin:", Palette.Peach, Palette.Black, bold: true, width: area.Width);
        int y = area.Y + 1;
        foreach ((string keys, string text) in Steps)
        {
            if (y >= area.Bottom)
                return;
            canvas.Text(area.X, y, keys, Palette.Tan, Palette.Black, bold: true);
            y += canvas.Wrapped(new Rectangle(area.X + 10, y, area.Width - 10, area.Bottom - y), text, Palette.Lavender, Palette.Black);
        }
    }
}
