using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Coverage;

/// <summary>Which scopes a module lacks, and where to get them.</summary>
internal sealed class ScopesView(ScopesModel model, Ink ink) : DialogView(ink)
{
    private const int LabelWidth = 13;

    /// <inheritdoc/>
    protected override string Heading => $"MISSING SCOPES · {model.Item.ModuleName.ToUpperInvariant()}";

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Tan;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(84, 18);

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        (string state, Rgb color) = model.State(model.Now);
        int y = Line(canvas, body, body.Y, "module", model.Item.Workflow.Length > 0 ? $"{model.Item.ModuleName} · {model.Item.Workflow}" : model.Item.ModuleName, Palette.Peach);
        y = Line(canvas, body, y, "account", $"{model.Account.Name}  {state}", color);
        bool covered = model.Item.State == "Covered";
        y = Line(canvas, body, y, "lacks", covered ? "✔ nothing any more" : $"! {string.Join(", ", model.Item.MissingScopes)}", covered ? Palette.Green : Palette.Tan);
        y = Line(canvas, body, y, "has", model.Account.Verdict?.Scopes is { Count: > 0 } scopes ? string.Join(", ", scopes) : "none that the provider told", Palette.Grey);
        y = Line(canvas, body, y, "granted at", model.Address.Length > 0 ? model.Address : "the plugin does not tell where", Palette.Sky);
        if (model.Docs.Length > 0)
            y = Line(canvas, body, y, "read about", model.Docs, Palette.Sky);
        canvas.Wrapped(
            new Rectangle(body.X, y + 1, body.Width, 2),
            "Grant the scopes there, then test again (t). If the provider makes a new key for that, take it with e: id, links and permissions stay.", Palette.Lavender, Palette.Black);
        canvas.Text(body.X, body.Bottom - 1, "o opens the address · y copies it · t tests · e takes another key · Esc closes", Palette.Orange, Palette.Black, width: body.Width);
    }

    private static int Line(Canvas canvas, Rectangle body, int y, string label, string text, Rgb color)
    {
        canvas.Text(body.X, y, label, Palette.Lavender, Palette.Black, width: LabelWidth - 1);
        return y + Math.Max(1, canvas.Wrapped(new Rectangle(body.X + LabelWidth, y, body.Width - LabelWidth, 2), text, color, Palette.Black));
    }
}
