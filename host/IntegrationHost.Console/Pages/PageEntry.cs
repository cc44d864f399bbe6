using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Pages;

/// <summary>A page as the rail, the palette and the number keys know it.</summary>
/// <param name="Id">Stable id; <c>page.</c> and it is the command that opens the page.</param>
/// <param name="Key">Number key.</param>
/// <param name="Title">Name in capitals.</param>
/// <param name="Short">Name where there is little room: three letters.</param>
/// <param name="Color">Colour of its block and heading.</param>
/// <param name="Model">Makes the model.</param>
/// <param name="View">Makes the view of a model.</param>
internal sealed record PageEntry(string Id, string Key, string Title, string Short, Rgb Color, Func<ConsoleContext, PageModel> Model, Func<DashboardModel, PageModel, Ink, PanelView> View)
{
    /// <summary>An entry whose view is made of its own kind of model.</summary>
    public static PageEntry Of<TModel>(string id, string key, string title, string shortTitle, Rgb color, Func<ConsoleContext, TModel> model, Func<DashboardModel, TModel, Ink, PanelView> view)
        where TModel : PageModel =>
        new(id, key, title, shortTitle, color, model, (shell, page, ink) => view(shell, (TModel)page, ink));
}
