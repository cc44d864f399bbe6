using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dialogs;

/// <summary>A secret on lines of its own, so that a mouse can take it whole.</summary>
internal sealed class OnceView(OnceModel model, Ink ink) : DialogView(ink)
{
    /// <inheritdoc/>
    protected override string Heading => model.Title;

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Green;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(Math.Max(78, Math.Min(model.Secret.Length + 9, screen.Width - 2)), 14);

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        canvas.Text(body.X, body.Y, "Shown this once, and kept nowhere. Take it now:", Palette.Peach, Palette.Black);
        int y = body.Y + 2;
        for (int from = 0; from < model.Secret.Length; from += body.Width)
            canvas.Text(body.X, y++, model.Secret[from..Math.Min(model.Secret.Length, from + body.Width)].ToString(), Palette.White, Palette.Black, bold: true);
        canvas.Wrapped(new Rectangle(body.X, y + 1, body.Width, 2), model.Hint, Palette.Grey, Palette.Black);
        canvas.Wrapped(new Rectangle(body.X, body.Bottom - 3, body.Width, 2), model.Saved, model.Saved.StartsWith('x') ? Palette.Red : Palette.Green, Palette.Black);
        int x = canvas.Pill(body.X, body.Bottom - 1, " w  WRITE TO A FILE ", Palette.Tan) + 2;
        canvas.Pill(x, body.Bottom - 1, " Esc  CLOSE FOR GOOD ", Palette.Orange);
    }
}
