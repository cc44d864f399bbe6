using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>accounts list</c>: all accounts, or those that are asked for.</summary>
internal static class AccountsListCommand
{
    private const int PageSize = 200;

    public static Command Build(GlobalOptions global)
    {
        var provider = new Option<string?>("--provider") { Description = "Only accounts of this provider.", HelpName = "ID" };
        var environment = new Option<string?>("--environment") { Description = "Only accounts of this environment.", HelpName = "NAME" };
        var search = new Option<string?>("--search") { Description = "Only accounts whose name has this part.", HelpName = "TEXT" };
        var verdict = new Option<string[]>("--verdict") { Description = "Only accounts with this verdict; may be repeated. None: not verified.", HelpName = "KIND", Arity = ArgumentArity.OneOrMore };
        verdict.AcceptOnlyFromAmong("Valid", "Insufficient", "Invalid", "None");
        var trash = new Option<bool>("--trash") { Description = "The removed ones instead; 'accounts restore' brings one back." };
        var command = new Command("list", "List accounts with what the last smoke test found.");
        foreach (Option option in new Option[] { provider, environment, search, verdict, trash })
            command.Options.Add(option);
        command.OnHost(global, async run =>
        {
            IReadOnlyList<AccountSummary> accounts = await AccountsAsync(run, new AccountQuery
            {
                Size = PageSize,
                ProviderId = run.Parse.GetValue(provider),
                Environment = run.Parse.GetValue(environment),
                Search = run.Parse.GetValue(search),
                Verdicts = run.Parse.GetValue(verdict) ?? [],
                Trashed = run.Parse.GetValue(trash),
            });
            run.Out.Write(accounts, () => Print(run, accounts));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<IReadOnlyList<AccountSummary>> AccountsAsync(CommandRun run, AccountQuery query)
    {
        List<AccountSummary> accounts = [];
        while (true)
        {
            AccountPage page = await run.Client.GetAccountPageAsync(query, run.CancellationToken);
            accounts.AddRange(page.Items);
            if (page.Items.Count < query.Size)
                return accounts;
            query = query with { Page = query.Page + 1 };
        }
    }

    private static void Print(CommandRun run, IReadOnlyList<AccountSummary> accounts)
    {
        run.Out.Table(
            ["NAME", "PROVIDER", "KIND", "ENVIRONMENT", "STATUS", "STATE", "IDENTITY", "MODULES", "ID"],
            accounts.Select(account => (IReadOnlyList<string?>)
            [
                account.Name, account.ProviderId ?? "?", account.CredentialKindId, account.Environment, account.Status, AccountsCommand.State(account),
                account.Verdict is { Identity: [var first, ..] } ? first.Value : null, $"{account.LinkedModuleCount}", account.Id,
            ]));
        foreach (AccountSummary account in accounts.Where(account => account.Findings is { Count: > 0 }))
        {
            run.Out.Line();
            run.Out.Line(account.Name);
            AccountsCommand.Findings(run.Out, account, "  ");
        }
    }
}
