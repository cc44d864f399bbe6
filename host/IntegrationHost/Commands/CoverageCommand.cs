using System.CommandLine;
using System.Globalization;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>coverage</c>: which modules can run, and why the others cannot; as a gate, whether a deployment may go ahead.</summary>
internal static class CoverageCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("coverage", "Say per module whether its credential is fit to run it, and why not. With --env, --min or --workflow: whether a deployment may go ahead (exit code 1 if not).");
        var missing = new Option<bool>("--missing") { Description = "Only modules that cannot run." };
        var fail = new Option<bool>("--fail") { Description = "Exit with 1 if a module cannot run (for pipelines)." };
        var environment = new Option<string?>("--env", "--environment") { Description = "Environment that is deployed to. Accounts of another do not count; eu-production counts for prod.", HelpName = "NAME" };
        var minimum = new Option<int?>("--min") { Description = "Percent of the modules that must be able to run, 0 to 100. Default: 100.", HelpName = "PERCENT" };
        var workflow = new Option<string?>("--workflow") { Description = "Only modules of this workflow.", HelpName = "NAME" };
        minimum.Validators.Add(result =>
        {
            // A value that is no number is told of by the parser itself.
            if (result.Tokens is [var token] && int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int percent) && percent is < 0 or > 100)
            {
                result.AddError("--min takes 0 to 100.");
            }
        });
        foreach (Option option in new Option[] { missing, fail, environment, minimum, workflow })
        {
            command.Options.Add(option);
        }

        command.OnHost(global, async run =>
        {
            (string? asked, int? percent, string? only) = (run.Parse.GetValue(environment), run.Parse.GetValue(minimum), run.Parse.GetValue(workflow));
            if (asked is not null || percent is not null || only is not null)
            {
                return await GateAsync(run, NotBlank("--env", asked), percent ?? 100, NotBlank("--workflow", only));
            }

            CoverageReport report = await run.Client.GetCoverageAsync(run.CancellationToken);
            if (run.Parse.GetValue(missing))
            {
                report = report with { Items = [.. report.Items.Where(item => item.State != "Covered")] };
            }

            run.Out.Write(report, () => Print(run, report));
            return run.Parse.GetValue(fail) && report.Covered < report.Total ? ExitCodes.Negative : ExitCodes.Ok;
        });
        return command;
    }

    // An empty variable in a pipeline must not turn the question into another one.
    private static string? NotBlank(string option, string? value) =>
        value is null || value.Trim().Length > 0 ? value : throw new UsageException($"{option} is empty. Give a name, or leave it out.");

    private static void Print(CommandRun run, CoverageReport report)
    {
        run.Out.Table(
            ["MODULE", "WORKFLOW", "PROVIDER", "ACCOUNT", "STATE", "REASON", "ID"],
            report.Items.Select(item => (IReadOnlyList<string?>)[item.ModuleName, item.Workflow, item.ProviderId, item.AccountName, item.State, item.Reason, item.ModuleId]));
        run.Out.Line();
        run.Out.Line($"{report.Covered} of {report.Total} modules that need a credential can run; {report.NotNeeded} need none.");
    }

    private static async Task<int> GateAsync(CommandRun run, string? environment, int minimum, string? workflow)
    {
        GateReport report = await run.Client.GetGateAsync(environment, minimum, workflow, run.CancellationToken);
        run.Out.Write(report, () =>
        {
            foreach (GateItem item in report.Missing)
            {
                run.Out.Line($"{item.ModuleName}{(item.Workflow.Length == 0 ? "" : $" ({item.Workflow})")}  {item.State}");
                run.Out.Line($"  why  {item.Reason}");
                run.Out.Line($"  do   {item.Action}");
            }

            if (report.Missing.Count > 0)
            {
                run.Out.Line();
            }

            string place = report.Environment is null ? "" : $" in '{report.Environment}'";
            string percent = report.Percent.ToString("0.#", CultureInfo.InvariantCulture);
            run.Out.Line($"{(report.Passed ? "Ready" : "NOT READY")}: {report.Covered} of {report.Total} modules can run{place} ({percent} %, {report.Minimum} % needed).");
        });
        return report.Passed ? ExitCodes.Ok : ExitCodes.Negative;
    }
}
