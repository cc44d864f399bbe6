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
        for (int step = 0; step < Steps.Length && step + 1 < area.Height; step++)
        {
            canvas.Text(area.X, area.Y + 1 + step, Steps[step].Keys, Palette.Tan, Palette.Black, bold: true);
            canvas.Text(area.X + 10, area.Y + 1 + step, Steps[step].Text, Palette.Lavender, Palette.Black, width: area.Width - 10);
        }
    }
}
