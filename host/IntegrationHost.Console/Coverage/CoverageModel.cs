using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Coverage;

/// <summary>The coverage radar: how far each category is covered, and which modules wait for what.</summary>
internal sealed class CoverageModel : IRegionModel
{
    private CoverageReport _report = new(0, 0, 0, [], []);
    private Dictionary<string, string> _environmentOf = [];

    /// <summary>Categories, the one with most waiting modules first.</summary>
    public IReadOnlyList<CategoryBar> Bars { get; private set; } = [];

    /// <summary>Why modules wait, with how many, the most frequent first.</summary>
    public IReadOnlyList<(WaitingState State, int Count)> Reasons { get; private set; } = [];

    /// <summary>Environments of the accounts.</summary>
    public IReadOnlyList<string> Environments { get; private set; } = [];

    /// <summary>The modules shown.</summary>
    public SelectableList<CoverageItem> Items { get; } = new(item => item.ModuleId);

    /// <inheritdoc/>
    public FilterText Filter { get; } = new();

    /// <summary>Category the modules are limited to; <c>null</c> for all.</summary>
    public string? Category { get; private set; }

    /// <summary>Reason the modules are limited to; <c>null</c> for all.</summary>
    public string? Reason { get; private set; }

    /// <summary>Environment the modules are limited to: those linked to an account there, and those not linked at all. <c>null</c> for all.</summary>
    public string? Environment { get; private set; }

    /// <summary>Whether covered modules are shown too.</summary>
    public bool ShowAll { get; private set; }

    /// <summary>Modules that need a credential.</summary>
    public int Total => _report.Total;

    /// <summary>Modules that wait.</summary>
    public int Waiting => _report.Total - _report.Covered;

    /// <summary>What the modules are limited to, in words; empty if to nothing.</summary>
    public string Limits => string.Join(" · ", new[] { Category, Reason is null ? null : WaitingState.Of(Reason).Text, Environment is null ? null : $"in {Environment}" }.OfType<string>());

    /// <inheritdoc/>
    public int PageSize { get; set; } = 10;

    /// <inheritdoc/>
    public string? CopyText => Items.Selected?.ModuleId;

    /// <inheritdoc/>
    public string? CommandLine => Items.Selected is { ProviderId: { } provider } item ? $"integration-host accounts add {provider} --verify --link {item.ModuleId}" : null;

    /// <inheritdoc/>
    public void Update(LiveData data)
    {
        _report = data.Coverage;
        _environmentOf = data.Accounts.ToDictionary(account => account.Id, account => account.Environment, StringComparer.Ordinal);
        Bars = [.. _report.Categories.Select(category => new CategoryBar(category.Category, category.Covered, category.Total))
            .OrderByDescending(bar => bar.Waiting).ThenBy(bar => bar.Category, StringComparer.OrdinalIgnoreCase)];
        Reasons = [.. _report.Items.Where(item => item.State != "Covered").GroupBy(item => item.State, StringComparer.Ordinal)
            .Select(group => (WaitingState.Of(group.Key), group.Count())).OrderByDescending(reason => reason.Item2).ThenBy(reason => reason.Item1.State, StringComparer.Ordinal)];
        Environments = [.. _environmentOf.Values.Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        if (Bars.All(bar => bar.Category != Category))
            Category = null;
        if (Reasons.All(reason => reason.State.State != Reason))
            Reason = null;
        if (Environment is not null && !Environments.Contains(Environment))
            Environment = null;
        Refresh();
    }

    /// <inheritdoc/>
    public void Refresh() => Items.Replace([.. _report.Items
        .Where(item => ShowAll || item.State != "Covered")
        .Where(item => Category is null || item.Category == Category)
        .Where(item => Reason is null || item.State == Reason)
        .Where(IsInEnvironment)
        .Where(item => Filter.Matches(item.ModuleName, item.ClassName, item.Workflow, item.Category, item.ProviderId, item.AccountName, item.Reason))
        .OrderBy(item => item.Category, StringComparer.OrdinalIgnoreCase)
        .ThenBy(item => item.ModuleName, StringComparer.OrdinalIgnoreCase)
        .ThenBy(item => item.ModuleId, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public void Move(int by) => Items.Move(by);

    /// <inheritdoc/>
    public bool Clear()
    {
        bool any = Limits.Length > 0;
        (Category, Reason, Environment) = (null, null, null);
        Refresh();
        return any;
    }

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
            case "coverage.reason":
                Reason = CategoryCycle.Step([.. Reasons.Select(reason => reason.State.State)], Reason, 1);
                break;
            case "coverage.environment":
                Environment = CategoryCycle.Step(Environments, Environment, 1);
                break;
            default:
                return false;
        }

        Refresh();
        return true;
    }

    private bool IsInEnvironment(CoverageItem item) => Environment is null || item.AccountId is not { } account
        || string.Equals(_environmentOf.GetValueOrDefault(account, ""), Environment, StringComparison.OrdinalIgnoreCase);
}
