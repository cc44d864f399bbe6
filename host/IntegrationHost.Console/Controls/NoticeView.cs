using System.Drawing;
using IntegrationHost.Console.Lcars;
using Terminal.Gui.ViewBase;

namespace IntegrationHost.Console.Controls;

/// <summary>One line on an otherwise empty screen.</summary>
internal sealed class NoticeView : View
{
    private readonly Ink _ink;

    public NoticeView(Ink ink)
    {
        _ink = ink;
        CanFocus = false;
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        Canvas canvas = new(this, _ink);
        canvas.Fill(new Rectangle(0, 0, canvas.Width, canvas.Height), Palette.Black);
        canvas.Text(0, 0, Text, Palette.Orange, Palette.Black);
        return true;
    }
}
