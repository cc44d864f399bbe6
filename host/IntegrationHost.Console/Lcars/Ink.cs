using IntegrationHost.Console.Hosting;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace IntegrationHost.Console.Lcars;

/// <summary>Turns the palette into what the terminal is sent. The only place that knows how many colours there are.</summary>
/// <param name="mode">Colours; not <see cref="ColorMode.Auto"/>.</param>
internal sealed class Ink(ColorMode mode)
{
    private const double DimShare = 0.6;

    /// <summary>Whether everything is drawn dark, because a dialog stands above it.</summary>
    public bool Dim { get; set; }

    /// <summary>How text of one colour on another is drawn. Without colour, blocks are drawn in reverse.</summary>
    public Attribute Of(Rgb text, Rgb block, bool bold = false)
    {
        TextStyle style = bold ? TextStyle.Bold : TextStyle.None;
        if (mode == ColorMode.None)
            return new Attribute(Color.None, Color.None, block.Brightness > 0.3 ? style | TextStyle.Reverse : style);
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

    private static Color ToColor(Rgb color) => new(color.R, color.G, color.B);
}
