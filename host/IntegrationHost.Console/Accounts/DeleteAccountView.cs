using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>The question before a delete.</summary>
internal sealed class DeleteAccountView(DeleteAccountModel model, Ink ink) : DialogView(ink)
{
    /// <inheritdoc/>
    protected override string Heading => $"DELETE · {model.What}";

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Red;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(72, 13 + Math.Min(8, model.Stopping.Count + model.Unlinked.Count));

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        int y = body.Y;
        int bottom = body.Bottom - 4;
        if (model.Stopping.Count + model.Unlinked.Count == 0)
            canvas.Text(body.X, y++, model.Accounts.Count == 1 ? "No module is linked to it, so nothing stops." : "No module is linked to them, so nothing stops.", Palette.Peach, Palette.Black);
        if (model.Stopping.Count > 0)
        {
            canvas.Text(body.X, y++, string.Create(CultureInfo.InvariantCulture, $"x stops running ({model.Stopping.Count}):"), Palette.Red, Palette.Black, bold: true);
            y = DrawNames(canvas, body, y, bottom - (model.Unlinked.Count > 0 ? 2 : 0), model.Stopping);
        }

        if (model.Unlinked.Count > 0 && y < bottom)
        {
            canvas.Text(body.X, y++, string.Create(CultureInfo.InvariantCulture, $"! loses its link, cannot run now either ({model.Unlinked.Count}):"), Palette.Tan, Palette.Black);
            DrawNames(canvas, body, y, bottom, model.Unlinked);
        }

        (string state, Rgb color) = model.Working ? ("~ deleting", Palette.Sky) : model.Problem.Length > 0 ? ($"x {model.Problem}", Palette.Red) : (model.After, Palette.Grey);
        canvas.Wrapped(new Rectangle(body.X, body.Bottom - 4, body.Width, 2), state, color, Palette.Black);
        if (model.Accounts.Count > 1)
        {
            int end = canvas.Text(body.X, body.Bottom - 1, $"type {model.Word} and press Enter; Esc keeps them: ", Palette.Tan, Palette.Black, bold: true);
            end = canvas.Text(end, body.Bottom - 1, model.Typed, model.Typed == model.Word ? Palette.Green : Palette.White, Palette.Indigo, bold: true);
            canvas.Text(end, body.Bottom - 1, " ", Palette.Black, Palette.Orange);
            return;
        }

        int x = canvas.Pill(body.X, body.Bottom - 1, " Enter, n  KEEP IT ", Palette.Orange) + 2;
        canvas.Pill(x, body.Bottom - 1, " y  DELETE ", Palette.Red);
    }

    private static int DrawNames(Canvas canvas, Rectangle body, int y, int bottom, IReadOnlyList<string> names)
    {
        int room = Math.Max(1, bottom - y);
        int shown = names.Count <= room ? names.Count : room - 1;
        foreach (string name in names.Take(shown))
            canvas.Text(body.X + 2, y++, name, Palette.Peach, Palette.Black, width: body.Width - 2);
        if (shown < names.Count)
            canvas.Text(body.X + 2, y++, string.Create(CultureInfo.InvariantCulture, $"and {names.Count - shown} more"), Palette.Grey, Palette.Black);
        return y;
    }
}
