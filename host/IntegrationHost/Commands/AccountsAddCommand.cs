using System.CommandLine;
using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>accounts add</c>: stored, verified and linked in one call.</summary>
internal static class AccountsAddCommand
{
    public static Command Build(GlobalOptions global)
    {
        var provider = new Argument<string?>("provider")
        {
            Description = "Provider id ('integration-host catalog' lists them). With --paste the key tells it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var kind = new Option<string?>("--kind") { Description = "Credential kind. Default: the provider's first.", HelpName = "ID" };
        var name = new Option<string?>("--name") { Description = "Account name. Default: the provider's id in upper case.", HelpName = "NAME" };
        var environment = new Option<string?>("--environment") { Description = "Environment. Default: test for a key whose beginning says so, otherwise production.", HelpName = "NAME" };
        var baseUrl = new Option<string?>("--base-url") { Description = "Address instead of the provider's; its host joins the account's allow-list.", HelpName = "URL" };
        var fields = new Option<string[]>("--field") { Description = "A value that is no secret, as KEY=VALUE. Repeatable.", HelpName = "KEY=VALUE" };
        var secretStdin = new Option<string?>("--secret-stdin") { Description = "Take this secret from standard input instead of asking.", HelpName = "KEY" };
        var paste = new Option<bool>("--paste") { Description = "Take a key, from a prompt or standard input, and tell by its form what it is; it is verified once stored." };
        var verify = new Option<bool>("--verify") { Description = "Run the smoke test once stored." };
        var authorize = new Option<bool>("--authorize") { Description = "Grant access at the provider once stored, instead of giving the refresh token." };
        var device = new Option<bool>("--device") { Description = "Authorize with a code that is typed on another device." };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Authorize by printing the address only." };
        var link = new Option<string[]>("--link") { Description = "Link this ExecModule. Repeatable.", HelpName = "ID" };
        var linkAll = new Option<bool>("--link-all") { Description = "Link every ExecModule of the provider that has no account." };
        var command = new Command("add", "Add an account. Secrets are asked for, or come from standard input; never as an argument.") { provider };
        foreach (Option option in new Option[] { kind, name, environment, baseUrl, fields, secretStdin, paste, verify, authorize, device, noBrowser, link, linkAll })
        {
            command.Options.Add(option);
        }

        command.OnHost(global, async run =>
        {
            ParseResult parse = run.Parse;
            bool pasted = parse.GetValue(paste);
            IReadOnlyList<ProviderCard> catalog = await run.Client.GetCatalogAsync(run.CancellationToken);
            (ProviderCard card, CredentialKindCard chosen, Dictionary<string, string> values)? choice = pasted
                ? await PastedKey.TakeAsync(run, catalog, parse.GetValue(provider), parse.GetValue(kind))
                : await CredentialChoice.NamedAsync(run, catalog, parse.GetValue(provider), parse.GetValue(kind));
            if (choice is not var (card, chosen, values))
            {
                return ExitCodes.Negative;
            }

            CredentialChoice.AddPlain(chosen, values, parse.GetValue(fields) ?? []);
            bool asked = parse.GetValue(authorize) || parse.GetValue(device) || parse.GetValue(noBrowser);
            if (asked && chosen.AuthorizedField is null)
            {
                throw new UsageException($"{chosen.Id} is not authorized at the provider. Leave the option out, and give its values.");
            }

            await CredentialChoice.AddSecretsAsync(chosen, values, parse.GetValue(secretStdin), asked ? chosen.AuthorizedField : null, run.CancellationToken);
            bool authorizes = chosen.AuthorizedField is { } granted && !values.ContainsKey(granted) && (asked || !System.Console.IsInputRedirected);
            string[] waiting = parse.GetValue(linkAll) || pasted ? await WaitingAsync(run, card) : [];
            string[] links = [.. parse.GetValue(link) ?? []];
            bool all = parse.GetValue(linkAll) || (pasted && links.Length == 0 && waiting.Length > 0 && !System.Console.IsInputRedirected
                && Question.Ask($"{waiting.Length} modules of {card.Name} have no account. Link them?"));

            CreateAccountResult result = await run.Client.CreateAccountAsync(
                new CreateAccountRequest
                {
                    ProviderId = card.Id,
                    CredentialKindId = chosen.Id,
                    Name = parse.GetValue(name),
                    Environment = parse.GetValue(environment) ?? KeyEnvironment.Of(chosen, values),
                    BaseUrl = parse.GetValue(baseUrl),
                    Fields = values,
                    Verify = (parse.GetValue(verify) || (pasted && chosen.Tested)) && !authorizes,
                    LinkModuleIds = all ? [.. links.Union(waiting)] : links,
                },
                run.CancellationToken);
            if (authorizes)
            {
                result = await AuthorizeAsync(run, result, parse.GetValue(device), !parse.GetValue(noBrowser));
            }

            run.Out.Write(result, () => Print(run, result, chosen, pasted && !all ? [.. waiting.Except(links)] : []));
            return result.Verdict is { Kind: not "Valid" } || result.Links.Any(outcome => !outcome.Linked) ? ExitCodes.Negative : ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<CreateAccountResult> AuthorizeAsync(CommandRun run, CreateAccountResult created, bool device, bool openBrowser)
    {
        AuthorizationReport report = await AccountsAuthorizeCommand.RunAsync(run, created.Account.Id, device, openBrowser);
        if (report.State != "Done")
        {
            return created with { Warnings = [.. created.Warnings, $"{report.State}: {report.Message}"] };
        }

        // What was just granted is tested, asked for or not: only that shows whether it is what the modules need.
        VerdictReport verdict = await run.Client.VerifyAsync(created.Account.Id, run.CancellationToken);
        return created with { Account = await run.Client.GetAccountAsync(created.Account.Id, run.CancellationToken), Verdict = verdict };
    }

    private static async Task<string[]> WaitingAsync(CommandRun run, ProviderCard card)
    {
        CoverageReport coverage = await run.Client.GetCoverageAsync(run.CancellationToken);
        return [.. coverage.Items.Where(item => item.ProviderId == card.Id && item.AccountId is null).Select(item => item.ModuleId)];
    }

    private static void Print(CommandRun run, CreateAccountResult result, CredentialKindCard kind, string[] waiting)
    {
        string where = result.Account.Environment.Length > 0 ? $" in {result.Account.Environment}" : "";
        run.Out.Line($"Stored {result.Account.Name} ({result.Account.ProviderName}, {kind.Name}){where}, id {result.Account.Id}.");
        foreach (string warning in result.Warnings)
        {
            run.Out.Line("  warning: " + warning);
        }

        if (kind.AuthorizedField is { } missing && result.Account.Fields.Any(field => field.Key == missing && !field.IsSet))
        {
            run.Out.Line($"  not authorized yet: 'integration-host accounts authorize {result.Account.Id}'");
        }

        if (result.Verdict is { } verdict)
        {
            AccountsCommand.Verdict(run.Out, verdict);
        }

        AccountsCommand.Findings(run.Out, result.Account, "  ");
        ModulesCommand.Outcomes(run.Out, result.Links);
        foreach (string module in waiting)
        {
            run.Out.Line($"waits       {module}: 'integration-host modules link {result.Account.Id} {module}' links it");
        }
    }
}
