using IntegrationHost.Console.Hosting;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace IntegrationHost.Console.Lcars;

/// <summary>Turns the palette into what the terminal is sent. The only place that knows how many colours there are, and which theme is used.</summary>
/// <param name="mode">Colours; not <see cref="ColorMode.Auto"/>.</param>
/// <param name="theme">How it looks.</param>
internal sealed class Ink(ColorMode mode, ConsoleTheme theme = ConsoleTheme.Lcars)
{
    private const double DimShare = 0.6;
    private const double Block = 0.3;

    /// <summary>Whether everything is drawn dark, because a dialog stands above it.</summary>
    public bool Dim { get; set; }

    /// <summary>Whether bars and elbows are drawn as blocks; otherwise they are left out.</summary>
    public bool HasBars => theme != ConsoleTheme.Plain;

    /// <summary>How text of one colour on another is drawn. Without colour, blocks are drawn in reverse.</summary>
    public Attribute Of(Rgb text, Rgb block, bool bold = false)
    {
        TextStyle style = bold ? TextStyle.Bold : TextStyle.None;
        if (mode == ColorMode.None)
            return Colorless(text, block, style);
        if (theme == ConsoleTheme.Plain)
            return Plain(text, block, style);
        if (theme == ConsoleTheme.HighContrast)
            (text, block) = HighContrast.Of(text, block);
        if (mode == ColorMode.Sixteen)
        {
            (ColorName16 front, ColorName16 behind) = SixteenColors.Of(text, block, Dim);
            return new Attribute(new Color(front), new Color(behind), style);
        }

        if (Dim)
            (text, block) = (text.Towards(Palette.Black, DimShare), block.Towards(Palette.Black, DimShare));
        return new Attribute(ToColor(text), ToColor(block), style);
    }

    /// <summary>A scheme for the library's own text fields.</summary>
    public Scheme FieldScheme()
    {
        Attribute normal = Of(Palette.White, Palette.Dusk);
        Attribute focus = Of(Palette.White, Palette.Indigo, bold: true);
        return new Scheme(normal) { Focus = focus, Editable = normal, HotNormal = normal, HotFocus = focus, Active = focus, Highlight = focus, ReadOnly = normal, Disabled = Of(Palette.Grey, Palette.Night) };
    }

    /// <summary>The scheme of the screen itself.</summary>
    public Scheme ScreenScheme() => new(Of(Palette.Peach, Palette.Black));

    /// <summary>How the rounded end of a block is drawn, which is of the block's colour.</summary>
    public Attribute End(Rgb block) => theme == ConsoleTheme.Plain && mode != ColorMode.None
        ? new Attribute(Color.None, Color.None, Dim ? TextStyle.Faint : TextStyle.None)
        : Of(block, Palette.Black);

    // Fields are underlined, and what is grey elsewhere, such as an example, is faint.
    private Attribute Colorless(Rgb text, Rgb block, TextStyle style)
    {
        if (block.Brightness > Block)
            return new Attribute(Color.None, Color.None, style | TextStyle.Reverse);
        if (block == Palette.Indigo || block == Palette.Dusk)
            style |= TextStyle.Underline;
        return new Attribute(Color.None, Color.None, Dim || text == Palette.Grey ? style | TextStyle.Faint : style);
    }

    // The terminal's own colours; only what a state says by its colour keeps one, and fields are underlined.
    private Attribute Plain(Rgb text, Rgb block, TextStyle style)
    {
        if (block.Brightness > Block)
            return new Attribute(Color.None, Color.None, style | TextStyle.Reverse);
        if (block == Palette.Indigo || block == Palette.Dusk)
            style |= TextStyle.Underline;
        bool telling = text == Palette.Red || text == Palette.Green || text == Palette.Tan;
        Color own = !telling || Dim ? Color.None : mode == ColorMode.Sixteen ? new Color(SixteenColors.Of(text)) : ToColor(text);
        return new Attribute(own, Color.None, Dim || text == Palette.Grey ? style | TextStyle.Faint : style);
    }

    private static Color ToColor(Rgb color) => new(color.R, color.G, color.B);
}
