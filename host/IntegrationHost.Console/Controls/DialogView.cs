using System.Drawing;
using IntegrationHost.Console.Lcars;
using Terminal.Gui.ViewBase;

namespace IntegrationHost.Console.Controls;

/// <summary>A dialog: an LCARS bracket around a black field, in the middle of the screen.</summary>
internal abstract class DialogView : PaintedView
{
    /// <param name="ink">Colours.</param>
    protected DialogView(Ink ink)
        : base(ink)
    {
        CanFocus = true;
        KeyBindings.Clear();
    }

    /// <summary>The title.</summary>
    protected abstract string Heading { get; }

    /// <summary>Colour of the bracket.</summary>
    protected abstract Rgb Accent { get; }

    /// <summary>Where the content goes.</summary>
    protected Rectangle Body => new(4, 2, Math.Max(0, Viewport.Width - 7), Math.Max(0, Viewport.Height - 4));

    /// <summary>Columns and rows it would like to have.</summary>
    public abstract Size Wanted(Size screen);

    /// <summary>Puts the first control in focus.</summary>
    public virtual void FocusFirst() => SetFocus();

    /// <summary>Runs a command that is about the view, such as the next field.</summary>
    /// <returns>Whether it is one.</returns>
    public virtual bool Run(string command) => false;

    /// <summary>Takes note that the model has changed.</summary>
    public virtual void Refresh()
    {
    }

    /// <inheritdoc/>
    public sealed override void LookAgain()
    {
        base.LookAgain();
        foreach (FormControl control in SubViews.OfType<FormControl>())
            control.LookAgain();
    }

    /// <summary>Moves to the middle of the screen, within its bounds; beside the rail if there is one and it is not too wide for that.</summary>
    public void Center(Size screen)
    {
        Size wanted = Wanted(screen);
        int width = Math.Min(wanted.Width, screen.Width - 2);
        int height = Math.Min(wanted.Height, screen.Height - 1);
        int rail = DashboardLayout.IsCompact(screen.Width, screen.Height) ? 0 : DashboardLayout.Rail + 2;
        int left = width <= screen.Width - rail ? rail : 0;
        Put(this, new Rectangle(left + ((screen.Width - left - width) / 2), Math.Max(0, (screen.Height - 1 - height) / 2), width, height));
    }

    /// <summary>Gives a view its place. The same place once more would have everything laid out and drawn again.</summary>
    protected static void Put(View view, Rectangle place)
    {
        if (view.Frame != place)
            view.Frame = place;
    }

    /// <summary>Draws the content.</summary>
    protected abstract void DrawBody(Canvas canvas, Rectangle body);

    /// <inheritdoc/>
    protected sealed override void Paint(Canvas canvas)
    {
        bool dim = Ink.Dim;
        Ink.Dim = false;
        Rgb bar = Palette.Visible(Accent);
        int right = canvas.Width - 2;
        int bottom = canvas.Height - 1;
        canvas.Fill(new Rectangle(0, 0, canvas.Width, canvas.Height), Palette.Black);
        canvas.Text(1, 0, "▟", bar, Palette.Black);
        canvas.Fill(new Rectangle(2, 0, right - 3, 1), bar);
        canvas.Text(right - 1, 0, "▙", bar, Palette.Black);
        canvas.Text(4, 0, $" {Heading} ", bar, Palette.Black, bold: true, width: right - 7);
        canvas.Fill(new Rectangle(1, 1, 1, bottom - 1), bar);
        canvas.Text(2, 1, "▘", bar, Palette.Black);
        canvas.Text(2, bottom - 1, "▖", bar, Palette.Black);
        canvas.Text(1, bottom, "▜", bar, Palette.Black);
        canvas.Fill(new Rectangle(2, bottom, right - 3, 1), bar);
        canvas.Text(right - 1, bottom, "▛", bar, Palette.Black);
        DrawBody(canvas, Body);
        Ink.Dim = dim;
    }
}
