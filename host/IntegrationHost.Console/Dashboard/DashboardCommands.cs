using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <summary>What the commands do that no region and no dialog does by itself.</summary>
internal sealed class DashboardCommands
{
    private const int AllTheWay = 1_000_000;

    private readonly DashboardModel _model;
    private readonly Dictionary<string, Action> _actions;
    private bool _interrupted;

    /// <param name="model">The dashboard.</param>
    public DashboardCommands(DashboardModel model)
    {
        _model = model;
        _actions = new Dictionary<string, Action>(StringComparer.Ordinal)
        {
            ["account.open"] = () => model.OpenDetail(model.Accounts.Rows.Selected?.Id),
            ["account.verify"] = () => WithAccount(model.Verify),
            ["account.replace"] = () => WithAccount(model.OpenReplace),
            ["account.delete"] = () => WithAccount(model.OpenDelete),
            ["coverage.open"] = OpenCovering,
            ["coverage.account"] = OpenLinked,
            ["template.open"] = OpenSelectedTemplate,
            ["list.filter"] = () => model.Active.Filter.Begin(),
            ["list.clear"] = ClearFilter,
            ["list.up"] = () => model.Active.Move(-1),
            ["list.down"] = () => model.Active.Move(1),
            ["list.page-up"] = () => model.Active.Move(-model.Active.PageSize),
            ["list.page-down"] = () => model.Active.Move(model.Active.PageSize),
            ["list.first"] = () => model.Active.Move(-AllTheWay),
            ["list.last"] = () => model.Active.Move(AllTheWay),
            ["list.copy"] = () => model.Copy(model.Active.CopyText),
            ["filter.accept"] = () => model.Active.Filter.Accept(),
            ["filter.clear"] = ClearFilter,
            ["filter.backspace"] = Backspace,
            ["filter.up"] = () => model.Active.Move(-1),
            ["filter.down"] = () => model.Active.Move(1),
            ["region.accounts"] = () => model.Activate(Region.Accounts),
            ["region.coverage"] = () => model.Activate(Region.Coverage),
            ["region.templates"] = () => model.Activate(Region.Templates),
            ["region.next"] = () => model.Activate((Region)(((int)model.Region + 1) % 3)),
            ["region.previous"] = () => model.Activate((Region)(((int)model.Region + 2) % 3)),
            ["live.refresh"] = model.RefreshSoon,
            ["live.pause"] = () => model.Feed.Paused = !model.Feed.Paused,
            ["help.open"] = model.OpenHelp,
            ["detail.verify"] = () => WithDetail(model.Verify),
            ["detail.replace"] = () => WithDetail(model.OpenReplace),
            ["detail.delete"] = () => WithDetail(model.OpenDelete),
            ["detail.copy"] = () => WithDetail(account => model.Copy(account.Id)),
            ["app.quit"] = model.Quit,
            ["app.interrupt"] = Interrupt,
        };
    }

    /// <summary>Runs a command.</summary>
    /// <returns>Whether it is one of these.</returns>
    public bool Run(string command)
    {
        if (!_actions.TryGetValue(command, out Action? action))
            return false;
        _interrupted &= command == "app.interrupt";
        action();
        return true;
    }

    private void WithAccount(Action<AccountSummary> action)
    {
        if (_model.Accounts.Rows.Selected is { } row)
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
            _model.OpenTemplate(_model.Templates.Find(item.ProviderId), item.ModuleId);
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
            _model.OpenTemplate(card);
    }

    private void ClearFilter()
    {
        _model.Active.Filter.Clear();
        _model.Active.Refresh();
    }

    private void Backspace()
    {
        _model.Active.Filter.Backspace();
        _model.Active.Refresh();
    }

    private void Interrupt()
    {
        if (_interrupted)
            _model.Quit();
        _interrupted = true;
        _model.Say("Ctrl+C again quits, and so does Ctrl+Q", Palette.Tan);
    }
}
