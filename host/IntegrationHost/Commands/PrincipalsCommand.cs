using System.CommandLine;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary><c>principals</c>: users and programs that tokens are for.</summary>
internal static class PrincipalsCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("principals", "Make, list and change users and programs that tokens are for.");
        command.Subcommands.Add(Add(global));
        command.Subcommands.Add(List(global));
        command.Subcommands.Add(Set(global));
        command.Subcommands.Add(PrincipalsPasswordCommand.Build(global));
        command.Subcommands.Add(Remove(global));
        command.Subcommands.Add(Roles(global));
        return command;
    }

    private static Command Add(GlobalOptions global)
    {
        var name = new Argument<string>("name") { Description = "Name of the user or program." };
        Option<string[]> roles = RolesOption();
        var command = new Command("add", "Make a user or a program.") { name };
        command.Options.Add(roles);
        command.OnHost(global, async run =>
        {
            PrincipalSummary made = await run.Access.CreatePrincipalAsync(
                new PrincipalRequest { Username = run.Parse.GetValue(name), Roles = run.Parse.GetValue(roles) ?? [] }, run.CancellationToken);
            run.Out.Write(made, () => run.Out.Line($"Made {made.Username}, id {made.Id}. 'integration-host tokens create' makes a token for it."));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command List(GlobalOptions global)
    {
        var command = new Command("list", "List users and programs with their roles.");
        command.OnHost(global, async run =>
        {
            IReadOnlyList<PrincipalSummary> principals = await run.Access.GetPrincipalsAsync(run.CancellationToken);
            run.Out.Write(principals, () => run.Out.Table(
                ["NAME", "ROLES", "STATE", "ID"],
                principals.Select(principal => (IReadOnlyList<string?>)[principal.Username, string.Join(' ', principal.Roles), principal.Enabled ? "enabled" : "disabled", principal.Id])));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Set(GlobalOptions global)
    {
        var name = new Argument<string>("name") { Description = "Name or id of the user or program." };
        Option<string[]> roles = RolesOption();
        var noRoles = new Option<bool>("--no-roles") { Description = "Take all roles away." };
        var enabled = new Option<bool?>("--enabled") { Description = "Whether its tokens work: true or false." };
        var command = new Command("set", "Change roles, or switch a user or program off and on.") { name };
        command.Options.Add(roles);
        command.Options.Add(noRoles);
        command.Options.Add(enabled);
        command.OnHost(global, async run =>
        {
            PrincipalSummary found = await FindAsync(run, run.Parse.GetValue(name)!);
            string[]? given = run.Parse.GetValue(noRoles) ? [] : run.Parse.GetValue(roles) is { Length: > 0 } some ? some : null;
            PrincipalSummary changed = await run.Access.ChangePrincipalAsync(
                found.Id, new PrincipalRequest { Roles = given, Enabled = run.Parse.GetValue(enabled) }, run.CancellationToken);
            run.Out.Write(changed, () => run.Out.Line($"{changed.Username} is {(changed.Enabled ? "enabled" : "disabled")}, roles: {(changed.Roles.Count == 0 ? "none" : string.Join(' ', changed.Roles))}."));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Remove(GlobalOptions global)
    {
        var name = new Argument<string>("name") { Description = "Name or id of the user or program." };
        var command = new Command("remove", "Delete a user or program with its tokens.") { name };
        command.OnHost(global, async run =>
        {
            PrincipalSummary found = await FindAsync(run, run.Parse.GetValue(name)!);
            await run.Access.DeletePrincipalAsync(found.Id, run.CancellationToken);
            run.Out.Write(new { removed = found.Id }, () => run.Out.Line($"Removed {found.Username} and its tokens."));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Roles(GlobalOptions global)
    {
        var add = new Option<string?>("--add") { Description = "Make a role of this name first." };
        var command = new Command("roles", "List the roles.");
        command.Options.Add(add);
        command.OnHost(global, async run =>
        {
            if (run.Parse.GetValue(add) is { } name)
            {
                await run.Access.CreateRoleAsync(new RoleRequest { RoleName = name }, run.CancellationToken);
            }

            IReadOnlyList<RoleSummary> roles = await run.Access.GetRolesAsync(run.CancellationToken);
            run.Out.Write(roles, () => run.Out.Table(
                ["NAME", "KIND", "ID"], roles.Select(role => (IReadOnlyList<string?>)[role.RoleName, role.BuiltIn ? "built in" : "own", role.Id])));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Option<string[]> RolesOption() => new("--role") { Description = "Role it has; may be repeated.", AllowMultipleArgumentsPerToken = true };

    /// <summary>A principal by name or id.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static async Task<PrincipalSummary> FindAsync(CommandRun run, string name) =>
        (await run.Access.GetPrincipalsAsync(run.CancellationToken)).FirstOrDefault(principal => principal.Id == name || principal.Username.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException("No user or program has that name. 'integration-host principals list' shows them.", ExitCodes.NotFound);
}
