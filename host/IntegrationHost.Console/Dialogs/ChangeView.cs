using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dialogs;

/// <summary>A question, what follows from a yes, and the two answers.</summary>
internal sealed class ChangeView(ChangeModel model, Ink ink) : DialogView(ink)
{
    /// <inheritdoc/>
    protected override string Heading => model.Title;

    /// <inheritdoc/>
    protected override Rgb Accent => model.Accent;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(84, model.Lines.Count + model.Lines.Count(line => line.Text.Length > 58) + 10);

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        Rectangle facts = body with { Height = body.Height - 4 };
        model.PageSize = Math.Max(1, FactLines.DrawScrolled(canvas, facts, model.Lines, model.Top));
        string state = model.Working ? "~ under way" : model.Problem.Length > 0 ? $"x {model.Problem}" : "";
        canvas.Wrapped(new Rectangle(body.X, body.Bottom - 3, body.Width, 2), state, model.Working ? Palette.Sky : Palette.Red, Palette.Black);
        int x = canvas.Pill(body.X, body.Bottom - 1, " Enter, n  NO ", Palette.Orange) + 2;
        canvas.Pill(x, body.Bottom - 1, $" y  {model.Yes} ", model.Accent);
    }
}
