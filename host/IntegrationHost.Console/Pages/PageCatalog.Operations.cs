using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Access;
using IntegrationHost.Console.Audit;
using IntegrationHost.Console.Keys;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Plugins;
using IntegrationHost.Console.Upstream;

namespace IntegrationHost.Console.Pages;

/// <content>Pages about the host itself.</content>
internal static partial class PageCatalog
{
    static partial void AddOperations(List<PageEntry> pages) => pages.AddRange(
    [
        PageEntry.Of("plugins", "5", "PLUGINS", "PLG", Palette.Sky, context => new PluginsModel(context), (shell, page, ink) => new PluginsView(shell, page, ink)),
        PageEntry.Of("audit", "6", "AUDIT", "AUD", Palette.Tan, context => new AuditModel(context), (shell, page, ink) => new TablePageView<AuditModel, AuditEventReport>(shell, page, ink, Palette.Tan)),
        PageEntry.Of("keys", "7", "KEYS", "KEY", Palette.Lavender, context => new KeysModel(context), (shell, page, ink) => new KeysView(shell, page, ink)),
        PageEntry.Of("tokens", "8", "TOKENS", "TOK", Palette.Blue, context => new AccessModel(context), (shell, page, ink) => new AccessView(shell, page, ink)),
        PageEntry.Of("upstream", "9", "UPSTREAM", "UPS", Palette.Peach, context => new UpstreamModel(context), (shell, page, ink) => new UpstreamView(shell, page, ink)),
    ]);
}
