using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>permissions</c>: who may do what to an account or a module.</summary>
internal static class PermissionsCommand
{
    private const string AccountClass = "com.valkyrlabs.model.IntegrationAccount";
    private const string ModuleClass = "com.valkyrlabs.model.ExecModule";

    public static Command Build(GlobalOptions global)
    {
        var command = new Command("permissions", "See and change who may do what to an account or a module.");
        command.Subcommands.Add(List(global));
        command.Subcommands.Add(Change(global, "grant", "Grant a permission.", (run, request) => run.Access.GrantAsync(request, run.CancellationToken)));
        command.Subcommands.Add(Change(global, "revoke", "Take a permission back, granted or denied.", (run, request) => run.Access.RevokeAsync(request, run.CancellationToken)));
        command.Subcommands.Add(Change(global, "deny", "Deny a permission explicitly; a denial comes before every grant.", (run, request) => run.Access.DenyAsync(request, run.CancellationToken)));
        command.Subcommands.Add(Explain(global));
        return command;
    }

    private static Command List(GlobalOptions global)
    {
        Argument<string> target = TargetArgument();
        var command = new Command("list", "List who may do what.") { target };
        command.OnHost(global, async run =>
        {
            (string type, string id) = await FindAsync(run, run.Parse.GetValue(target)!);
            IReadOnlyList<PermissionEntry> entries = await run.Access.GetPermissionsAsync(type == AccountClass ? "account" : "module", id, run.CancellationToken);
            run.Out.Write(entries, () => run.Out.Table(
                ["WHO", "PERMISSION", ""], entries.Select(entry => (IReadOnlyList<string?>)[entry.Username, entry.Permission, entry.Granted ? "granted" : "DENIED"])));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Change(GlobalOptions global, string name, string description, Func<CommandRun, PermissionRequest, Task<PermissionEntry>> change)
    {
        Argument<string> target = TargetArgument();
        Argument<string> who = WhoArgument();
        Argument<string> permission = PermissionArgument();
        var command = new Command(name, description) { target, who, permission };
        command.OnHost(global, async run =>
        {
            PermissionEntry entry = await change(run, await RequestAsync(run, target, who, permission));
            run.Out.Write(entry, () => run.Out.Line("Done."));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Explain(GlobalOptions global)
    {
        Argument<string> target = TargetArgument();
        Argument<string> who = WhoArgument();
        Argument<string> permission = PermissionArgument();
        var command = new Command("explain", "Say why someone may or may not do something. Exit code 1 if not.") { target, who, permission };
        command.OnHost(global, async run =>
        {
            ExplanationReport found = await run.Access.ExplainAsync(await RequestAsync(run, target, who, permission), run.CancellationToken);
            run.Out.Write(found, () =>
            {
                run.Out.Line($"{(found.Allowed ? "May" : "May not")}: {found.Reason}");
                if (found.DecidedBy is { } sid)
                {
                    run.Out.Line($"  entry of    {sid}");
                }

                run.Out.Line($"  counts as   {string.Join(", ", found.Identities)}");
                run.Out.Line($"  needs scope {found.Scope} (tokens that have it: {(found.TokensWithScope.Count == 0 ? "none" : string.Join(", ", found.TokensWithScope))})");
                if (found.Next.Length > 0)
                {
                    run.Out.Line($"  next        {found.Next}");
                }
            });
            return found.Allowed ? ExitCodes.Ok : ExitCodes.Negative;
        });
        return command;
    }

    private static async Task<PermissionRequest> RequestAsync(CommandRun run, Argument<string> target, Argument<string> who, Argument<string> permission)
    {
        (string type, string id) = await FindAsync(run, run.Parse.GetValue(target)!);
        return new PermissionRequest { ObjectType = type, ObjectId = id, Username = run.Parse.GetValue(who)!, Permission = run.Parse.GetValue(permission)! };
    }

    /// <summary>An account by id or name, a module by id, or a type, where CREATE is granted.</summary>
    private static async Task<(string Type, string Id)> FindAsync(CommandRun run, string target)
    {
        if (target is "accounts" or "modules")
        {
            // The ids by which ThorAPI calls the types themselves.
            return target == "accounts" ? (AccountClass, "60d417c9-72bd-31ed-b45d-69b1cffd06c0") : (ModuleClass, "b0721e56-123e-3945-862f-191a4b35ce4e");
        }

        if (Guid.TryParse(target, out Guid id) && (await run.Client.GetModulesAsync(run.CancellationToken)).Any(module => module.Id == id.ToString()))
        {
            return (ModuleClass, id.ToString());
        }

        return (AccountClass, await AccountLookup.IdAsync(run.Client, target, run.CancellationToken));
    }

    private static Argument<string> TargetArgument() =>
        new("object") { Description = "Account id or name, module id, or 'accounts' or 'modules' for the type, where CREATE is granted." };

    private static Argument<string> WhoArgument() => new("who") { Description = "User, program, role, or ADMIN, EVERYONE, AUTHENTICATED, SYSTEM, anonymousUser." };

    private static Argument<string> PermissionArgument() => new("permission") { Description = "READ, WRITE, CREATE, DELETE, EXECUTE, ADMINISTRATION or VIEW_DECRYPTED (which grants nothing here)." };
}
