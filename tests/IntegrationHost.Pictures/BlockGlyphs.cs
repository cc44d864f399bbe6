using SkiaSharp;

namespace IntegrationHost.Pictures;

/// <summary>Block characters as the rectangles that they are: a font would leave seams between them.</summary>
internal static class BlockGlyphs
{
    /// <summary>Rectangles of a character within a cell of 1 by 1; <c>null</c> if it is no block.</summary>
    public static IReadOnlyList<SKRect>? Of(string text) => text switch
    {
        "█" => [new(0, 0, 1, 1)],
        "▀" => [new(0, 0, 1, .5f)],
        "▄" => [new(0, .5f, 1, 1)],
        "▌" => [new(0, 0, .5f, 1)],
        "▐" => [new(.5f, 0, 1, 1)],
        "▘" => [new(0, 0, .5f, .5f)],
        "▝" => [new(.5f, 0, 1, .5f)],
        "▖" => [new(0, .5f, .5f, 1)],
        "▗" => [new(.5f, .5f, 1, 1)],
        "▛" => [new(0, 0, 1, .5f), new(0, .5f, .5f, 1)],
        "▜" => [new(0, 0, 1, .5f), new(.5f, .5f, 1, 1)],
        "▙" => [new(0, 0, .5f, .5f), new(0, .5f, 1, 1)],
        "▟" => [new(.5f, 0, 1, .5f), new(0, .5f, 1, 1)],
        "▁" => [new(0, .875f, 1, 1)],
        "▂" => [new(0, .75f, 1, 1)],
        "▃" => [new(0, .625f, 1, 1)],
        "▅" => [new(0, .375f, 1, 1)],
        "▆" => [new(0, .25f, 1, 1)],
        "▇" => [new(0, .125f, 1, 1)],
        "▏" => [new(0, 0, .125f, 1)],
        "▎" => [new(0, 0, .25f, 1)],
        "▍" => [new(0, 0, .375f, 1)],
        "▋" => [new(0, 0, .625f, 1)],
        "▊" => [new(0, 0, .75f, 1)],
        "▉" => [new(0, 0, .875f, 1)],
        "─" => [new(0, .47f, 1, .53f)],
        "│" => [new(.45f, 0, .55f, 1)],
        _ => null,
    };
}
