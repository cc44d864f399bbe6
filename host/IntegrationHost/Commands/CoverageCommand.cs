using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>coverage</c>: which modules can run, and why the others cannot.</summary>
internal static class CoverageCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("coverage", "Say per module whether its credential is fit to run it, and why not.");
        var missing = new Option<bool>("--missing") { Description = "Only modules that cannot run." };
        var fail = new Option<bool>("--fail") { Description = "Exit with 1 if a module cannot run (for pipelines)." };
        command.Options.Add(missing);
        command.Options.Add(fail);
        command.OnHost(global, async run =>
        {
            CoverageReport report = await run.Client.GetCoverageAsync(run.CancellationToken);
            if (run.Parse.GetValue(missing))
            {
                report = report with { Items = [.. report.Items.Where(item => item.State != "Covered")] };
            }

            run.Out.Write(report, () =>
            {
                run.Out.Table(
                    ["MODULE", "WORKFLOW", "PROVIDER", "ACCOUNT", "STATE", "REASON", "ID"],
                    report.Items.Select(item => (IReadOnlyList<string?>)[item.ModuleName, item.Workflow, item.ProviderId, item.AccountName, item.State, item.Reason, item.ModuleId]));
                run.Out.Line();
                run.Out.Line($"{report.Covered} of {report.Total} modules that need a credential can run; {report.NotNeeded} need none.");
            });
            return run.Parse.GetValue(fail) && report.Covered < report.Total ? ExitCodes.Negative : ExitCodes.Ok;
        });
        return command;
    }
}
