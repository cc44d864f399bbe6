using System.Globalization;

namespace IntegrationHost.Console.Lcars;

/// <summary>A 24-bit colour.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>Perceived brightness, 0 to 1.</summary>
    public double Brightness => ((0.299 * R) + (0.587 * G) + (0.114 * B)) / 255;

    /// <summary>Reads <c>#RRGGBB</c>; anything else gives <paramref name="fallback"/>.</summary>
    public static Rgb Parse(string? text, Rgb fallback) =>
        text is { Length: 7 } && text[0] == '#' && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            ? new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : fallback;

    /// <summary>A mix: 0 is this colour, 1 the other.</summary>
    public Rgb Towards(Rgb other, double share) => new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share));

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));
}
