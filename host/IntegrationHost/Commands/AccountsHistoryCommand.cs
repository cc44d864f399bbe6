using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>accounts history</c>: the verdicts of an account, newest first.</summary>
internal static class AccountsHistoryCommand
{
    public static Command Build(GlobalOptions global)
    {
        var account = new Argument<string>("account") { Description = "Account id or name." };
        var command = new Command("history", "List the smoke tests of an account, newest first.") { account };
        command.OnHost(global, async run =>
        {
            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            IReadOnlyList<VerdictReport> verdicts = await run.Client.GetVerdictsAsync(id, run.CancellationToken);
            run.Out.Write(verdicts, () => run.Out.Table(
                ["TESTED", "VERDICT", "RULE", "HTTP", "MS", "FOUND"],
                verdicts.Select(verdict => (IReadOnlyList<string?>)[$"{verdict.At:u}", verdict.Kind, verdict.RuleId, $"{verdict.StatusCode}", $"{verdict.DurationMs}", verdict.Message])));
            return ExitCodes.Ok;
        });
        return command;
    }
}
