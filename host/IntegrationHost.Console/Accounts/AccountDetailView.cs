using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>Everything known of one account.</summary>
internal sealed class AccountDetailView(AccountDetailModel model, Ink ink) : DialogView(ink)
{
    private const int LabelWidth = 16;

    /// <inheritdoc/>
    protected override string Heading => $"ACCOUNT · {model.Account.Name}";

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Lavender;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(96, model.Lines.Count + 6);

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        int y = body.Y;
        int line = model.Top;
        for (; line < model.Lines.Count && y < body.Bottom; line++)
        {
            DetailLine shown = model.Lines[line];
            canvas.Text(body.X, y, shown.Label, Palette.Grey, Palette.Black, width: LabelWidth - 1);
            Rectangle text = new(body.X + LabelWidth, y, body.Width - LabelWidth, Math.Min(3, body.Bottom - y));
            y += Math.Max(1, canvas.Wrapped(text, shown.Text, shown.Color, Palette.Black, bold: line == 0));
        }

        model.PageSize = Math.Max(1, line - model.Top);
        if (model.Top > 0)
            canvas.Text(body.Right, body.Y, "▲", Palette.Orange, Palette.Black);
        if (line < model.Lines.Count)
            canvas.Text(body.Right, body.Bottom - 1, "▼", Palette.Orange, Palette.Black);
    }
}
