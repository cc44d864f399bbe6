using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Help;

/// <summary>The help: every command, in as many columns as fit.</summary>
internal sealed class HelpView(HelpModel model, Ink ink) : DialogView(ink)
{
    private const int WideScreen = 100;
    private const int KeyWidth = 15;

    /// <inheritdoc/>
    protected override string Heading => "HELP · EVERY KEY";

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Sky;

    /// <inheritdoc/>
    public override Size Wanted(Size screen)
    {
        int columns = screen.Width >= WideScreen ? 2 : 1;
        return new Size(columns * 62, ((model.Lines.Count + columns - 1) / columns) + 5);
    }

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        int columns = body.Width >= WideScreen - 10 ? 2 : 1;
        int width = body.Width / columns;
        model.PageSize = body.Height * columns;
        for (int index = 0; index < model.PageSize && model.Top + index < model.Lines.Count; index++)
        {
            HelpLine line = model.Lines[model.Top + index];
            int x = body.X + (index / body.Height * width);
            int y = body.Y + (index % body.Height);
            if (line.IsHeading)
            {
                canvas.Text(x, y, line.Text, Palette.Orange, Palette.Black, bold: true);
                continue;
            }

            canvas.Text(x, y, line.Keys, Palette.Tan, Palette.Black, bold: true, width: KeyWidth);
            canvas.Text(x + KeyWidth + 1, y, line.Text, Palette.Peach, Palette.Black, width: width - KeyWidth - 2);
        }

        if (model.Top + model.PageSize < model.Lines.Count)
            canvas.Text(body.Right, body.Bottom - 1, "▼", Palette.Orange, Palette.Black);
        if (model.Top > 0)
            canvas.Text(body.Right, body.Y, "▲", Palette.Orange, Palette.Black);
    }
}
