using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Input;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>accounts authorize</c>: a person grants access at the provider; the refresh token goes into the account, unseen.</summary>
internal static class AccountsAuthorizeCommand
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Build(GlobalOptions global)
    {
        var account = new Argument<string>("account") { Description = "Account id or name." };
        var device = new Option<bool>("--device") { Description = "Use a code that is typed on another device, where the provider has those." };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Print the address only." };
        var command = new Command("authorize", "Grant access at the provider, in a browser or with a code; then run the smoke test. Exit code 0 only for Valid.") { account };
        command.Options.Add(device);
        command.Options.Add(noBrowser);
        command.OnHost(global, async run =>
        {
            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            AuthorizationReport report = await RunAsync(run, id, run.Parse.GetValue(device), !run.Parse.GetValue(noBrowser));
            if (report.State != "Done")
            {
                run.Out.Write(report, () => run.Out.Line($"{report.State}: {report.Message}"));
                return ExitCodes.Negative;
            }

            VerdictReport verdict = await run.Client.VerifyAsync(id, run.CancellationToken);
            run.Out.Write(verdict, () =>
            {
                run.Out.Line(report.Message);
                AccountsCommand.Verdict(run.Out, verdict);
            });
            return verdict.Kind == "Valid" ? ExitCodes.Ok : ExitCodes.Negative;
        });
        return command;
    }

    /// <summary>Begins an authorization, shows the address, and waits for its end. If the command is interrupted, the authorization is called off.</summary>
    public static async Task<AuthorizationReport> RunAsync(CommandRun run, string accountId, bool device, bool openBrowser)
    {
        AuthorizationReport report = await run.Client.StartAuthorizationAsync(accountId, new StartAuthorizationRequest { Device = device }, run.CancellationToken);

        // Beside the result, which may be JSON for a program. The address is for people: copied from a remote shell, or opened here.
        System.Console.Error.WriteLine(TerminalText.Clean(report.Message));
        System.Console.Error.WriteLine(TerminalText.Clean("  " + report.Url));
        if (report.UserCode is { } code)
        {
            System.Console.Error.WriteLine(TerminalText.Clean("  code: " + code));
        }

        if (openBrowser && Browser.TryOpen(new Uri(report.Url)))
        {
            System.Console.Error.WriteLine("Opened in the browser. Waiting...");
        }

        try
        {
            while (report.State == "Waiting")
            {
                await Task.Delay(Pause, run.CancellationToken);
                report = await run.Client.GetAuthorizationAsync(accountId, report.Id, run.CancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await run.Client.CancelAuthorizationAsync(accountId, report.Id, CancellationToken.None);
            throw;
        }

        return report;
    }
}
