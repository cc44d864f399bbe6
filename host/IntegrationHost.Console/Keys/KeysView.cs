using System.Drawing;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Keys;

/// <summary>Ways to unlock, and below them the data keys.</summary>
internal sealed class KeysView(DashboardModel shell, KeysModel page, Ink ink) : TablePageView<KeysModel, KeySlotInfo>(shell, page, ink, Palette.Lavender)
{
    /// <inheritdoc/>
    protected override Rectangle TableArea(Canvas canvas) => new(0, 1, canvas.Width, Math.Clamp(Page.Table.Total + 2, 3, Math.Max(3, canvas.Height / 2)));

    /// <inheritdoc/>
    protected override void DrawBeside(Canvas canvas)
    {
        int top = TableArea(canvas).Bottom + 1;
        FactLines.Draw(canvas, new Rectangle(3, top, canvas.Width - 4, canvas.Height - top), Page.Facts);
    }
}
