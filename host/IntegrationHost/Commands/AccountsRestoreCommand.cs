using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>accounts restore</c>: takes an account out of the trash.</summary>
internal static class AccountsRestoreCommand
{
    public static Command Build(GlobalOptions global)
    {
        var account = new Argument<string>("account") { Description = "Id or name of a removed account." };
        var command = new Command("restore", "Bring a removed account back, with its values. Its modules stay unlinked.") { account };
        command.OnHost(global, async run =>
        {
            string id = await AccountLookup.RemovedIdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            AccountSummary restored = await run.Accounts.RestoreAccountAsync(id, run.CancellationToken);
            run.Out.Write(restored, () => run.Out.Line($"Restored {restored.Name} with its values. Link its modules again: 'integration-host modules link {restored.Id} MODULE'."));
            return ExitCodes.Ok;
        });
        return command;
    }
}
