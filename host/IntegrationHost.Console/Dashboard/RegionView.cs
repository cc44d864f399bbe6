using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <summary>A region of the dashboard, which can fill the screen.</summary>
/// <param name="model">The dashboard.</param>
/// <param name="ink">Colours.</param>
/// <param name="region">The region.</param>
/// <param name="color">Colour of its heading.</param>
internal abstract class RegionView(DashboardModel model, Ink ink, Region region, Rgb color) : PanelView(model, ink, color)
{
    /// <inheritdoc/>
    protected override bool IsActive => Model.Page is null && Model.Region == region && Model.Overlay is null;

    /// <inheritdoc/>
    protected override void Activate() => Model.Activate(region);
}
