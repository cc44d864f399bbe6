using System.CommandLine;
using IntegrationHost.Client.Recognition;
using IntegrationHost.Input;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>accounts recognise</c>: what a key is, by its form. Nothing is sent or stored.</summary>
internal static class AccountsRecogniseCommand
{
    /// <summary>Label of a key whose provider is not known yet.</summary>
    public const string AnyKey = "Key";

    public static Command Build(GlobalOptions global)
    {
        var stdin = new Option<bool>("--secret-stdin") { Description = "Take the key from standard input instead of asking." };
        var command = new Command("recognise", "Tell by its form which provider and kind a key is of. Nothing is sent or stored. Exit code 0 only if one is told.");
        command.Options.Add(stdin);
        command.OnHost(global, async run =>
        {
            string key = run.Parse.GetValue(stdin)
                ? await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, AnyKey, run.CancellationToken)
                : SecretInput.Prompt(AnyKey);
            IReadOnlyList<RecognisedKey> found = KeyRecognition.Find(await run.Client.GetCatalogAsync(run.CancellationToken), key);
            run.Out.Write(
                found.Select(match => new { providerId = match.Provider.Id, credentialKindId = match.Kind.Id, fieldKey = match.Field.Key, prefix = match.Prefix }),
                () => Print(run.Out, found));
            return found.Count == 1 ? ExitCodes.Ok : ExitCodes.Negative;
        });
        return command;
    }

    /// <summary>Prints what a key can be.</summary>
    public static void Print(ResultWriter writer, IReadOnlyList<RecognisedKey> found)
    {
        if (found.Count == 0)
        {
            writer.Line("No active provider has a key of this form. 'integration-host catalog' lists the providers.");
            return;
        }

        writer.Table(
            ["PROVIDER", "KIND", "FIELD", "TOLD BY"],
            found.Select(match => (IReadOnlyList<string?>)[match.Provider.Id, match.Kind.Id, match.Field.Key, match.Prefix.Length > 0 ? "begins with " + match.Prefix : "form"]));
        if (found.Count > 1)
        {
            writer.Line("Its form does not tell which. Say it: integration-host accounts add PROVIDER --kind KIND --paste");
        }
    }
}
