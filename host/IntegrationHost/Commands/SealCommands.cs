using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Input;

namespace IntegrationHost.Commands;

/// <summary><c>unseal</c> and <c>seal</c>: brings the keys of a running host into its memory, and wipes them.</summary>
internal static class SealCommands
{
    public static Command Unseal(GlobalOptions global)
    {
        var stdin = new Option<bool>("--passphrase-stdin") { Description = "Take the passphrase or the recovery code from standard input instead of asking." };
        var retry = new Option<bool>("--retry") { Description = "Type nothing: try key file, environment and vault again." };
        var command = new Command("unseal", "Unseal a running host with a passphrase or a recovery code.");
        command.Options.Add(stdin);
        command.Options.Add(retry);
        command.OnRunningHost(global, async run =>
        {
            HostStatus status = await run.Client.GetStatusAsync(run.CancellationToken);
            if (!status.Sealed)
            {
                run.Out.Write(new SealState(false, null), () => run.Out.Line("It is unsealed already."));
                return ExitCodes.Ok;
            }

            string? key = run.Parse.GetValue(retry) ? null
                : run.Parse.GetValue(stdin) ? await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, "passphrase", run.CancellationToken)
                : SecretInput.Prompt("Passphrase or recovery code");
            SealState state = await run.Keys.UnsealAsync(key, run.CancellationToken);
            run.Out.Write(state, () => run.Out.Line("Unsealed."));
            return ExitCodes.Ok;
        });
        return command;
    }

    public static Command Seal(GlobalOptions global)
    {
        var command = new Command("seal", "Seal a running host: its keys are wiped at once.");
        command.OnRunningHost(global, async run =>
        {
            SealState state = await run.Keys.SealAsync(run.CancellationToken);
            run.Out.Write(state, () => run.Out.Line("Sealed. 'integration-host unseal' opens it again."));
            return ExitCodes.Ok;
        });
        return command;
    }
}
