using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Input;

namespace IntegrationHost.Commands;

/// <summary><c>accounts add</c>: stored, verified and linked in one call.</summary>
internal static class AccountsAddCommand
{
    public static Command Build(GlobalOptions global)
    {
        var provider = new Argument<string>("provider") { Description = "Provider id ('integration-host catalog' lists them)." };
        var kind = new Option<string?>("--kind") { Description = "Credential kind. Default: the provider's first.", HelpName = "ID" };
        var name = new Option<string?>("--name") { Description = "Account name. Default: the provider's id in upper case.", HelpName = "NAME" };
        var environment = new Option<string?>("--environment") { Description = "Environment, such as production.", HelpName = "NAME" };
        var baseUrl = new Option<string?>("--base-url") { Description = "Address instead of the provider's; its host joins the account's allow-list.", HelpName = "URL" };
        var fields = new Option<string[]>("--field") { Description = "A value that is no secret, as KEY=VALUE. Repeatable.", HelpName = "KEY=VALUE" };
        var secretStdin = new Option<string?>("--secret-stdin") { Description = "Take this secret from standard input instead of asking.", HelpName = "KEY" };
        var verify = new Option<bool>("--verify") { Description = "Run the smoke test once stored." };
        var link = new Option<string[]>("--link") { Description = "Link this ExecModule. Repeatable.", HelpName = "ID" };
        var linkAll = new Option<bool>("--link-all") { Description = "Link every ExecModule of the provider that has no account." };
        var command = new Command("add", "Add an account. Secrets are asked for, or come from standard input; never as an argument.") { provider };
        foreach (Option option in new Option[] { kind, name, environment, baseUrl, fields, secretStdin, verify, link, linkAll })
        {
            command.Options.Add(option);
        }

        command.OnHost(global, async run =>
        {
            ParseResult parse = run.Parse;
            (ProviderCard card, CredentialKindCard chosen) = await ChooseAsync(run, parse.GetValue(provider)!, parse.GetValue(kind));
            Dictionary<string, string> values = Plain(chosen, parse.GetValue(fields) ?? []);
            await AddSecretsAsync(chosen, values, parse.GetValue(secretStdin), run.CancellationToken);

            var links = new List<string>(parse.GetValue(link) ?? []);
            if (parse.GetValue(linkAll))
            {
                CoverageReport coverage = await run.Client.GetCoverageAsync(run.CancellationToken);
                links.AddRange(coverage.Items.Where(item => item.ProviderId == card.Id && item.AccountId is null).Select(item => item.ModuleId).Except(links));
            }

            CreateAccountResult result = await run.Client.CreateAccountAsync(
                new CreateAccountRequest
                {
                    ProviderId = card.Id,
                    CredentialKindId = chosen.Id,
                    Name = parse.GetValue(name),
                    Environment = parse.GetValue(environment),
                    BaseUrl = parse.GetValue(baseUrl),
                    Fields = values,
                    Verify = parse.GetValue(verify),
                    LinkModuleIds = links,
                },
                run.CancellationToken);
            run.Out.Write(result, () =>
            {
                run.Out.Line($"Stored {result.Account.Name}, id {result.Account.Id}.");
                foreach (string warning in result.Warnings)
                {
                    run.Out.Line("  warning: " + warning);
                }

                if (result.Verdict is { } verdict)
                {
                    AccountsCommand.Verdict(run.Out, verdict);
                }

                ModulesCommand.Outcomes(run.Out, result.Links);
            });
            return result.Verdict is { Kind: not "Valid" } || result.Links.Any(outcome => !outcome.Linked) ? ExitCodes.Negative : ExitCodes.Ok;
        });
        return command;
    }

    private static async Task<(ProviderCard Card, CredentialKindCard Kind)> ChooseAsync(CommandRun run, string provider, string? kind)
    {
        IReadOnlyList<ProviderCard> catalog = await run.Client.GetCatalogAsync(run.CancellationToken);
        ProviderCard card = catalog.FirstOrDefault(candidate => candidate.Id == provider)
            ?? throw new UsageException($"No provider has that id. There are: {string.Join(", ", catalog.Select(candidate => candidate.Id))}.");
        CredentialKindCard chosen = kind is null
            ? card.CredentialKinds[0]
            : card.CredentialKinds.FirstOrDefault(candidate => candidate.Id == kind)
                ?? throw new UsageException($"{card.Name} has no credential kind of that id. There are: {string.Join(", ", card.CredentialKinds.Select(candidate => candidate.Id))}.");
        return (card, chosen);
    }

    private static Dictionary<string, string> Plain(CredentialKindCard kind, string[] assignments)
    {
        var values = new Dictionary<string, string>();
        foreach (string assignment in assignments)
        {
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            string key = equals > 0 ? assignment[..equals] : "";
            CredentialFieldCard field = kind.Fields.FirstOrDefault(candidate => candidate.Key == key)
                ?? throw new UsageException($"--field takes KEY=VALUE with a key of {kind.Id}: {string.Join(", ", kind.Fields.Where(candidate => !candidate.Secret).Select(candidate => candidate.Key))}.");
            values[key] = field.Secret
                ? throw new UsageException($"'{field.Key}' is a secret and cannot be an argument: others could read it in the process list. Leave it out to be asked, or use --secret-stdin {field.Key}.")
                : assignment[(equals + 1)..];
        }

        return values;
    }

    private static async Task AddSecretsAsync(CredentialKindCard kind, Dictionary<string, string> values, string? fromInput, CancellationToken cancellationToken)
    {
        if (fromInput is not null)
        {
            CredentialFieldCard field = kind.Fields.FirstOrDefault(candidate => candidate.Key == fromInput && candidate.Secret)
                ?? throw new UsageException($"--secret-stdin takes a secret of {kind.Id}: {string.Join(", ", kind.Fields.Where(candidate => candidate.Secret).Select(candidate => candidate.Key))}.");
            values[field.Key] = await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, field.Label, cancellationToken);
        }

        foreach (CredentialFieldCard field in kind.Fields.Where(field => field.Secret && !values.ContainsKey(field.Key)))
        {
            // What is optional is asked for only where somebody is there to answer.
            if (!field.Required && System.Console.IsInputRedirected)
            {
                continue;
            }

            string value = SecretInput.Prompt(field.Required ? field.Label : $"{field.Label} (optional, Enter to skip)");
            if (value.Length > 0)
            {
                values[field.Key] = value;
            }
        }
    }
}
