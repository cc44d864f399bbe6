using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>catalog</c>: the providers one can make accounts for.</summary>
internal static class CatalogCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("catalog", "List the providers: credential kinds, their fields, and modules.");
        var provider = new Argument<string?>("provider") { Description = "Show one provider in full.", Arity = ArgumentArity.ZeroOrOne };
        command.Arguments.Add(provider);
        command.OnHost(global, async run =>
        {
            IReadOnlyList<ProviderCard> cards = await run.Client.GetCatalogAsync(run.CancellationToken);
            if (run.Parse.GetValue(provider) is not { } id)
            {
                run.Out.Write(cards, () => run.Out.Table(
                    ["ID", "NAME", "CATEGORY", "KINDS", "MODULES", "ACCOUNTS"],
                    cards.Select(card => (IReadOnlyList<string?>)
                        [card.Id, card.Name, card.Category, string.Join(", ", card.CredentialKinds.Select(kind => kind.Id)), $"{card.Modules.Count}", $"{card.AccountCount}"])));
                return ExitCodes.Ok;
            }

            ProviderCard? found = cards.FirstOrDefault(card => card.Id == id);
            if (found is null)
            {
                System.Console.Error.WriteLine($"integration-host: {await MissingProvider.SayAsync(run, cards, id)}");
                return ExitCodes.NotFound;
            }

            run.Out.Write(found, () => Show(run, found));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(CommandRun run, ProviderCard card)
    {
        run.Out.Line($"{card.Name} ({card.Id}) {card.Version}: {card.Description}");
        run.Out.Line($"  documentation  {card.DocsUrl}");
        run.Out.Line($"  keys           {card.ManageUrl}");
        run.Out.Line($"  base address   {card.BaseUrl}");
        foreach (CredentialKindCard kind in card.CredentialKinds)
        {
            run.Out.Line();
            run.Out.Line($"Credential kind {kind.Id}: {kind.Name}. {kind.Description}");
            run.Out.Table(
                ["  FIELD", "LABEL", "SECRET", "REQUIRED", "HELP"],
                kind.Fields.Select(field => (IReadOnlyList<string?>)["  " + field.Key, field.Label, field.Secret ? "yes" : "", field.Required ? "yes" : "", field.Help]));
        }

        run.Out.Line();
        run.Out.Table(
            ["MODULE", "TYPE", "SCOPES", "DESCRIPTION"],
            card.Modules.Select(module => (IReadOnlyList<string?>)[module.Name, module.ModuleType, string.Join(" ", module.RequiredScopes), module.Description]));
    }
}
