using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <summary>The metrics, each with its letter.</summary>
internal sealed class MetricsView(MetricsModel model, Ink ink) : DialogView(ink)
{
    /// <inheritdoc/>
    protected override string Heading => "METRICS · A LETTER OPENS THE LIST";

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Peach;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(64, HeroDoor.All.Count + 5);

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        IReadOnlyList<HeroMetric> blocks = model.Blocks;
        for (int line = 0; line < HeroDoor.All.Count && line < body.Height; line++)
        {
            HeroDoor door = HeroDoor.All[line];
            int x = canvas.Pill(body.X, body.Y + line, door.Key, Palette.Tan) + 1;
            canvas.Text(x, body.Y + line, door.Title, Palette.Peach, Palette.Black, width: 34);
            (string value, Rgb color) = door == HeroDoor.Expired ? HeroModel.Expired(model.Expired)
                : blocks.FirstOrDefault(block => block.Door == door) is { } shown ? (shown.Detail.Length > 0 ? $"{shown.Value} {shown.Detail}" : shown.Value, shown.Color) : ("", Palette.Grey);
            canvas.TextRight(body.Right - 1, body.Y + line, value, color, Palette.Black, bold: true, width: 18);
        }
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Terminal.Gui.Input.Mouse mouse)
    {
        if (!mouse.IsSingleClicked || mouse.Position is not { } place || place.Y - Body.Y is not (>= 0 and int line) || line >= HeroDoor.All.Count)
            return false;
        return model.Run($"hero.{HeroDoor.All[line].Id}");
    }
}
