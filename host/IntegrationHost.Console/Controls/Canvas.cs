using System.Drawing;
using System.Text;
using IntegrationHost.Console.Lcars;
using Terminal.Gui.Text;

namespace IntegrationHost.Console.Controls;

/// <summary>Notes what a view shows. All text passes through <see cref="SafeText"/> here, so that none from outside can steer the terminal.</summary>
/// <param name="strokes">Takes what is shown.</param>
/// <param name="size">Columns and rows of the view.</param>
/// <param name="ink">Colours.</param>
internal readonly struct Canvas(List<Stroke> strokes, Size size, Ink ink)
{
    /// <summary>Columns of the view.</summary>
    public int Width => size.Width;

    /// <summary>Rows of the view.</summary>
    public int Height => size.Height;

    /// <summary>Fills a rectangle with a coloured background; a filled space has no seams, unlike a block glyph.</summary>
    public void Fill(Rectangle area, Rgb block)
    {
        if (area.Width <= 0)
            return;
        string blank = new(' ', area.Width);
        for (int row = area.Top; row < area.Bottom; row++)
            strokes.Add(new Stroke(area.X, row, blank, ink.Of(Palette.White, block)));
    }

    /// <summary>Fills a bar of the frame, where the theme has bars.</summary>
    public void Bar(Rectangle area, Rgb block) => Fill(area, ink.HasBars ? block : Palette.Black);

    /// <summary>Draws a shape of the frame, such as an elbow, where the theme has bars.</summary>
    public void Shape(int x, int y, string glyphs, Rgb color)
    {
        if (ink.HasBars)
            Text(x, y, glyphs, color, Palette.Black);
    }

    /// <summary>Draws text, cut to a width.</summary>
    /// <returns>The column after it.</returns>
    public int Text(int x, int y, string text, Rgb color, Rgb block, bool bold = false, int width = int.MaxValue)
    {
        string shown = Cut(SafeText.Clean(text), Math.Min(width, Width - x));
        if (shown.Length == 0)
            return x;
        strokes.Add(new Stroke(x, y, shown, ink.Of(color, block, bold)));
        return x + shown.GetColumns();
    }

    /// <summary>Draws text that ends before a column.</summary>
    public void TextRight(int end, int y, string text, Rgb color, Rgb block, bool bold = false, int width = int.MaxValue)
    {
        string shown = Cut(SafeText.Clean(text), Math.Min(width, end));
        Text(end - shown.GetColumns(), y, shown, color, block, bold);
    }

    /// <summary>Draws a pill: black text on a colour between two half cells.</summary>
    /// <returns>The column after it.</returns>
    public int Pill(int x, int y, string text, Rgb color)
    {
        x = End(x, y, "▐", color);
        x = Text(x, y, text, Palette.TextOn(color), color, bold: true);
        return End(x, y, "▌", color);
    }

    /// <summary>Draws the half cell at the end of a block.</summary>
    /// <returns>The column after it.</returns>
    public int End(int x, int y, string glyph, Rgb color)
    {
        if (x >= 0 && x < Width)
            strokes.Add(new Stroke(x, y, glyph, ink.End(color)));
        return x + 1;
    }

    /// <summary>Draws text on as many lines as it needs, at most some.</summary>
    /// <returns>How many lines it took.</returns>
    public int Wrapped(Rectangle area, string text, Rgb color, Rgb block, bool bold = false)
    {
        IReadOnlyList<string> lines = Wrap(SafeText.Clean(text), area.Width);
        int count = Math.Min(lines.Count, area.Height);
        for (int line = 0; line < count; line++)
        {
            bool last = line == count - 1 && lines.Count > count;
            Text(area.X, area.Y + line, last ? Cut(lines[line] + " …", area.Width) : lines[line], color, block, bold, area.Width);
        }

        return count;
    }

    /// <summary>Breaks text at spaces into lines of at most some columns; a word that is longer than a line, such as a path or a hash, is broken where the line ends.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        List<string> lines = [];
        StringBuilder line = new();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, width)))
        {
            if (line.Length > 0 && line.ToString().GetColumns() + 1 + word.GetColumns() > width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }

    private static List<string> Pieces(string word, int width)
    {
        if (width < 2 || word.Length <= width)
            return [word];
        List<string> pieces = [];
        StringBuilder piece = new();
        int used = 0;
        foreach (Rune rune in word.EnumerateRunes())
        {
            int columns = Math.Max(0, rune.GetColumns());
            if (used + columns > width)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
                used = 0;
            }

            piece.Append(rune.ToString());
            used += columns;
        }

        pieces.Add(piece.ToString());
        return pieces;
    }

    private static string Cut(string text, int width)
    {
        if (width <= 0)
            return "";
        if (text.GetColumns() <= width)
            return text;
        StringBuilder cut = new();
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int columns = Math.Max(0, rune.GetColumns());
            if (used + columns > width - 1)
                break;
            cut.Append(rune.ToString());
            used += columns;
        }

        return cut.Append('…').ToString();
    }
}
