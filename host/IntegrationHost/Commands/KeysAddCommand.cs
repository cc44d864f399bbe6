using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Input;

namespace IntegrationHost.Commands;

/// <summary><c>keys add</c>: another way to unlock the store.</summary>
internal static class KeysAddCommand
{
    public static Command Build(GlobalOptions global)
    {
        var passphrase = new Option<bool>("--passphrase") { Description = "A passphrase, asked for twice." };
        var passphraseStdin = new Option<bool>("--passphrase-stdin") { Description = "A passphrase, taken from standard input." };
        var recovery = new Option<bool>("--recovery-code") { Description = "A recovery code, made by the host and shown once." };
        var keyFile = new Option<string?>("--key-file") { Description = "A key file; PATH if not the usual one. A file that is there is used.", HelpName = "PATH", Arity = ArgumentArity.ZeroOrOne };
        var environment = new Option<bool>("--environment") { Description = "The environment variable INTEGRATION_HOST_KEY of the host, for development only." };
        var transit = new Option<string?>("--transit") { Description = "The transit engine of a HashiCorp Vault or OpenBao at this address.", HelpName = "URL" };
        var mount = new Option<string>("--transit-mount") { Description = "Where the transit engine is mounted.", HelpName = "NAME", DefaultValueFactory = _ => "transit" };
        var key = new Option<string?>("--transit-key") { Description = "Name of the transit key.", HelpName = "NAME" };
        var tokenFile = new Option<string?>("--transit-token-file") { Description = "File with a token for it, mode 0600.", HelpName = "PATH" };
        var command = new Command("add", "Add a way to unlock the store. Choose one.");
        foreach (Option option in new Option[] { passphrase, passphraseStdin, recovery, keyFile, environment, transit, mount, key, tokenFile })
        {
            command.Options.Add(option);
        }

        command.OnHost(global, async run =>
        {
            ParseResult parse = run.Parse;
            bool words = parse.GetValue(passphrase) || parse.GetValue(passphraseStdin);
            bool[] chosen = [words, parse.GetValue(recovery), parse.GetResult(keyFile) is not null, parse.GetValue(environment), parse.GetValue(transit) is not null];
            if (chosen.Count(one => one) != 1)
            {
                throw new UsageException("Choose one of --passphrase, --passphrase-stdin, --recovery-code, --key-file, --environment and --transit.");
            }

            AddSlotRequest request = Array.IndexOf(chosen, true) switch
            {
                0 => new AddSlotRequest { Type = "passphrase", Passphrase = await PassphraseAsync(run, parse.GetValue(passphraseStdin)) },
                1 => new AddSlotRequest { Type = "recovery" },
                2 => new AddSlotRequest { Type = "keyfile", Path = parse.GetValue(keyFile) is { } path ? Path.GetFullPath(path) : null },
                3 => new AddSlotRequest { Type = "environment" },
                _ => new AddSlotRequest
                {
                    Type = "transit",
                    Transit = new TransitEngine(
                        parse.GetValue(transit)!,
                        parse.GetValue(mount)!,
                        parse.GetValue(key) ?? throw new UsageException("--transit needs --transit-key NAME."),
                        Path.GetFullPath(parse.GetValue(tokenFile) ?? throw new UsageException("--transit needs --transit-token-file PATH."))),
                },
            };
            AddSlotResult made = await run.Keys.AddSlotAsync(request, run.CancellationToken);
            run.Out.Write(made.RecoveryCode is null ? (object)made.Slot : made, () =>
            {
                run.Out.Line($"Added {made.Slot.Id}{(made.Slot.Place.Length > 0 ? $": {made.Slot.Place}" : "")}.");
                if (made.RecoveryCode is { } code)
                {
                    RecoveryCodePrompt.Show(code);
                }
            });
            return ExitCodes.Ok;
        });
        return command;
    }

    public static async Task<string> PassphraseAsync(CommandRun run, bool fromInput) => fromInput
        ? await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, "passphrase", run.CancellationToken)
        : SecretInput.PromptTwice("New passphrase");
}
