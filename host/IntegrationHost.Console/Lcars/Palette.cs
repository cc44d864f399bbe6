namespace IntegrationHost.Console.Lcars;

/// <summary>The colours of the LCARS look: bright blocks with black text on a black screen.</summary>
internal static class Palette
{
    public static readonly Rgb Black = new(0, 0, 0);
    public static readonly Rgb Orange = new(0xFF, 0x99, 0x00);
    public static readonly Rgb Peach = new(0xFF, 0xCC, 0x99);
    public static readonly Rgb Lavender = new(0xCC, 0x99, 0xCC);
    public static readonly Rgb Blue = new(0x99, 0x99, 0xFF);
    public static readonly Rgb Sky = new(0x99, 0xCC, 0xFF);
    public static readonly Rgb Tan = new(0xFF, 0xCC, 0x66);
    public static readonly Rgb Red = new(0xDD, 0x66, 0x66);
    public static readonly Rgb Green = new(0x99, 0xDD, 0x99);
    public static readonly Rgb Indigo = new(0x44, 0x44, 0x66);
    public static readonly Rgb Night = new(0x1C, 0x1C, 0x2C);
    public static readonly Rgb Dusk = new(0x2E, 0x2E, 0x4A);
    /// <summary>As dark as <see cref="Indigo"/>, of bars; fields are told by the other.</summary>
    public static readonly Rgb Slate = new(0x44, 0x44, 0x67);

    public static readonly Rgb White = new(0xF2, 0xF2, 0xFF);
    public static readonly Rgb Grey = new(0x99, 0x99, 0xAA);

    /// <summary>Text that reads well on a block of this colour.</summary>
    public static Rgb TextOn(Rgb block) => block.Brightness > 0.42 ? Black : White;

    /// <summary>A provider's accent, lightened where it would vanish on the black screen.</summary>
    public static Rgb Visible(Rgb accent)
    {
        for (int step = 0; step < 8 && accent.Brightness < 0.35; step++)
            accent = accent.Towards(White, 0.15);
        return accent;
    }
}
