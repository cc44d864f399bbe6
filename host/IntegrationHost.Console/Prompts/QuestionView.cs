using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Prompts;

/// <summary>A question that wants a yes.</summary>
internal sealed class QuestionView(QuestionModel model, Ink ink) : DialogView(ink)
{
    /// <inheritdoc/>
    protected override string Heading => model.Title;

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Red;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(74, Math.Clamp(model.Lines.Count * 2, 2, 12) + 8);

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        int y = body.Y;
        foreach (string line in model.Lines.TakeWhile(_ => y < body.Bottom - 3))
            y += canvas.Wrapped(new Rectangle(body.X, y, body.Width, Math.Min(3, body.Bottom - 3 - y)), line, Palette.Peach, Palette.Black);
        if (model.Word is { } word)
        {
            int x = canvas.Text(body.X, body.Bottom - 2, $"type {word} and press Enter: ", Palette.Tan, Palette.Black, bold: true);
            x = canvas.Text(x, body.Bottom - 2, model.Typed, model.IsReady ? Palette.Green : Palette.White, Palette.Indigo, bold: true);
            canvas.Text(x, body.Bottom - 2, " ", Palette.Black, Palette.Orange);
            int end = canvas.Pill(body.X, body.Bottom - 1, " Esc  KEEP ", Palette.Orange) + 2;
            canvas.Pill(end, body.Bottom - 1, $" Enter  {model.YesLabel} ", model.IsReady ? Palette.Red : Palette.Indigo);
            return;
        }

        int next = canvas.Pill(body.X, body.Bottom - 1, " Enter, n  NO ", Palette.Orange) + 2;
        canvas.Pill(next, body.Bottom - 1, $" y  {model.YesLabel} ", Palette.Red);
    }
}
