using System.Drawing;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Controls;

/// <summary>One line on an otherwise empty screen.</summary>
internal sealed class NoticeView : PaintedView
{
    public NoticeView(Ink ink)
        : base(ink) => CanFocus = false;

    /// <inheritdoc/>
    protected override void Paint(Canvas canvas)
    {
        canvas.Fill(new Rectangle(0, 0, canvas.Width, canvas.Height), Palette.Black);
        canvas.Text(0, 0, Text, Palette.Orange, Palette.Black);
    }
}
