using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Coverage;

/// <summary>The coverage radar: how far each category is covered, and which modules wait for what.</summary>
internal sealed class CoverageModel : IRegionModel
{
    private CoverageReport _report = new(0, 0, 0, [], []);

    /// <summary>Categories, the one with most waiting modules first.</summary>
    public IReadOnlyList<CategoryBar> Bars { get; private set; } = [];

    /// <summary>The modules shown.</summary>
    public SelectableList<CoverageItem> Items { get; } = new(item => item.ModuleId);

    /// <inheritdoc/>
    public FilterText Filter { get; } = new();

    /// <summary>Category the modules are limited to; <c>null</c> for all.</summary>
    public string? Category { get; private set; }

    /// <summary>Whether covered modules are shown too.</summary>
    public bool ShowAll { get; private set; }

    /// <summary>Modules that need a credential.</summary>
    public int Total => _report.Total;

    /// <summary>Modules that wait.</summary>
    public int Waiting => _report.Total - _report.Covered;

    /// <inheritdoc/>
    public int PageSize { get; set; } = 10;

    /// <inheritdoc/>
    public string? CopyText => Items.Selected?.ModuleId;

    /// <inheritdoc/>
    public void Update(LiveData data)
    {
        _report = data.Coverage;
        Bars = [.. _report.Categories.Select(category => new CategoryBar(category.Category, category.Covered, category.Total))
            .OrderByDescending(bar => bar.Waiting).ThenBy(bar => bar.Category, StringComparer.OrdinalIgnoreCase)];
        if (Bars.All(bar => bar.Category != Category))
            Category = null;
        Refresh();
    }

    /// <inheritdoc/>
    public void Refresh() => Items.Replace([.. _report.Items
        .Where(item => ShowAll || item.State != "Covered")
        .Where(item => Category is null || item.Category == Category)
        .Where(item => Filter.Matches(item.ModuleName, item.ClassName, item.Workflow, item.Category, item.ProviderId, item.AccountName, item.Reason))
        .OrderBy(item => item.Category, StringComparer.OrdinalIgnoreCase)
        .ThenBy(item => item.ModuleName, StringComparer.OrdinalIgnoreCase)
        .ThenBy(item => item.ModuleId, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public void Move(int by) => Items.Move(by);

    /// <inheritdoc/>
    public bool Run(string command)
    {
        switch (command)
        {
            case "coverage.all":
                ShowAll = !ShowAll;
                break;
            case "coverage.next-category":
                Category = CategoryCycle.Step([.. Bars.Select(bar => bar.Category)], Category, 1);
                break;
            case "coverage.previous-category":
                Category = CategoryCycle.Step([.. Bars.Select(bar => bar.Category)], Category, -1);
                break;
            default:
                return false;
        }

        Refresh();
        return true;
    }
}
