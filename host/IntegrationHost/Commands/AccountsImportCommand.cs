using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Import;

namespace IntegrationHost.Commands;

/// <summary><c>accounts import</c>: takes over what variables and other tools' files hold. They are only read.</summary>
internal static class AccountsImportCommand
{
    public static Command Build(GlobalOptions global)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what was found; names, never values." };
        var environment = new Option<string?>("--environment") { Description = "Environment of the new accounts. Default: test for a key whose beginning says so, otherwise production.", HelpName = "NAME" };
        var all = new Option<bool>("--all") { Description = "Import all that is new without asking." };
        var only = new Option<string[]>("--only") { Description = "Import what is new of this provider without asking. Repeatable.", HelpName = "PROVIDER" };
        var file = new Option<string[]>("--env-file") { Description = "Look into this .env file as well. Repeatable.", HelpName = "FILE" };
        var baseUrl = new Option<string?>("--base-url") { Description = "Address instead of the provider's; with one --only.", HelpName = "URL" };
        var command = new Command("import", "Import credentials from environment variables, .env files and other tools' files. Nothing is changed there.");
        foreach (Option option in new Option[] { dryRun, environment, all, only, file, baseUrl })
        {
            command.Options.Add(option);
        }

        command.OnHost(global, async run =>
        {
            string[] providers = run.Parse.GetValue(only) ?? [];
            string? address = run.Parse.GetValue(baseUrl);
            if (address is not null && providers.Length != 1)
            {
                throw new UsageException("--base-url sends keys of one provider to an address: say which with one --only.");
            }

            IReadOnlyList<ProviderCard> catalog = await run.Client.GetCatalogAsync(run.CancellationToken);
            if (Array.Find(providers, id => catalog.All(card => card.Id != id)) is { } unknown)
            {
                throw new UsageException($"--only takes the id of a provider. {await MissingProvider.SayAsync(run, catalog, unknown)}");
            }

            ImportPlan plan = ImportPlan.Make(catalog, Surroundings.OfProcess(run.Parse.GetValue(file) ?? []), TimeProvider.System.GetUtcNow());
            ImportRun import = await ImportRun.PrepareAsync(run, plan, run.Parse.GetValue(environment), address);
            if (!run.Parse.GetValue(dryRun))
            {
                await import.StoreAsync(Choice(run, import, run.Parse.GetValue(all), providers));
            }

            import.Report();
            return import.Failed ? ExitCodes.Negative : ExitCodes.Ok;
        });
        return command;
    }

    private static Func<FoundCredential, bool> Choice(CommandRun run, ImportRun import, bool all, string[] providers)
    {
        if (all || providers.Length > 0)
        {
            return credential => providers.Length == 0 || providers.Contains(credential.Provider.Id, StringComparer.Ordinal);
        }

        if (import.HasNew && (System.Console.IsInputRedirected || run.Out.Json))
        {
            throw new UsageException("There is no terminal to ask on. Say --all, or --only PROVIDER, or --dry-run to look.");
        }

        return credential => Question.Ask($"Import {credential.Provider.Name} ({credential.Kind.Name}) from {credential.Source}?");
    }
}
