using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Upstream;

/// <summary>How the upstream stands, and what is open there.</summary>
internal sealed class UpstreamView(DashboardModel shell, UpstreamModel page, Ink ink) : PageView<UpstreamModel>(shell, page, ink, Palette.Peach)
{
    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas)
    {
        Rectangle area = new(2, 2, canvas.Width - 4, canvas.Height - 3);
        if (Page.Status is null)
        {
            canvas.Wrapped(area with { Height = 3 }, Page.Problem.Length > 0 ? $"x {Page.Problem}" : "reading...", Page.Problem.Length > 0 ? Palette.Red : Palette.Grey, Palette.Black);
            return;
        }

        Page.PageSize = Math.Max(1, FactLines.DrawScrolled(canvas, area, Page.Lines, Page.Top));
    }
}
