using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>tokens</c>: API tokens for users and programs.</summary>
internal static class TokensCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("tokens", "Make, list and revoke API tokens.");
        command.Subcommands.Add(Create(global));
        command.Subcommands.Add(List(global));
        command.Subcommands.Add(Revoke(global));
        return command;
    }

    private static Command Create(GlobalOptions global)
    {
        var name = new Argument<string>("name") { Description = "What the token is for." };
        var principal = new Option<string>("--for") { Description = "User or program it is for ('integration-host principals add' makes one).", Required = true, HelpName = "NAME" };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "What it may be used for; may be repeated: accounts:read, accounts:write, accounts:use, audit:read, plugins:admin, vault:admin, tokens:admin.",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var days = new Option<int?>("--days") { Description = "Days it lives, 1 to 365. Default: 30." };
        var command = new Command("create", "Make a token. It is printed once, and kept nowhere.") { name };
        command.Options.Add(principal);
        command.Options.Add(scopes);
        command.Options.Add(days);
        command.OnHost(global, async run =>
        {
            CreatedToken made = await run.Access.CreateTokenAsync(
                new CreateTokenRequest
                {
                    Name = run.Parse.GetValue(name)!,
                    Username = run.Parse.GetValue(principal),
                    Scopes = run.Parse.GetValue(scopes)!,
                    Days = run.Parse.GetValue(days),
                },
                run.CancellationToken);
            run.Out.Write(made, () =>
            {
                run.Out.Line(made.Token);
                System.Console.Error.WriteLine($"Token {made.Summary.Id} ends {made.Summary.ExpiresAt:u}. It is shown this once: keep it where you keep secrets.");
            });
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command List(GlobalOptions global)
    {
        var command = new Command("list", "List tokens. None is shown itself.");
        command.OnHost(global, async run =>
        {
            IReadOnlyList<TokenSummary> tokens = await run.Access.GetTokensAsync(run.CancellationToken);
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            run.Out.Write(tokens, () => run.Out.Table(
                ["ID", "NAME", "FOR", "STATE", "EXPIRES", "SCOPES"],
                tokens.Select(token => (IReadOnlyList<string?>)
                    [token.Id, token.Name, token.Username, token.RevokedAt is not null ? "revoked" : token.ExpiresAt <= now ? "expired" : "works", $"{token.ExpiresAt:u}", string.Join(' ', token.Scopes)])));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Revoke(GlobalOptions global)
    {
        var id = new Argument<string>("id") { Description = "The token's id, six characters." };
        var command = new Command("revoke", "Revoke a token: the next request with it is refused.") { id };
        command.OnHost(global, async run =>
        {
            await run.Access.RevokeTokenAsync(run.Parse.GetValue(id)!, run.CancellationToken);
            run.Out.Write(new { revoked = run.Parse.GetValue(id) }, () => run.Out.Line("Revoked."));
            return ExitCodes.Ok;
        });
        return command;
    }
}
