namespace IntegrationHost.TestTerminal;

/// <summary>How a cell is drawn.</summary>
/// <param name="Text">Colour of the text as <c>0xRRGGBB</c>; <c>null</c> is the terminal's own.</param>
/// <param name="Block">Colour behind it; <c>null</c> is the terminal's own.</param>
/// <param name="Bold">Whether it is bold.</param>
/// <param name="Underline">Whether it is underlined.</param>
/// <param name="Reverse">Whether both colours are exchanged.</param>
public readonly record struct TerminalStyle(int? Text, int? Block, bool Bold, bool Underline, bool Reverse)
{
    /// <summary>The terminal's own.</summary>
    public static TerminalStyle Plain { get; }

    // The usual sixteen, as xterm has them.
    private static readonly int[] Sixteen =
    [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ];

    /// <summary>The style after an SGR sequence.</summary>
    public TerminalStyle After(ReadOnlySpan<int> codes)
    {
        TerminalStyle style = this;
        for (int index = 0; index < codes.Length; index++)
        {
            int code = codes[index];
            if (code is 38 or 48)
            {
                int? color = Color(codes[(index + 1)..], out int taken);
                style = code == 38 ? style with { Text = color } : style with { Block = color };
                index += taken;
                continue;
            }

            style = code switch
            {
                0 => Plain,
                1 => style with { Bold = true },
                4 => style with { Underline = true },
                7 => style with { Reverse = true },
                22 => style with { Bold = false },
                24 => style with { Underline = false },
                27 => style with { Reverse = false },
                >= 30 and <= 37 => style with { Text = Sixteen[code - 30] },
                39 => style with { Text = null },
                >= 40 and <= 47 => style with { Block = Sixteen[code - 40] },
                49 => style with { Block = null },
                >= 90 and <= 97 => style with { Text = Sixteen[code - 82] },
                >= 100 and <= 107 => style with { Block = Sixteen[code - 92] },
                _ => style,
            };
        }

        return style;
    }

    private static int? Color(ReadOnlySpan<int> codes, out int taken)
    {
        switch (codes)
        {
            case [2, var red, var green, var blue, ..]:
                taken = 4;
                return (red << 16) | (green << 8) | blue;
            case [5, var number, ..]:
                taken = 2;
                return Indexed(number);
            default:
                taken = codes.Length;
                return null;
        }
    }

    private static int Indexed(int number)
    {
        if (number < 16)
            return Sixteen[number];
        if (number >= 232)
            return (8 + ((number - 232) * 10)) * 0x010101;
        int Level(int step) => step == 0 ? 0 : 55 + (step * 40);
        return (Level((number - 16) / 36) << 16) | (Level((number - 16) / 6 % 6) << 8) | Level((number - 16) % 6);
    }
}
