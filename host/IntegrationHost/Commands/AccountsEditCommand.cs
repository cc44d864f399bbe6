using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>accounts edit</c>: what is known of an account beside its credential.</summary>
internal static class AccountsEditCommand
{
    public static Command Build(GlobalOptions global)
    {
        var account = new Argument<string>("account") { Description = "Account id or name." };
        var name = new Option<string?>("--name") { Description = "New name.", HelpName = "NAME" };
        var environment = new Option<string?>("--environment") { Description = "New environment, such as production; empty for none.", HelpName = "NAME" };
        var version = new Option<string?>("--plugin-version") { Description = "Versions of the provider's plugin to stay on, such as 1.x or ~2.1; empty for the one that serves everyone.", HelpName = "RANGE" };
        var accept = new Option<bool>("--accept-owner") { Description = "Accept the owner that the last smoke test found, although the account has been of another." };
        var command = new Command("edit", "Change an account's name, environment or plugin version, or accept its new owner.") { account };
        command.Options.Add(name);
        command.Options.Add(environment);
        command.Options.Add(version);
        command.Options.Add(accept);
        command.OnHost(global, async run =>
        {
            var request = new ChangeAccountRequest
            {
                Name = run.Parse.GetValue(name),
                Environment = run.Parse.GetValue(environment),
                PluginVersion = run.Parse.GetValue(version),
                AcceptOwner = run.Parse.GetValue(accept),
            };
            if (request is { Name: null, Environment: null, PluginVersion: null, AcceptOwner: false })
            {
                throw new UsageException("There is nothing to change. Say --name, --environment, --plugin-version or --accept-owner.");
            }

            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            AccountSummary changed = await run.Client.ChangeAccountAsync(id, request, run.CancellationToken);
            run.Out.Write(changed, () =>
            {
                run.Out.Line($"Changed {changed.Name}.");
                AccountsCommand.Findings(run.Out, changed, "  ");
            });
            return ExitCodes.Ok;
        });
        return command;
    }
}
