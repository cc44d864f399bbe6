using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dialogs;

/// <summary>Labelled lines to scroll through.</summary>
internal sealed class FactsView(FactsModel model, Ink ink) : DialogView(ink)
{
    /// <inheritdoc/>
    protected override string Heading => model.Title;

    /// <inheritdoc/>
    protected override Rgb Accent => model.Accent;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(96, model.Lines.Count + model.Lines.Count(line => line.Text.Length > 70) + 6);

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body) => model.PageSize = Math.Max(1, FactLines.DrawScrolled(canvas, body, model.Lines, model.Top));
}
