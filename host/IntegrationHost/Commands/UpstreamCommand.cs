using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Input;

namespace IntegrationHost.Commands;

/// <summary><c>upstream</c>: the ThorAPI server that the store works on.</summary>
internal static class UpstreamCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("upstream", "Work on a ThorAPI server: its modules here, this host's accounts and links there.");
        command.Subcommands.Add(Set(global));
        command.Subcommands.Add(Status(global));
        command.Subcommands.Add(Sync(global));
        command.Subcommands.Add(Push(global));
        command.Subcommands.Add(Clear(global));
        return command;
    }

    private static Command Set(GlobalOptions global)
    {
        var url = new Argument<string>("url") { Description = "Address of the server, such as https://api-0.valkyrlabs.com/v1. http:// is for this machine only." };
        var token = new Option<bool>("--token-stdin") { Description = "Take a token of the server from standard input. Without options it is asked for." };
        var username = new Option<string?>("--username") { Description = "Log in with this name; the password is asked for, or read with --password-stdin.", HelpName = "NAME" };
        var password = new Option<bool>("--password-stdin") { Description = "Take the password from standard input." };
        var path = new Option<string?>("--metadata-path") { Description = "Path of the module metadata there. Default: /v1/modules/metadata.", HelpName = "PATH" };
        var set = new Command("set", "Set the server and the login, which is sealed and goes to that server only; then read it.") { url, token, username, password, path };
        set.OnHost(global, async run =>
        {
            ParseResult parse = run.Parse;
            SetUpstreamRequest request = await LoginAsync(
                new SetUpstreamRequest { Address = parse.GetValue(url)!, MetadataPath = parse.GetValue(path) }, parse.GetValue(token), parse.GetValue(username), parse.GetValue(password), run.CancellationToken);
            await run.Upstream.SetUpstreamAsync(request, run.CancellationToken);
            return Print(run, await run.Upstream.SyncUpstreamAsync(run.CancellationToken));
        });
        return set;
    }

    private static async Task<SetUpstreamRequest> LoginAsync(SetUpstreamRequest request, bool token, string? username, bool password, CancellationToken cancellationToken)
    {
        if (token && (username is not null || password))
        {
            throw new UsageException("Give a token or a user name, not both.");
        }

        if (password && username is null)
        {
            throw new UsageException("--password-stdin needs --username.");
        }

        if (token || password)
        {
            string value = await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, token ? "token" : "password", cancellationToken);
            return token ? request with { Token = value } : request with { Username = username, Password = value };
        }

        if (username is not null)
        {
            return request with { Username = username, Password = SecretInput.Prompt("Password") };
        }

        // Nobody to ask: the login that is stored for this server stays.
        string typed = System.Console.IsInputRedirected ? "" : SecretInput.Prompt("Token (empty to keep the present login)");
        return typed.Length == 0 ? request : request with { Token = typed };
    }

    private static Command Status(GlobalOptions global)
    {
        var status = new Command("status", "Show the server, how old the copy is, and what is open. Exit code 1 if it is stale or something is open.");
        status.OnHost(global, async run =>
        {
            UpstreamStatus now = await run.Upstream.GetUpstreamAsync(run.CancellationToken);
            run.Out.Write(now, () => Print(run, now));
            return now.State == "stale" || now.OpenLinks.Count + now.OpenAccounts.Count > 0 ? ExitCodes.Negative : ExitCodes.Ok;
        });
        return status;
    }

    private static Command Sync(GlobalOptions global)
    {
        var sync = new Command("sync", "Settle what is open (failed links alone are tried again), then read the server. Exit code 1 if it could not be read, or something stays open.");
        sync.OnHost(global, async run => Print(run, await run.Upstream.SyncUpstreamAsync(run.CancellationToken)));
        return sync;
    }

    private static Command Push(GlobalOptions global)
    {
        var account = new Argument<string>("account") { Description = "Account id or name." };
        var push = new Command("push", "Make an account at the server that is only here. Its values go there.") { account };
        push.OnHost(global, async run =>
        {
            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            UpstreamAccountResult result = await run.Upstream.PushAccountAsync(id, run.CancellationToken);
            run.Out.Write(result, () =>
            {
                run.Out.Line(result.UpstreamId is null ? "Sent; whether it was made is not known yet." : $"Made there, id {result.UpstreamId}.");
                foreach (string warning in result.Warnings)
                {
                    run.Out.Line("  warning: " + warning);
                }
            });
            return result.UpstreamId is null ? ExitCodes.Negative : ExitCodes.Ok;
        });
        return push;
    }

    private static Command Clear(GlobalOptions global)
    {
        var clear = new Command("clear", "Forget the server and the login. What was read from it stays, as this store's own.");
        clear.OnHost(global, async run =>
        {
            await run.Upstream.ClearUpstreamAsync(run.CancellationToken);
            run.Out.Write(new { cleared = true }, () => run.Out.Line("Cleared. The store works on its own again."));
            return ExitCodes.Ok;
        });
        return clear;
    }

    private static int Print(CommandRun run, UpstreamSyncResult result)
    {
        run.Out.Write(result, () =>
        {
            if (result.Succeeded)
            {
                run.Out.Line(
                    $"Read. Modules: {result.ModulesAdded} new, {result.ModulesChanged} changed, {result.ModulesGone} gone. Accounts: {result.AccountsAdded} new, {result.AccountsSettled} settled. Links: {result.LinksMade} made.");
            }

            foreach (string note in result.Notes)
            {
                run.Out.Line("  note: " + note);
            }

            Print(run, result.Status);
        });
        return !result.Succeeded || result.Status.OpenLinks.Count + result.Status.OpenAccounts.Count > 0 ? ExitCodes.Negative : ExitCodes.Ok;
    }

    private static void Print(CommandRun run, UpstreamStatus status)
    {
        if (status.Address is null)
        {
            run.Out.Line("No upstream: the store works on its own. 'integration-host upstream set URL' sets one.");
            return;
        }

        string login = status.Login switch
        {
            "token" => "with a token",
            "password" => $"as {status.Username}",
            _ => "without a login",
        };
        run.Out.Line($"{status.Address}, {login}: {status.State}{(status.LastSyncAt is { } at ? $"; the copy is of {at:u}" : "")}{(status.Syncing ? "; being read now" : "")}");
        run.Out.Line($"{status.Modules} modules and {status.Accounts} accounts are there and here; its metadata describes {status.MetadataModules} modules.");
        if (status.RestartForMetadata)
        {
            run.Out.Line("New metadata came; modules of it that no plugin has are shown after the next start.");
        }

        if (status.Problem is { } problem)
        {
            run.Out.Line($"problem since {problem.At:u}: {problem.Message}");
        }

        foreach (UpstreamOpenLink link in status.OpenLinks)
        {
            run.Out.Line($"open link   {(link.ModuleName.Length > 0 ? link.ModuleName : "module")} {link.ModuleId}: {link.Problem ?? "not tried yet"}");
        }

        foreach (UpstreamOpenAccount account in status.OpenAccounts)
        {
            run.Out.Line($"{account.State,-11} {account.Name} {account.AccountId}: {account.Problem}");
        }
    }
}
