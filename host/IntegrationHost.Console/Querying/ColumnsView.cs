using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Querying;

/// <summary>The columns of a table, to be shown or hidden.</summary>
internal sealed class ColumnsView(ColumnsModel model, Ink ink) : DialogView(ink)
{
    /// <inheritdoc/>
    protected override string Heading => "COLUMNS";

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Lavender;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(44, model.Choice.Titles.Count + 6);

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        int room = body.Height - 1;
        int first = Math.Clamp(model.Index - room + 1, 0, Math.Max(0, model.Choice.Titles.Count - room));
        for (int line = 0; line < room && first + line < model.Choice.Titles.Count; line++)
        {
            int column = first + line;
            bool selected = column == model.Index;
            Rgb block = selected ? Palette.Orange : Palette.Black;
            bool shown = !model.Choice.IsHidden(column);
            canvas.Fill(new Rectangle(body.X, body.Y + line, body.Width, 1), block);
            string order = model.Choice.Sort == column ? model.Choice.Reversed ? " ▼" : " ▲" : "";
            canvas.Text(body.X + 1, body.Y + line, $"[{(shown ? "x" : " ")}] {model.Choice.Titles[column]}{order}", selected ? Palette.Black : shown ? Palette.Peach : Palette.Grey, block, bold: selected);
        }

        canvas.Text(body.X, body.Bottom - 1, "what has no room is left out", Palette.Grey, Palette.Black, width: body.Width);
    }
}
