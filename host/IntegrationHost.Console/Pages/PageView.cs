using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Pages;

/// <summary>A page that fills the screen: a heading, and content below it.</summary>
/// <typeparam name="TModel">Its model.</typeparam>
/// <param name="shell">The console.</param>
/// <param name="page">The page.</param>
/// <param name="ink">Colours.</param>
/// <param name="color">Colour of its heading.</param>
internal abstract class PageView<TModel>(DashboardModel shell, TModel page, Ink ink, Rgb color) : PanelView(shell, ink, color)
    where TModel : PageModel
{
    /// <inheritdoc/>
    protected override bool IsActive => Model.Page == Page && Model.Overlay is null;

    /// <inheritdoc/>
    protected override string Heading => Page.Title;

    /// <inheritdoc/>
    protected override string Note => Page.Problem.Length == 0 ? Page.Note : Page.WasRead ? $"x {Page.Problem}" : "not read";

    /// <inheritdoc/>
    protected override IRegionModel List => Page;

    /// <summary>The page.</summary>
    protected TModel Page { get; } = page;

    /// <inheritdoc/>
    protected override void Activate()
    {
    }

    /// <inheritdoc/>
    protected override void Clicked(System.Drawing.Point place, bool twice)
    {
    }
}
