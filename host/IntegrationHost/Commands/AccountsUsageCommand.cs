using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>accounts usage</c>: what stops if an account is revoked.</summary>
internal static class AccountsUsageCommand
{
    public static Command Build(GlobalOptions global)
    {
        var account = new Argument<string>("account") { Description = "Account id or name." };
        var command = new Command("usage", "Tell what uses an account, and stops if its credential is revoked.") { account };
        command.OnHost(global, async run =>
        {
            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            AccountUsage usage = await run.Accounts.GetUsageAsync(id, run.CancellationToken);
            run.Out.Write(usage, () => Print(run, usage));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Print(CommandRun run, AccountUsage usage)
    {
        run.Out.Line(usage.Summary);
        if (usage.Modules.Count > 0)
        {
            run.Out.Line();
            run.Out.Table(
                ["MODULE", "WORKFLOW", "CLASS", "STATE", "STOPS", "ID"],
                usage.Modules.Select(use => (IReadOnlyList<string?>)[use.Name, use.Workflow, use.ClassName, use.State, use.Stops ? "yes" : "no", use.ModuleId]));
        }

        if (usage.Models.Count > 0)
        {
            run.Out.Line();
            run.Out.Table(["LANGUAGE MODEL", "ID"], usage.Models.Select(model => (IReadOnlyList<string?>)[model.Name, model.Id]));
        }
    }
}
