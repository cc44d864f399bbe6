using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Hosting;
using IntegrationHost.Input;

namespace IntegrationHost.Commands;

/// <summary><c>init</c>: makes a store with a chosen way to unlock it, and a recovery code.</summary>
internal static class InitCommand
{
    public static Command Build(GlobalOptions global)
    {
        var passphraseStdin = new Option<bool>("--passphrase-stdin") { Description = "Unlock with a passphrase, taken from standard input. The store then starts sealed." };
        var passphrase = new Option<bool>("--passphrase") { Description = "Unlock with a passphrase, asked for twice. The store then starts sealed." };
        var keyFile = new Option<string?>("--key-file") { Description = "Unlock with a key file (the default); PATH if not the usual one.", HelpName = "PATH", Arity = ArgumentArity.ZeroOrOne };
        var noCode = new Option<bool>("--no-recovery-code") { Description = "Make no recovery code." };
        var root = new Option<bool>("--allow-root") { Description = "Make the store although this is the superuser." };
        var command = new Command("init", "Make a store: key ring, database, API token, recovery code. Without it the first start makes one with a key file.");
        foreach (Option option in new Option[] { passphraseStdin, passphrase, keyFile, noCode, root })
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            if (Environment.IsPrivilegedProcess && !parse.GetValue(root))
            {
                throw new UsageException("This is the superuser: the store would be root's alone. Run it as the user that runs the host, or add --allow-root.");
            }

            bool words = parse.GetValue(passphraseStdin) || parse.GetValue(passphrase);
            if (words && parse.GetResult(keyFile) is not null)
            {
                throw new UsageException("Choose one of --key-file and a passphrase. More can be added with 'integration-host keys add'.");
            }

            HostPaths paths = global.Paths(parse);
            using SecretText? typed = !words ? null : new SecretText(
                parse.GetValue(passphraseStdin) ? await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, "passphrase", cancellationToken) : SecretInput.PromptTwice("Passphrase"));
            string? path = parse.GetValue(keyFile) is { } given ? Path.GetFullPath(given) : null;
            await StoreSetup.CreateAsync(paths, typed, path, TimeProvider.System);
            await TryOutAsync(paths, typed is null ? null : new string(typed.Reveal()), parse.GetValue(noCode), cancellationToken);
            return ExitCodes.Ok;
        }));
        return command;
    }

    /// <summary>Opens what was made the usual way, so that what init says is what the next start will see.</summary>
    private static async Task TryOutAsync(HostPaths paths, string? passphrase, bool noCode, CancellationToken cancellationToken)
    {
        await using HostSession session = await HostSession.OpenAsync(paths, new SessionOptions { MustOwn = true }, cancellationToken);
        if (passphrase is not null)
        {
            await session.Keys.UnsealAsync(passphrase, cancellationToken);
        }

        StoreVerification found = await session.Keys.VerifyStoreAsync(cancellationToken);
        if (!found.Sound)
        {
            throw new StoreException($"The new store in {paths.DataDirectory} does not read back as it was written. Check the disk.", StoreException.InputOutput);
        }

        System.Console.WriteLine($"Store      {paths.DataDirectory}");
        foreach (KeySlotInfo slot in await session.Keys.GetSlotsAsync(cancellationToken))
        {
            System.Console.WriteLine($"Slot       {slot.Id}{(slot.Place.Length > 0 ? $": {slot.Place}" : "")}");
        }

        System.Console.WriteLine($"API token  {paths.TokenPath}");
        if (!noCode)
        {
            AddSlotResult made = await session.Keys.AddSlotAsync(new AddSlotRequest { Type = "recovery" }, cancellationToken);
            RecoveryCodePrompt.Show(made.RecoveryCode!);
        }

        System.Console.WriteLine("Ready.");
    }
}
