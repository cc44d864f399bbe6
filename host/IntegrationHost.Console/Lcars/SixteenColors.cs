using Terminal.Gui.Drawing;

namespace IntegrationHost.Console.Lcars;

/// <summary>The palette in the sixteen colours of old terminals: by hue, so that what differs on other screens differs here, too. The nearest by distance makes almost everything yellow.</summary>
internal static class SixteenColors
{
    private const double Pale = 0.25;
    private const double Bright = 0.75;

    /// <summary>Text on a block.</summary>
    /// <param name="text">Colour of the text.</param>
    /// <param name="block">Colour behind it.</param>
    /// <param name="dim">Whether a dialog stands above it.</param>
    public static (ColorName16 Text, ColorName16 Block) Of(Rgb text, Rgb block, bool dim)
    {
        // As a block bright magenta outshines everything.
        (ColorName16 front, ColorName16 behind) = (Of(text), block == Palette.Lavender ? ColorName16.Magenta : Of(block));
        if (dim)
            return behind is ColorName16.Black or ColorName16.Blue ? (ColorName16.DarkGray, ColorName16.Black) : (ColorName16.Black, ColorName16.DarkGray);
        return front == behind && text != block ? (block.Brightness > 0.42 ? ColorName16.Black : ColorName16.White, behind) : (front, behind);
    }

    /// <summary>The colour that stands for another.</summary>
    public static ColorName16 Of(Rgb color) => color switch
    {
        _ when color == Palette.Orange => ColorName16.Yellow,
        _ when color == Palette.Tan => ColorName16.BrightYellow,
        _ when color == Palette.Peach || color == Palette.White => ColorName16.White,
        _ when color == Palette.Lavender => ColorName16.BrightMagenta,
        _ when color == Palette.Blue => ColorName16.BrightBlue,
        _ when color == Palette.Sky => ColorName16.BrightCyan,
        _ when color == Palette.Grey => ColorName16.Gray,
        _ when color == Palette.Indigo || color == Palette.Dusk || color == Palette.Slate => ColorName16.Blue,
        _ when color == Palette.Night => ColorName16.Black,
        _ => ByHue(color),
    };

    private static ColorName16 ByHue(Rgb color)
    {
        double most = Math.Max(color.R, Math.Max(color.G, color.B)) / 255.0;
        double least = Math.Min(color.R, Math.Min(color.G, color.B)) / 255.0;
        double range = most - least;
        if (most == 0 || range / most < Pale)
            return most < 0.2 ? ColorName16.Black : most < 0.5 ? ColorName16.DarkGray : most < 0.8 ? ColorName16.Gray : ColorName16.White;
        double third = most * 255 == color.R ? ((color.G - color.B) / 255.0 / range) % 6
            : most * 255 == color.G ? ((color.B - color.R) / 255.0 / range) + 2
            : ((color.R - color.G) / 255.0 / range) + 4;
        double hue = ((third * 60) + 360) % 360;
        bool bright = most >= Bright;
        return hue switch
        {
            < 20 or >= 345 => bright ? ColorName16.BrightRed : ColorName16.Red,
            < 70 => bright ? ColorName16.BrightYellow : ColorName16.Yellow,
            < 160 => bright ? ColorName16.BrightGreen : ColorName16.Green,
            < 205 => bright ? ColorName16.BrightCyan : ColorName16.Cyan,
            < 265 => bright ? ColorName16.BrightBlue : ColorName16.Blue,
            _ => bright ? ColorName16.BrightMagenta : ColorName16.Magenta,
        };
    }
}
