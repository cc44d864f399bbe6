using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Input;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>accounts add --paste</c>: the key tells provider, kind and field.</summary>
internal static class PastedKey
{
    /// <summary>Takes the key and tells what it is, within what is named already. Unknown: says so. Ambiguous: asks, or says what to name.</summary>
    /// <returns>What to store; <c>null</c> if it cannot be told, so that nothing is stored.</returns>
    public static async Task<(ProviderCard Card, CredentialKindCard Kind, Dictionary<string, string> Values)?> TakeAsync(
        CommandRun run, IReadOnlyList<ProviderCard> catalog, string? provider, string? kind)
    {
        IReadOnlyList<ProviderCard> candidates = await NarrowAsync(run, catalog, provider, kind);
        string pasted = System.Console.IsInputRedirected
            ? await SecretInput.ReadToEndAsync(System.Console.In, redirected: true, AccountsRecogniseCommand.AnyKey, run.CancellationToken)
            : SecretInput.Prompt(AccountsRecogniseCommand.AnyKey);
        IReadOnlyList<RecognisedKey> found = KeyRecognition.Find(candidates, pasted);
        if (Choose(found) is not { } match)
        {
            AccountsRecogniseCommand.Print(new ResultWriter(System.Console.Error, json: false), found);
            await System.Console.Error.WriteLineAsync("Nothing was stored.");
            return null;
        }

        return (match.Provider, match.Kind, new Dictionary<string, string> { [match.Field.Key] = KeyRecognition.Unwrap(pasted) });
    }

    private static async Task<IReadOnlyList<ProviderCard>> NarrowAsync(CommandRun run, IReadOnlyList<ProviderCard> catalog, string? provider, string? kind)
    {
        if (provider is null)
        {
            return kind is null ? catalog : throw new UsageException("--kind is of a provider: say which.");
        }

        ProviderCard card = await CredentialChoice.ProviderAsync(run, catalog, provider);
        return [kind is null ? card : card with { CredentialKinds = [CredentialChoice.Kind(card, kind)] }];
    }

    private static RecognisedKey? Choose(IReadOnlyList<RecognisedKey> found)
    {
        if (found.Count < 2)
        {
            return found.Count == 1 ? found[0] : null;
        }

        return !System.Console.IsInputRedirected
            && Question.Choose("Which is it?", [.. found.Select(match => $"{match.Provider.Name}, {match.Kind.Name}: {match.Field.Label}")]) is { } index
            ? found[index]
            : null;
    }
}
