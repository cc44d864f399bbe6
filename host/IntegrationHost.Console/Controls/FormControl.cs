using System.Drawing;
using IntegrationHost.Console.Lcars;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Controls;

/// <summary>Something in a form that can have the focus.</summary>
internal abstract class FormControl : PaintedView
{
    /// <param name="ink">Colours.</param>
    protected FormControl(Ink ink)
        : base(ink)
    {
        CanFocus = true;
        KeyBindings.Clear();
    }

    /// <summary>Keys it hears, for the line at the foot of the form.</summary>
    public virtual string Hint => "";

    /// <summary>Whether a paste goes into it. Default: no; then the paste is looked at as one outside of any field.</summary>
    public virtual bool TakesPaste => false;

    /// <summary>Whether it shows what is pasted into it, so that a key must not be. Default: no.</summary>
    public virtual bool ShowsText => false;

    /// <summary>Whether what is pasted into it may have several lines.</summary>
    public virtual bool TakesLines => false;

    /// <inheritdoc/>
    protected override bool CoversAll => false;

    /// <summary>Draws it.</summary>
    protected abstract void Draw(Canvas canvas);

    /// <summary>A key while it has the focus.</summary>
    /// <returns>Whether the key is for it; otherwise the form gets it.</returns>
    protected abstract bool Press(string key, string? printable);

    /// <summary>A click on it.</summary>
    protected virtual void Clicked(Point place)
    {
    }

    /// <summary>Puts the terminal's cursor at a place, so that screen readers find what has the focus.</summary>
    protected void Point(int x, int y)
    {
        Point place = ViewportToScreen(new Point(x, y));
        if (Cursor.Position != place)
            Cursor = new Cursor { Position = place, Style = CursorStyle.SteadyBar };
    }

    /// <inheritdoc/>
    protected sealed override void Paint(Canvas canvas)
    {
        bool dim = Ink.Dim;
        Ink.Dim = false;
        Draw(canvas);
        Ink.Dim = dim;
    }

    /// <inheritdoc/>
    protected sealed override bool OnKeyDown(Key key)
    {
        bool handled = Press(KeyToken.Of(key), KeyToken.Printable(key));
        if (handled)
            SetNeedsDraw();
        return handled;
    }

    /// <inheritdoc/>
    protected sealed override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.IsSingleClicked || mouse.Position is not { } position)
            return false;
        SetFocus();
        Clicked(position);
        SetNeedsDraw();
        return true;
    }
}
