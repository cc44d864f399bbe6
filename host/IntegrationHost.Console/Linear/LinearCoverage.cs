using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Coverage;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Linear;

/// <summary>Coverage line by line: what waits for which credential, and the template that helps.</summary>
/// <param name="model">The console.</param>
/// <param name="dialog">Where it talks.</param>
/// <param name="templates">Adds an account.</param>
internal sealed class LinearCoverage(DashboardModel model, LinearDialog dialog, LinearTemplates templates)
{
    /// <summary>Lists the categories and the modules that wait; a number adds an account for one.</summary>
    public void List(string filter)
    {
        foreach (CategoryBar bar in model.Coverage.Bars.Where(bar => bar.Waiting > 0))
            dialog.Say($"{bar.Category}: {bar.Covered} of {bar.Total} can run.");
        model.Coverage.Filter.Set(filter);
        model.Coverage.Refresh();
        CoverageItem[] items = [.. model.Coverage.Items.Items];
        string[] lines = [.. items.Select(item => $"{item.ModuleName}{(item.Workflow.Length > 0 ? $" in {item.Workflow}" : "")}, {item.ProviderId ?? item.ClassName}: {item.Reason}")];
        if (dialog.Choose("Modules that wait", lines) is not { } index)
            return;
        if (model.Templates.Find(items[index].ProviderId) is { } provider)
            templates.Add(provider, items[index].ModuleId);
        else
            dialog.Say("No active plugin knows this module.");
    }
}
