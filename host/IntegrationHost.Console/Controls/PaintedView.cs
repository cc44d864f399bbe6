using System.Runtime.InteropServices;
using IntegrationHost.Console.Lcars;
using Terminal.Gui.ViewBase;

namespace IntegrationHost.Console.Controls;

/// <summary>
/// A view that says what it shows before it is drawn. The library draws and sends a marked view whole, so a view is marked only if what it would show differs from what it shows.
/// </summary>
/// <param name="ink">Colours.</param>
internal abstract class PaintedView(Ink ink) : View
{
    private List<Stroke> _shown = [];
    private List<Stroke> _next = [];

    /// <summary>Colours.</summary>
    protected Ink Ink { get; } = ink;

    /// <summary>Whether <see cref="Paint"/> covers every cell, so that nothing has to be cleared before.</summary>
    protected virtual bool CoversAll => true;

    /// <summary>Marks the view to be drawn if it would show something else than it does.</summary>
    public virtual void LookAgain()
    {
        if (!Visible || NeedsDraw || Viewport.IsEmpty)
            return;
        Sketch(_next);
        if (!CollectionsMarshal.AsSpan(_next).SequenceEqual(CollectionsMarshal.AsSpan(_shown)))
            SetNeedsDraw();
    }

    /// <summary>Paints what is to be shown. It is asked for more often than anything is drawn.</summary>
    protected abstract void Paint(Canvas canvas);

    /// <inheritdoc/>
    protected sealed override bool OnClearingViewport() => CoversAll;

    /// <inheritdoc/>
    protected sealed override bool OnDrawingContent(DrawContext? context)
    {
        Sketch(_next);
        (_shown, _next) = (_next, _shown);
        foreach (Stroke stroke in _shown)
        {
            SetAttribute(stroke.Look);
            AddStr(stroke.X, stroke.Y, stroke.Text);
        }

        return true;
    }

    private void Sketch(List<Stroke> strokes)
    {
        strokes.Clear();
        Paint(new Canvas(strokes, Viewport.Size, Ink));
    }
}
