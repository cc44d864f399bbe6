using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>accounts verify</c>: the smoke test of one account, or of many.</summary>
internal static class AccountsVerifyCommand
{
    public static Command Build(GlobalOptions global)
    {
        var account = new Argument<string?>("account") { Description = "Account id or name.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Test every account that you may use." };
        var provider = new Option<string?>("--provider") { Description = "Test every account of this provider.", HelpName = "ID" };
        var environment = new Option<string?>("--environment") { Description = "Test every account of this environment.", HelpName = "NAME" };
        var command = new Command("verify", "Run the smoke test now, of one account or of many. Exit code 0 only if all are Valid.") { account };
        command.Options.Add(all);
        command.Options.Add(provider);
        command.Options.Add(environment);
        command.OnHost(global, run =>
        {
            string? one = run.Parse.GetValue(account);
            var many = new VerifyManyRequest { ProviderId = run.Parse.GetValue(provider), Environment = run.Parse.GetValue(environment) };
            bool chosen = run.Parse.GetValue(all) || many is not { ProviderId: null, Environment: null };
            return (one, chosen) switch
            {
                ({ } name, false) => OneAsync(run, name),
                (null, true) => ManyAsync(run, many),
                (null, false) => throw new UsageException("Say which account, or --all, --provider or --environment."),
                _ => throw new UsageException("Say either one account, or which many: both cannot be meant."),
            };
        });
        return command;
    }

    private static async Task<int> OneAsync(CommandRun run, string name)
    {
        string id = await AccountLookup.IdAsync(run.Client, name, run.CancellationToken);
        VerdictReport verdict = await run.Client.VerifyAsync(id, run.CancellationToken);
        AccountSummary found = await run.Client.GetAccountAsync(id, run.CancellationToken);
        run.Out.Write(verdict, () =>
        {
            AccountsCommand.Verdict(run.Out, verdict);
            AccountsCommand.Findings(run.Out, found, "  ");
        });
        return verdict.Kind == "Valid" ? ExitCodes.Ok : ExitCodes.Negative;
    }

    private static async Task<int> ManyAsync(CommandRun run, VerifyManyRequest request)
    {
        VerificationRun started = await run.Accounts.StartVerificationAsync(request, run.CancellationToken);
        List<VerificationOutcome> outcomes = [];
        try
        {
            await foreach (VerificationOutcome outcome in run.Accounts.WatchVerificationAsync(started.Id, cancellationToken: run.CancellationToken))
            {
                outcomes.Add(outcome);
                if (!run.Out.Json)
                    run.Out.Line($"{outcome.Done,4} of {outcome.Total}  {outcome.Verdict?.Kind ?? "not tested",-13}  {outcome.AccountName}: {outcome.Verdict?.Message ?? outcome.Problem}");
            }
        }
        catch (OperationCanceledException)
        {
            // The run belongs to the host and would go on without anybody who looks.
            await run.Accounts.CancelVerificationAsync(started.Id, CancellationToken.None);
            throw;
        }

        VerificationRun ended = await run.Accounts.GetVerificationAsync(started.Id, run.CancellationToken);
        int valid = outcomes.Count(outcome => outcome.Verdict?.Kind == "Valid");
        run.Out.Write(ended, () => run.Out.Line(ended.Total == 0 ? "No account fits." : $"{valid} of {ended.Total} are valid."));
        return ended.State == "Completed" && valid == ended.Total ? ExitCodes.Ok : ExitCodes.Negative;
    }
}
