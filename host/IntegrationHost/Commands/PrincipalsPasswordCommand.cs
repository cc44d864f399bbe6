using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Input;

namespace IntegrationHost.Commands;

/// <summary><c>principals password</c>: gives a user or program a password for <c>POST /v1/auth/login</c>.</summary>
internal static class PrincipalsPasswordCommand
{
    public static Command Build(GlobalOptions global)
    {
        var name = new Argument<string>("name") { Description = "Name or id of the user or program." };
        var stdin = new Option<bool>("--stdin") { Description = "Take the password from standard input instead of asking twice." };
        var remove = new Option<bool>("--remove") { Description = "Take the password away: it cannot log in any more. Its tokens stay." };
        var command = new Command("password", "Set the password that a user or program logs in with. It is asked for, or comes from standard input. Who is logged in is logged out.") { name };
        command.Options.Add(stdin);
        command.Options.Add(remove);
        command.OnHost(global, async run =>
        {
            PrincipalSummary found = await PrincipalsCommand.FindAsync(run, run.Parse.GetValue(name)!);
            if (run.Parse.GetValue(remove))
            {
                await run.Access.RemovePasswordAsync(found.Id, run.CancellationToken);
                run.Out.Write(new { principal = found.Id, password = false }, () => run.Out.Line($"{found.Username} has no password any more."));
                return ExitCodes.Ok;
            }

            string password = run.Parse.GetValue(stdin)
                ? await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, "password", run.CancellationToken)
                : SecretInput.PromptTwice($"Password of {found.Username}");
            await run.Access.SetPasswordAsync(found.Id, new PasswordRequest(password), run.CancellationToken);
            run.Out.Write(new { principal = found.Id, password = true }, () => run.Out.Line($"{found.Username} can log in with the new password: POST /v1/auth/login."));
            return ExitCodes.Ok;
        });
        return command;
    }
}
