using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>accounts clone</c>: the same account for another environment, without its values.</summary>
internal static class AccountsCloneCommand
{
    public static Command Build(GlobalOptions global)
    {
        var account = new Argument<string>("account") { Description = "Account id or name." };
        var environment = new Option<string>("--environment") { Description = "The other environment.", HelpName = "NAME", Required = true };
        var name = new Option<string?>("--name") { Description = "Name of the new account. Default: the same.", HelpName = "NAME" };
        var command = new Command("clone", "Make an account of the same shape for another environment. No value is copied.") { account };
        command.Options.Add(environment);
        command.Options.Add(name);
        command.OnHost(global, async run =>
        {
            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            CloneAccountResult result = await run.Accounts.CloneAccountAsync(id, new CloneAccountRequest(run.Parse.GetValue(environment)!, run.Parse.GetValue(name)), run.CancellationToken);
            run.Out.Write(result, () =>
            {
                run.Out.Line($"Made {result.Account.Name} in {result.Account.Environment}, id {result.Account.Id}. It holds no value yet:");
                foreach (string field in result.FieldsToSet)
                    run.Out.Line($"  integration-host accounts set-secret {result.Account.Id} {field}");
            });
            return ExitCodes.Ok;
        });
        return command;
    }
}
