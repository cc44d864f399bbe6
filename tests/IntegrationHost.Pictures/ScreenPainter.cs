using IntegrationHost.TestTerminal;
using SkiaSharp;

namespace IntegrationHost.Pictures;

/// <summary>Draws a terminal's screen: the same cells give the same picture, byte for byte, as long as the font is the same.</summary>
internal sealed class ScreenPainter : IDisposable
{
    private const int CellWidth = 15;
    private const int CellHeight = 30;
    private const int Margin = 15;
    private const int OwnText = 0xDDDDDD;

    // The size at which a character of this font is as wide as a cell.
    private const float FontSize = 24.915f;

    private static readonly string[] FontDirectories =
    [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/share/fonts"),
    ];

    private readonly SKFont regular = Font("DejaVuSansMono.ttf");
    private readonly SKFont bold = Font("DejaVuSansMono-Bold.ttf");

    /// <summary>The screen as PNG.</summary>
    public byte[] Paint(TerminalScreen screen)
    {
        var size = new SKImageInfo((screen.Width * CellWidth) + (2 * Margin), (screen.Height * CellHeight) + (2 * Margin), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKSurface surface = SKSurface.Create(size);
        surface.Canvas.Clear(SKColors.Black);
        using var paint = new SKPaint();
        for (int y = 0; y < screen.Height; y++)
        {
            for (int x = 0; x < screen.Width; x++)
                Block(surface.Canvas, paint, screen[y, x], x, y);
        }

        for (int y = 0; y < screen.Height; y++)
        {
            for (int x = 0; x < screen.Width; x++)
                Text(surface.Canvas, paint, screen[y, x], x, y);
        }

        using SKImage image = surface.Snapshot();
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    public void Dispose()
    {
        regular.Dispose();
        bold.Dispose();
    }

    // By file: the library's build without dependencies does not ask the system for its fonts.
    private static SKFont Font(string file)
    {
        string? path = FontDirectories.Where(Directory.Exists).SelectMany(directory => Directory.EnumerateFiles(directory, file, SearchOption.AllDirectories)).FirstOrDefault();
        return path is not null
            ? new SKFont(SKTypeface.FromFile(path), FontSize) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None, Subpixel = true }
            : throw new InvalidOperationException($"The font {file} is not installed: install it (Debian: fonts-dejavu-core) and try again.");
    }

    private static (SKColor Text, SKColor Block) Colors(TerminalStyle style)
    {
        SKColor text = Color(style.Text ?? OwnText);
        SKColor block = Color(style.Block ?? 0);
        return style.Reverse ? (block, text) : (text, block);
    }

    private static SKColor Color(int value) => new((byte)(value >> 16), (byte)(value >> 8), (byte)value);

    private static SKRect Cell(int x, int y) => SKRect.Create(Margin + (x * CellWidth), Margin + (y * CellHeight), CellWidth, CellHeight);

    // On whole pixels and without smoothing, so that neighbours meet.
    private static void Block(SKCanvas canvas, SKPaint paint, TerminalCell cell, int x, int y)
    {
        SKRect place = Cell(x, y);
        (SKColor text, SKColor block) = Colors(cell.Style);
        paint.IsAntialias = false;
        paint.Color = block;
        canvas.DrawRect(place, paint);
        paint.Color = text;
        foreach (SKRect part in BlockGlyphs.Of(cell.Text) ?? [])
        {
            canvas.DrawRect(
                new SKRect(
                    MathF.Round(place.Left + (part.Left * CellWidth)), MathF.Round(place.Top + (part.Top * CellHeight)),
                    MathF.Round(place.Left + (part.Right * CellWidth)), MathF.Round(place.Top + (part.Bottom * CellHeight))),
                paint);
        }
    }

    private void Text(SKCanvas canvas, SKPaint paint, TerminalCell cell, int x, int y)
    {
        if (cell.Text is "" or " " || BlockGlyphs.Of(cell.Text) is not null)
            return;
        SKRect place = Cell(x, y);
        SKFont font = cell.Style.Bold ? bold : regular;
        paint.IsAntialias = true;
        paint.Color = Colors(cell.Style).Text;
        canvas.DrawText(cell.Text, place.Left, place.Top + (CellHeight * .76f), SKTextAlign.Left, font, paint);
        if (cell.Style.Underline)
            canvas.DrawRect(SKRect.Create(place.Left, place.Top + (CellHeight * .87f), CellWidth, 2), paint);
    }
}
