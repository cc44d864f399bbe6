using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>quick-create</c>: from a module that lacks an account to the account, without looking anything up.</summary>
internal static class QuickCreateCommand
{
    public static Command Build(GlobalOptions global)
    {
        var module = new Option<string?>("--module") { Description = "Display name of the module.", HelpName = "NAME" };
        var className = new Option<string?>("--class") { Description = "Class of the module: full, simple, bean name or dotted id.", HelpName = "CLASS" };
        var type = new Option<string?>("--type") { Description = "Type of the module in the metadata.", HelpName = "TYPE" };
        var execModule = new Option<string?>("--exec-module") { Description = "The active ExecModule: it tells name and class, and is linked to the account.", HelpName = "ID" };
        var provider = new Option<string?>("--provider") { Description = "Provider instead of the best fit.", HelpName = "ID" };
        var kind = new Option<string?>("--kind") { Description = "Credential kind instead of the proposed one.", HelpName = "ID" };
        var name = new Option<string?>("--name") { Description = "Account name instead of the proposed one.", HelpName = "NAME" };
        var environment = new Option<string?>("--environment", "--env") { Description = "Environment, such as production.", HelpName = "NAME" };
        var baseUrl = new Option<string?>("--base-url") { Description = "Address instead of the provider's; its host joins the account's allow-list.", HelpName = "URL" };
        var fields = new Option<string[]>("--field") { Description = "A value that is no secret, as KEY=VALUE. Repeatable.", HelpName = "KEY=VALUE" };
        var secretStdin = new Option<string?>("--secret-stdin") { Description = "Take this secret from standard input instead of asking; without KEY, the only one that is required.", HelpName = "KEY", Arity = ArgumentArity.ZeroOrOne };
        var propose = new Option<bool>("--propose") { Description = "Only show which templates fit and how the form would be filled in." };
        var verify = new Option<bool>("--verify") { Description = "Run the smoke test once stored." };
        var form = new Option<bool>("--form") { Description = "Open the form in this terminal, filled in: for programs such as Workflow Studio that call it. It ends when the form is closed." };
        var command = new Command("quick-create", "Create the account that a module needs: the best template is chosen, its form filled in, the active ExecModule linked. Secrets are asked for, or come from standard input.");
        foreach (Option option in new Option[] { module, className, type, execModule, provider, kind, name, environment, baseUrl, fields, secretStdin, propose, verify, form })
        {
            command.Options.Add(option);
        }

        command.OnHost(global, async run =>
        {
            ParseResult parse = run.Parse;
            var request = new QuickCreateRequest
            {
                ModuleName = parse.GetValue(module),
                ClassName = parse.GetValue(className),
                ModuleType = parse.GetValue(type),
                ExecModuleId = parse.GetValue(execModule),
                ProviderId = parse.GetValue(provider),
                CredentialKindId = parse.GetValue(kind),
                Name = parse.GetValue(name),
                Environment = parse.GetValue(environment),
                BaseUrl = parse.GetValue(baseUrl),
                Verify = parse.GetValue(verify),
            };
            if (parse.GetValue(form) && (parse.GetValue(propose) || parse.GetResult(secretStdin) is not null))
            {
                throw new UsageException("--form asks in the terminal: leave --propose and --secret-stdin out.");
            }

            request = await WithModuleAsync(run, request);
            QuickCreateResult proposal = await run.Client.QuickCreateAsync(request, run.CancellationToken);
            if (parse.GetValue(propose))
            {
                run.Out.Write(proposal, () => QuickCreateText.Proposal(run.Out, proposal));
                return proposal.Form is null ? ExitCodes.Negative : ExitCodes.Ok;
            }

            if (proposal.Form is not { } filled)
            {
                throw new UsageException("No template fits this module. Name a provider with --provider ('integration-host catalog' lists them).", ExitCodes.NotFound);
            }

            CredentialKindCard chosen = proposal.Templates.First(choice => choice.Best).Template.CredentialKinds.First(candidate => candidate.Id == filled.CredentialKindId);
            Dictionary<string, string> values = filled.Fields.Where(field => field.Value is not null).ToDictionary(field => field.Key, field => field.Value!);
            CredentialChoice.AddPlain(chosen, values, parse.GetValue(fields) ?? []);
            if (parse.GetValue(form))
            {
                return await QuickCreateScreen.RunAsync(run, request, filled, chosen, values);
            }

            if (!run.Out.Json)
            {
                QuickCreateText.Choice(proposal, filled);
            }

            string? fromInput = parse.GetResult(secretStdin) is null ? null : parse.GetValue(secretStdin) ?? OnlySecret(chosen);
            await CredentialChoice.AddSecretsAsync(chosen, values, fromInput, skipped: null, run.CancellationToken);

            // What was proposed is what is made, whatever was stored in between.
            QuickCreateResult result = await run.Client.QuickCreateAsync(
                request with { ProviderId = filled.ProviderId, CredentialKindId = filled.CredentialKindId, Name = filled.Name, Environment = filled.Environment, Fields = values }, run.CancellationToken);
            CreateAccountResult made = result.Created!;
            run.Out.Write(result, () => QuickCreateText.Made(run.Out, made, chosen));
            return made.Verdict is { Kind: not "Valid" } || made.Links.Any(outcome => !outcome.Linked) ? ExitCodes.Negative : ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>Fills in what the ExecModule tells; what was said counts.</summary>
    private static async Task<QuickCreateRequest> WithModuleAsync(CommandRun run, QuickCreateRequest request)
    {
        if (request.ExecModuleId is not { } id)
        {
            return request.ModuleName is null && request.ClassName is null && request.ModuleType is null && request.ProviderId is null
                ? throw new UsageException("Say which module: --module, --class, --type or --exec-module; or --provider.")
                : request;
        }

        ExecModule? found = (await run.Client.GetModulesAsync(run.CancellationToken)).FirstOrDefault(module => string.Equals(module.Id, id, StringComparison.OrdinalIgnoreCase));
        return found is null
            ? throw new UsageException("No ExecModule has that id. 'integration-host modules list' shows them.", ExitCodes.NotFound)
            : request with { ExecModuleId = found.Id, ModuleName = request.ModuleName ?? found.Name, ClassName = request.ClassName ?? found.ClassName };
    }

    /// <exception cref="UsageException">Several secrets are required, or none.</exception>
    private static string OnlySecret(CredentialKindCard kind)
    {
        string[] required = [.. kind.Fields.Where(field => field is { Secret: true, Required: true }).Select(field => field.Key)];
        return required.Length == 1
            ? required[0]
            : throw new UsageException($"--secret-stdin needs a KEY here: {string.Join(", ", kind.Fields.Where(field => field.Secret).Select(field => field.Key))}.");
    }
}
