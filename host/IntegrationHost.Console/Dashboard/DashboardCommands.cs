using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Coverage;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;
using IntegrationHost.Console.Querying;

namespace IntegrationHost.Console.Dashboard;

/// <summary>What the commands do that no region, no page and no dialog does by itself.</summary>
internal sealed partial class DashboardCommands
{
    private const int AllTheWay = 1_000_000;

    private readonly DashboardModel _model;
    private readonly Dictionary<string, Action> _actions;
    private bool _interrupted;
    private bool _asked;

    /// <param name="model">The dashboard.</param>
    public DashboardCommands(DashboardModel model)
    {
        _model = model;
        _actions = new Dictionary<string, Action>(StringComparer.Ordinal)
        {
            ["account.open"] = () => model.OpenDetail(model.Accounts.Table.Selected?.Id),
            ["account.verify"] = () => model.Verify(Chosen),
            ["account.edit"] = () => WithAccount(model.OpenEdit),
            ["account.clone"] = () => WithAccount(model.OpenClone),
            ["account.permissions"] = () => WithAccount(model.OpenPermissions),
            ["account.new"] = () => model.GoTo("templates"),
            ["account.replace"] = () => WithAccount(model.OpenReplace),
            ["account.delete"] = () => model.OpenDelete(Chosen),
            ["coverage.open"] = OpenCovering,
            ["coverage.account"] = OpenLinked,
            ["template.open"] = OpenSelectedTemplate,
            ["list.filter"] = () =>
            {
                if (model.Active.Filters)
                    model.Active.Filter.Begin();
                else
                    model.Say("there is no list to filter here", Palette.Sky);
            },
            ["list.clear"] = ClearFilter,
            ["list.up"] = () => model.Active.Move(-1),
            ["list.down"] = () => model.Active.Move(1),
            ["list.page-up"] = () => model.Active.Move(-model.Active.PageSize),
            ["list.page-down"] = () => model.Active.Move(model.Active.PageSize),
            ["list.first"] = () => model.Active.Move(-AllTheWay),
            ["list.last"] = () => model.Active.Move(AllTheWay),
            ["list.copy"] = () => model.Copy(model.Active.CopyText),
            ["list.copy-line"] = CopyLine,
            ["filter.accept"] = () => model.Active.Filter.Accept(),
            ["filter.next"] = () => model.Active.Filter.Step(1),
            ["filter.previous"] = () => model.Active.Filter.Step(-1),
            ["table.columns"] = OpenColumns,
            ["table.views"] = OpenViews,
            ["filter.clear"] = ClearFilter,
            ["filter.backspace"] = Backspace,
            ["filter.up"] = () => model.Active.Move(-1),
            ["filter.down"] = () => model.Active.Move(1),
            ["region.accounts"] = () => model.ActivateOrZoom(Region.Accounts),
            ["region.coverage"] = () => model.ActivateOrZoom(Region.Coverage),
            ["region.templates"] = () => model.ActivateOrZoom(Region.Templates),
            ["region.next"] = () => model.Activate((Region)(((int)model.Region + 1) % 3)),
            ["region.previous"] = () => model.Activate((Region)(((int)model.Region + 2) % 3)),
            ["region.zoom"] = model.ToggleZoom,
            ["page.back"] = () => model.Back(),
            ["page.home"] = model.Home,
            ["live.refresh"] = _model.RefreshAll,
            ["live.pause"] = () => model.Feed.Paused = !model.Feed.Paused,
            ["help.open"] = model.OpenHelp,
            ["palette.open"] = model.OpenPalette,
            ["jobs.open"] = model.OpenJobs,
            ["metrics.open"] = model.OpenMetrics,
            ["edit.undo"] = model.Undo,
            ["detail.verify"] = () => WithDetail(model.Verify),
            ["detail.replace"] = () => WithDetail(model.OpenReplace),
            ["detail.edit"] = () => WithDetail(model.OpenEdit),
            ["detail.clone"] = () => WithDetail(model.OpenClone),
            ["detail.permissions"] = () => WithDetail(model.OpenPermissions),
            ["detail.owner"] = () => WithDetail(model.AskOwner),
            ["detail.delete"] = () => WithDetail(account => model.OpenDelete([account])),
            ["detail.copy-line"] = () => model.Copy((model.Overlay as AccountDetailModel)?.CommandLine),
            ["detail.copy"] = () => WithDetail(account => model.Copy(account.Id)),
            ["app.quit"] = Quit,
            ["app.interrupt"] = Interrupt,
        };
        foreach (HeroDoor door in HeroDoor.All)
            _actions[$"hero.{door.Id}"] = () => model.GoTo(door.Page, door.Filter);
        foreach (PageEntry page in PageCatalog.All)
            _actions[$"page.{page.Id}"] = () => model.GoTo(page.Id);
        AddWork(_actions);
        AddOperations(_actions);
    }

    private IReadOnlyList<AccountSummary> Chosen => [.. _model.Accounts.Table.Chosen.Select(row => row.Account)];

    /// <summary>Runs a command.</summary>
    /// <returns>Whether it is one of these.</returns>
    public bool Run(string command)
    {
        if (!_actions.TryGetValue(command, out Action? action))
            return false;
        _interrupted &= command == "app.interrupt";
        _asked &= command == "app.quit";
        action();
        return true;
    }

    /// <summary>Commands of any place about modules, templates and coverage.</summary>
    partial void AddWork(Dictionary<string, Action> actions);

    /// <summary>Commands of any place about the host itself.</summary>
    partial void AddOperations(Dictionary<string, Action> actions);

    private void WithAccount(Action<AccountSummary> action)
    {
        if (_model.Accounts.Table.Selected is { } row)
            action(row.Account);
    }

    private void WithDetail(Action<AccountSummary> action)
    {
        if (_model.Overlay is AccountDetailModel detail)
            action(detail.Account);
    }

    private void OpenCovering()
    {
        if (_model.Coverage.Items.Selected is { } item)
            new CoverageFix(_model).Run(item, _model.Coverage.Environment);
    }

    private void OpenLinked()
    {
        if (_model.Coverage.Items.Selected is not { } item)
            return;
        if (item.AccountId is null)
            _model.Say($"{item.ModuleName} is not linked to an account: press Enter to make one", Palette.Sky);
        else
            _model.OpenDetail(item.AccountId);
    }

    private void OpenSelectedTemplate()
    {
        if (_model.Templates.Cards.Selected is { } card)
            _model.OpenTemplate(card.Provider);
    }

    // Esc takes one step: the filter, the marks, the page.
    private void ClearFilter()
    {
        IRegionModel active = _model.Active;
        if (active.Filter.Editing || active.Filter.Text.Length > 0)
        {
            active.Filter.Clear();
            active.Refresh();
        }
        else if (!active.Clear())
        {
            _model.Back();
        }
    }

    private void OpenColumns()
    {
        if (_model.Active.ColumnChoice is { } choice)
            _model.Open(new ColumnsModel(choice, () => _model.Settings.KeepColumns(_model.ActiveId, choice)));
    }

    private void OpenViews()
    {
        if (_model.Active.ColumnChoice is { } choice)
            _model.Open(new SavedFiltersModel(_model.Context, _model.Settings, _model.ActiveId, _model.Active, choice));
    }

    private void CopyLine()
    {
        if (_model.Active.CommandLine is { } line)
            _model.Copy(line);
        else
            _model.Say("there is no command line for this", Palette.Sky);
    }

    private void Quit()
    {
        if (_model.RunningJob is { } job && !_asked)
        {
            _asked = true;
            _model.Say($"! {job.Title} is still running: Ctrl+Q again cancels it and quits", Palette.Tan);
            return;
        }

        _model.Quit();
    }

    private void Backspace()
    {
        _model.Active.Filter.Backspace();
        _model.Active.Refresh();
    }

    private void Interrupt()
    {
        if (_interrupted)
        {
            _asked = true;
            Quit();
        }

        _interrupted = true;
        _model.Say("Ctrl+C again quits, and so does Ctrl+Q", Palette.Tan);
    }
}
