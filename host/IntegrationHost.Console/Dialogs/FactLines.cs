using System.Drawing;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dialogs;

/// <summary>Draws labelled lines, each on as many rows as its text needs.</summary>
internal static class FactLines
{
    private const int LabelWidth = 16;
    private const int MostRows = 4;

    /// <summary>Draws what has room, from a line on.</summary>
    /// <returns>How many lines had room.</returns>
    public static int Draw(Canvas canvas, Rectangle area, IReadOnlyList<DetailLine> lines, int first = 0)
    {
        int indent = lines.Any(shown => shown.Label.Length > 0) ? LabelWidth : 0;
        int y = area.Y;
        int line = first;
        for (; line < lines.Count && y < area.Bottom; line++)
        {
            DetailLine shown = lines[line];
            canvas.Text(area.X, y, shown.Label, Palette.Grey, Palette.Black, width: LabelWidth - 1);
            Rectangle text = new(area.X + indent, y, area.Width - indent, Math.Min(MostRows, area.Bottom - y));
            y += Math.Max(1, canvas.Wrapped(text, shown.Text, shown.Color, Palette.Black));
        }

        return line - first;
    }

    /// <summary>Draws what has room, with arrows where there is more.</summary>
    /// <returns>How many lines had room.</returns>
    public static int DrawScrolled(Canvas canvas, Rectangle area, IReadOnlyList<DetailLine> lines, int first)
    {
        int shown = Draw(canvas, area, lines, first);
        if (first > 0)
            canvas.Text(area.Right, area.Y, "▲", Palette.Orange, Palette.Black);
        if (first + shown < lines.Count)
            canvas.Text(area.Right, area.Bottom - 1, "▼", Palette.Orange, Palette.Black);
        return shown;
    }
}
