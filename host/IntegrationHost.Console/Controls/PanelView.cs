using System.Drawing;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Controls;

/// <summary>A region of the dashboard, or a page: a coloured heading with its filter, and content below it.</summary>
internal abstract class PanelView : PaintedView
{
    private readonly Rgb _color;

    /// <param name="model">The dashboard.</param>
    /// <param name="ink">Colours.</param>
    /// <param name="color">Colour of its heading.</param>
    protected PanelView(DashboardModel model, Ink ink, Rgb color)
        : base(ink)
    {
        Model = model;
        _color = color;
        CanFocus = false;
    }

    /// <summary>The dashboard.</summary>
    protected DashboardModel Model { get; }

    /// <summary>Whether keys go to it.</summary>
    protected abstract bool IsActive { get; }

    /// <summary>What the heading says.</summary>
    protected abstract string Heading { get; }

    /// <summary>What the heading says on its right.</summary>
    protected abstract string Note { get; }

    /// <summary>Its model.</summary>
    protected abstract IRegionModel List { get; }

    /// <summary>Background of the selected entry.</summary>
    protected Rgb SelectedBlock => IsActive ? Palette.Orange : Palette.Dusk;

    /// <summary>Draws what is below the heading.</summary>
    protected abstract void DrawBody(Canvas canvas);

    /// <summary>Makes keys go to it, as a click does.</summary>
    protected abstract void Activate();

    /// <summary>A click at a place, the heading included.</summary>
    protected abstract void Clicked(Point place, bool twice);

    /// <inheritdoc/>
    protected sealed override void Paint(Canvas canvas)
    {
        canvas.Fill(new Rectangle(0, 0, canvas.Width, canvas.Height), Palette.Black);
        if (canvas.Width < 4 || canvas.Height < 3)
            return;
        DrawHeading(canvas);
        DrawBody(canvas);
    }

    /// <inheritdoc/>
    protected sealed override bool OnMouseEvent(Mouse mouse)
    {
        if (Model.Overlay is not null || mouse.Position is not { } position)
            return false;
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            List.Move(mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 3 : -3);
            Model.Notify();
            return true;
        }

        if (!mouse.IsSingleClicked && !mouse.IsDoubleClicked)
            return false;
        Activate();
        Clicked(position, mouse.IsDoubleClicked);
        Model.Notify();
        return true;
    }

    /// <summary>First entry to show so that the selected one is in sight.</summary>
    protected static int FirstShown(int selected, int room, int count) => Math.Clamp(selected - (room / 2), 0, Math.Max(0, count - room));

    private void DrawHeading(Canvas canvas)
    {
        Rgb block = IsActive ? Palette.Orange : _color;
        canvas.End(0, 0, "▐", block);
        canvas.Fill(new Rectangle(1, 0, canvas.Width - 2, 1), block);
        canvas.End(canvas.Width - 1, 0, "▌", block);
        canvas.Text(2, 0, Heading, Palette.Black, block, bold: true);
        int end = canvas.Width - 2;
        FilterText filter = List.Filter;
        canvas.TextRight(end, 0, Note, Palette.Black, block);
        if (!filter.Editing && filter.Text.Length == 0)
            return;
        string text = $" / {filter.Shown}{(filter.Editing && filter.Cell < 0 ? "▏" : "")} ";
        canvas.TextRight(end - Note.Length - 1, 0, text, filter.Replaces ? Palette.Black : filter.Editing ? Palette.White : Palette.Tan, filter.Replaces ? Palette.Tan : Palette.Black, bold: true, width: canvas.Width - Heading.Length - Note.Length - 6);
    }
}
