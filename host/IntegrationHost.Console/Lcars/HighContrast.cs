namespace IntegrationHost.Console.Lcars;

/// <summary>The high-contrast theme: every text stands at least 7 to 1 against what is behind it (WCAG 2.2, 1.4.6).</summary>
internal static class HighContrast
{
    private const double Enough = 7;

    private static readonly Rgb Field = new(0, 0, 0x80);

    /// <summary>The colours for a text on a block.</summary>
    public static (Rgb Text, Rgb Block) Of(Rgb text, Rgb block)
    {
        Rgb behind = block == Palette.Black || block == Palette.Night ? Palette.Black : block == Palette.Indigo || block == Palette.Dusk || block == Palette.Slate ? Field : Strong(block);
        Rgb front = text == Palette.Black && behind != Palette.Black ? Palette.Black : Strong(text);
        if (Contrast(front, behind) >= Enough)
            return (front, behind);
        Rgb white = new(0xFF, 0xFF, 0xFF);
        return Contrast(white, behind) >= Contrast(Palette.Black, behind) ? (white, behind) : (Palette.Black, behind);
    }

    /// <summary>Contrast of two colours as WCAG counts it: 1 to 21.</summary>
    public static double Contrast(Rgb one, Rgb other)
    {
        double light = Math.Max(Luminance(one), Luminance(other));
        double dark = Math.Min(Luminance(one), Luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    // Few colours, each far from the others: what is a shade in the other theme is one of these.
    private static Rgb Strong(Rgb color) => color switch
    {
        _ when color == Palette.Red => new Rgb(0xFF, 0x80, 0x80),
        _ when color == Palette.Green => new Rgb(0x66, 0xFF, 0x66),
        _ when color == Palette.Orange || color == Palette.Tan => new Rgb(0xFF, 0xE0, 0x40),
        _ when color == Palette.Blue || color == Palette.Sky => new Rgb(0x80, 0xE0, 0xFF),
        _ when color == Palette.Black => Palette.Black,
        _ => new Rgb(0xFF, 0xFF, 0xFF),
    };

    private static double Luminance(Rgb color) => (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));

    private static double Linear(byte part)
    {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
