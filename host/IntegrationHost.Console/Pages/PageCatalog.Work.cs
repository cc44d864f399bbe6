using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Modules;

namespace IntegrationHost.Console.Pages;

/// <content>Pages about modules, templates and coverage.</content>
internal static partial class PageCatalog
{
    static partial void AddWork(List<PageEntry> pages) => pages.Add(PageEntry.Of(
        "modules", "4", "MODULES", "MOD", Palette.Orange, context => new ModulesModel(context), (shell, page, ink) => new ModulesView(shell, page, ink)));
}
