using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Choices;

/// <summary>Asks which of several is meant.</summary>
internal sealed class ChoiceView(ChoiceModel model, Ink ink) : DialogView(ink)
{
    private const int NameWidth = 26;

    /// <inheritdoc/>
    protected override string Heading => model.Title;

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Sky;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(78, Math.Min(model.Choices.Count, 16) + 8);

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        canvas.Text(body.X, body.Y, model.Question, Palette.Lavender, Palette.Black, width: body.Width);
        int room = Math.Max(1, body.Height - 4);
        int first = Math.Clamp(model.Index - (room / 2), 0, Math.Max(0, model.Choices.Count - room));
        for (int line = 0; line < room && first + line < model.Choices.Count; line++)
        {
            int index = first + line;
            int y = body.Y + 2 + line;
            bool marked = index == model.Index;
            Rgb block = marked ? Palette.Orange : Palette.Black;
            canvas.Fill(new Rectangle(body.X, y, body.Width, 1), block);
            canvas.Text(body.X, y, index < 9 ? (index + 1).ToString(CultureInfo.InvariantCulture) : " ", marked ? Palette.Black : Palette.Tan, block, bold: true);
            canvas.Text(body.X + 3, y, model.Choices[index].Name, marked ? Palette.Black : Palette.Peach, block, bold: true, width: NameWidth);
            canvas.Text(body.X + 4 + NameWidth, y, model.Choices[index].Note, marked ? Palette.Black : Palette.Grey, block, width: body.Width - NameWidth - 4);
        }

        string keys = model.HoldsSecret ? "Enter or a number takes one; Esc wipes the key" : "Enter or a number takes one; Esc takes none";
        canvas.Text(body.X, body.Bottom - 1, keys, Palette.Orange, Palette.Black, width: body.Width);
    }
}
