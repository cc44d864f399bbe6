using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Coverage;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Linear;

/// <summary>Coverage line by line: what waits for which credential, and what helps.</summary>
/// <param name="model">The console.</param>
/// <param name="dialog">Where it talks.</param>
/// <param name="accounts">Shows the account that a module has already.</param>
/// <param name="templates">Adds an account.</param>
internal sealed class LinearCoverage(DashboardModel model, LinearDialog dialog, LinearAccounts accounts, LinearTemplates templates)
{
    private readonly CoverageFix _fix = new(model);

    /// <summary>Lists the categories and the modules that wait; a number does for one what is missing: its account is shown, one is linked, or one is made.</summary>
    public void List(string filter)
    {
        foreach (CategoryBar bar in model.Coverage.Bars.Where(bar => bar.Waiting > 0))
            dialog.Say($"{bar.Category}: {bar.Covered} of {bar.Total} can run.");
        model.Coverage.Filter.Set(filter);
        model.Coverage.Refresh();
        CoverageItem[] items = [.. model.Coverage.Items.Items];
        string[] lines = [.. items.Select(item => $"{item.ModuleName}{(item.Workflow.Length > 0 ? $" in {item.Workflow}" : "")}, {item.ProviderId ?? item.ClassName}: {item.Reason}")];
        if (dialog.Choose("Modules that wait", lines) is { } index)
            Help(items[index]);
    }

    private void Help(CoverageItem item)
    {
        if (model.Templates.Find(item.ProviderId) is not { } provider)
        {
            dialog.Say("No active plugin knows this module.");
            return;
        }

        // Linked, and not fit to run it: that account can be tested, or its secret replaced.
        if (model.Data?.Accounts.FirstOrDefault(account => account.Id == item.AccountId) is { } linked)
        {
            dialog.Say($"{item.ModuleName} is linked to {linked.Name}: {item.Reason}");
            accounts.Open(linked);
            return;
        }

        AccountSummary[] fitting = _fix.Fitting(item, environment: null);
        DateTimeOffset now = model.Context.Time.GetUtcNow();
        string[] ways = [.. fitting.Select(account => $"Link {account.Name}, {account.Environment}, {AccountStates.Word(AccountStates.Of(account, now))}"), "Make a new account"];
        int? way = fitting.Length == 0 ? 0 : dialog.Choose($"Ways to help {item.ModuleName}", ways);
        if (way is not { } chosen)
            return;
        if (chosen == fitting.Length)
        {
            templates.Add(provider, item.ModuleId);
            return;
        }

        _fix.Link([item], fitting[chosen]);
        dialog.WaitFor(model.Work);
        dialog.Say(LinearDialog.Plain(model.Toast?.Text ?? ""));
    }
}
