using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Settings;

namespace IntegrationHost.Console.Querying;

/// <summary>The saved filters of a table.</summary>
internal sealed class SavedFiltersView(SavedFiltersModel model, Ink ink) : DialogView(ink)
{
    private const int NameWidth = 24;

    /// <inheritdoc/>
    protected override string Heading => "SAVED FILTERS";

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Lavender;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(84, Math.Clamp(model.Filters.Items.Count + 9, 12, 22));

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        int room = body.Height - 4;
        if (model.Filters.Items.Count == 0)
            canvas.Text(body.X + 1, body.Y, "none yet: set a filter with /, name it here, Ctrl+S keeps it", Palette.Grey, Palette.Black, width: body.Width - 1);
        int first = Math.Clamp(model.Filters.Index - room + 1, 0, Math.Max(0, model.Filters.Items.Count - room));
        for (int line = 0; line < room && first + line < model.Filters.Items.Count; line++)
        {
            SavedFilter filter = model.Filters.Items[first + line];
            bool selected = first + line == model.Filters.Index;
            Rgb block = selected ? Palette.Orange : Palette.Black;
            canvas.Fill(new Rectangle(body.X, body.Y + line, body.Width, 1), block);
            canvas.Text(body.X + 1, body.Y + line, filter.Name, selected ? Palette.Black : Palette.Peach, block, bold: true, width: NameWidth);
            canvas.Text(body.X + NameWidth + 2, body.Y + line, filter.Text, selected ? Palette.Black : Palette.Lavender, block, width: body.Width - NameWidth - 3);
        }

        int y = body.Bottom - 3;
        canvas.Text(body.X, y, $"now: {(model.Present.Length > 0 ? model.Present : "no filter")}", Palette.Grey, Palette.Black, width: body.Width);
        canvas.Fill(new Rectangle(body.X, y + 1, body.Width, 1), Palette.Indigo);
        int caret = canvas.Text(body.X + 1, y + 1, $"keep as: {model.Name}", Palette.White, Palette.Indigo, bold: true, width: body.Width - 3);
        canvas.Text(caret, y + 1, " ", Palette.Black, Palette.Orange);
        if (model.Problem.Length > 0)
            canvas.Text(body.X, y + 2, $"x {model.Problem}", Palette.Red, Palette.Black, width: body.Width);
    }
}
