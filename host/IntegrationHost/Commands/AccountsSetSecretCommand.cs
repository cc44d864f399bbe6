using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Input;

namespace IntegrationHost.Commands;

/// <summary><c>accounts set-secret</c>: replaces a secret in place; id, links and name stay.</summary>
internal static class AccountsSetSecretCommand
{
    public static Command Build(GlobalOptions global)
    {
        var account = new Argument<string>("account") { Description = "Account id or name." };
        var field = new Argument<string?>("field") { Description = "Field key. Default: the account's only secret.", Arity = ArgumentArity.ZeroOrOne };
        var stdin = new Option<bool>("--stdin") { Description = "Take the secret from standard input instead of asking." };
        var verify = new Option<bool>("--verify") { Description = "Run the smoke test once stored." };
        var allow = new Option<bool>("--allow-other-owner") { Description = "Replace it even if the new one belongs to another owner than the account has been of." };
        var address = new Option<string?>("--base-url") { Description = "Address from now on; empty for the provider's. Other secrets of the account are dropped: they were given for the old one.", HelpName = "URL" };
        var command = new Command("set-secret", "Replace a secret in place. It is asked for, or comes from standard input.") { account, field };
        command.Options.Add(stdin);
        command.Options.Add(verify);
        command.Options.Add(allow);
        command.Options.Add(address);
        command.OnHost(global, async run =>
        {
            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            AccountSummary found = await run.Client.GetAccountAsync(id, run.CancellationToken);
            AccountFieldState target = Choose(found, run.Parse.GetValue(field));
            string value = run.Parse.GetValue(stdin)
                ? await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, target.Label, run.CancellationToken)
                : SecretInput.Prompt(target.Label);
            AccountSummary changed = await run.Client.SetFieldsAsync(
                id,
                new SetFieldsRequest { Fields = new Dictionary<string, string> { [target.Key] = value }, ExpectSameOwner = !run.Parse.GetValue(allow), BaseUrl = run.Parse.GetValue(address) },
                run.CancellationToken);
            if (!run.Parse.GetValue(verify))
            {
                run.Out.Write(changed, () =>
                {
                    run.Out.Line($"Replaced {target.Key} of {changed.Name}. It is not verified yet.");
                    AccountsCommand.Findings(run.Out, changed, "  ");
                });
                return ExitCodes.Ok;
            }

            VerdictReport verdict = await run.Client.VerifyAsync(id, run.CancellationToken);
            AccountSummary verified = await run.Client.GetAccountAsync(id, run.CancellationToken);
            run.Out.Write(verdict, () =>
            {
                AccountsCommand.Verdict(run.Out, verdict);
                AccountsCommand.Findings(run.Out, verified, "  ");
            });
            return verdict.Kind == "Valid" ? ExitCodes.Ok : ExitCodes.Negative;
        });
        return command;
    }

    private static AccountFieldState Choose(AccountSummary account, string? key)
    {
        AccountFieldState[] secrets = [.. account.Fields.Where(field => field.Secret)];
        return (key, secrets.Length) switch
        {
            (null, 1) => secrets[0],
            (not null, _) when secrets.FirstOrDefault(secret => secret.Key == key) is { } found => found,
            _ => throw new UsageException($"Name one of the account's secrets: {string.Join(", ", secrets.Select(secret => secret.Key))}."),
        };
    }
}
