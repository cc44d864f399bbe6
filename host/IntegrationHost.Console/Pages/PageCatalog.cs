namespace IntegrationHost.Console.Pages;

/// <summary>Every page beside the dashboard's own regions: rail, number keys, palette and help are made from it.</summary>
/// <remarks>A page is a model, a view and one line in here. Groups of pages stand in partial files, so that they can be worked on side by side.</remarks>
internal static partial class PageCatalog
{
    /// <summary>All pages, by their key.</summary>
    public static IReadOnlyList<PageEntry> All { get; } = Collect();

    /// <summary>A page by id; <c>null</c> if there is none.</summary>
    public static PageEntry? Find(string? id) => All.FirstOrDefault(page => page.Id == id);

    /// <summary>Pages about modules, templates and coverage.</summary>
    static partial void AddWork(List<PageEntry> pages);

    /// <summary>Pages about the host itself: plugins, audit, keys, tokens, upstream.</summary>
    static partial void AddOperations(List<PageEntry> pages);

    private static PageEntry[] Collect()
    {
        List<PageEntry> pages = [];
        AddWork(pages);
        AddOperations(pages);
        return [.. pages.OrderBy(page => page.Key, StringComparer.Ordinal)];
    }
}
