using System.Drawing;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Plugins;

/// <summary>The plugins, and below them the selected one.</summary>
internal sealed class PluginsView(DashboardModel shell, PluginsModel page, Ink ink) : TablePageView<PluginsModel, PluginReport>(shell, page, ink, Palette.Sky)
{
    private const int Pane = 9;
    private const int SmallestTable = 8;

    /// <inheritdoc/>
    protected override Rectangle TableArea(Canvas canvas) => new(0, 1, canvas.Width, canvas.Height - 1 - (HasPane(canvas) ? Pane : 0));

    /// <inheritdoc/>
    protected override void DrawBeside(Canvas canvas)
    {
        if (!HasPane(canvas))
            return;
        int top = canvas.Height - Pane + 1;
        canvas.Text(3, top - 1, new string('─', canvas.Width - 4), Palette.Indigo, Palette.Black);
        FactLines.Draw(canvas, new Rectangle(3, top, canvas.Width - 4, Pane - 1), Page.Facts);
    }

    private static bool HasPane(Canvas canvas) => canvas.Height - 1 - Pane >= SmallestTable;
}
