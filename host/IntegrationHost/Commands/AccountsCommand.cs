using System.CommandLine;
using IntegrationHost.Client.Wire;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>accounts</c>: the stored credentials.</summary>
internal static class AccountsCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("accounts", "Add, list, verify and change accounts.");
        command.Subcommands.Add(AccountsAddCommand.Build(global));
        command.Subcommands.Add(AccountsRecogniseCommand.Build(global));
        command.Subcommands.Add(AccountsImportCommand.Build(global));
        command.Subcommands.Add(AccountsListCommand.Build(global));
        command.Subcommands.Add(Show(global));
        command.Subcommands.Add(AccountsVerifyCommand.Build(global));
        command.Subcommands.Add(AccountsHistoryCommand.Build(global));
        command.Subcommands.Add(AccountsUsageCommand.Build(global));
        command.Subcommands.Add(AccountsReferencesCommand.Build(global));
        command.Subcommands.Add(AccountsSetSecretCommand.Build(global));
        command.Subcommands.Add(AccountsEditCommand.Build(global));
        command.Subcommands.Add(AccountsAuthorizeCommand.Build(global));
        command.Subcommands.Add(AccountsCloneCommand.Build(global));
        command.Subcommands.Add(Remove(global));
        command.Subcommands.Add(AccountsRestoreCommand.Build(global));
        return command;
    }

    /// <summary>What a table says of an account's credential.</summary>
    public static string State(AccountSummary account) => account switch
    {
        { Problem: not null } => "PROBLEM",
        { Verdict: null } => "not verified",
        { Verdict.ExpiresAt: { } expiry } when expiry <= TimeProvider.System.GetUtcNow() => "EXPIRED",
        _ when account.Findings?.Any(finding => finding.Severity == "Error") == true && account.Verified => "FLAGGED",
        _ => account.Verdict.Kind,
    };

    /// <summary>Prints what a person should know of an account.</summary>
    public static void Findings(ResultWriter writer, AccountSummary account, string indent)
    {
        foreach (FindingReport finding in account.Findings ?? [])
        {
            writer.Line($"{indent}{finding.Severity.ToLowerInvariant()}: {finding.Message}");
        }
    }

    /// <summary>Prints a verdict with its evidence.</summary>
    public static void Verdict(ResultWriter writer, VerdictReport verdict)
    {
        writer.Line($"{verdict.Kind}: {verdict.Message}");
        writer.Line($"  rule      {verdict.RuleId}{(verdict.StatusCode is { } status ? $", HTTP {status}" : "")}{(verdict.ErrorCode is { } code ? $", {code}" : "")}");
        foreach (LabelledFact fact in verdict.Identity)
        {
            writer.Line($"  {fact.Label,-9} {fact.Value}");
        }

        if (verdict.Scopes is { } scopes)
        {
            writer.Line($"  scopes    {string.Join(" ", scopes)}");
        }

        if (verdict.MissingScopes.Count > 0)
        {
            writer.Line($"  lacks     {string.Join(" ", verdict.MissingScopes)}");
        }

        if (verdict.ExpiresAt is { } expiry)
        {
            writer.Line($"  expires   {expiry:u}");
        }

        if (verdict.Mode is { } mode)
        {
            writer.Line($"  mode      {mode}");
        }

        if (verdict.AccountType is { } type)
        {
            writer.Line($"  type      {type}");
        }

        writer.Line($"  tested    {verdict.At:u}, {verdict.DurationMs} ms");
    }

    private static Command Show(GlobalOptions global)
    {
        Argument<string> account = AccountArgument();
        var command = new Command("show", "Show one account: fields, verdict, evidence.") { account };
        command.OnHost(global, async run =>
        {
            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            AccountSummary found = await run.Client.GetAccountAsync(id, run.CancellationToken);
            run.Out.Write(found, () => Print(run.Out, found));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Print(ResultWriter writer, AccountSummary account)
    {
        writer.Line($"{account.Name} ({account.ProviderName ?? "unknown provider"}), {account.Status}, id {account.Id}");
        writer.Line($"  environment   {account.Environment}");
        if (account.Owner is { } owner)
        {
            writer.Line($"  owner         {(owner.Name is null ? $"{owner.Label} {owner.Id}" : $"{owner.Name} ({owner.Label} {owner.Id})")}");
        }

        writer.Line($"  base address  {account.BaseUrl}");
        writer.Line($"  allowed hosts {string.Join(", ", account.AllowedHosts)}");
        if (account.PluginVersion is { } versions)
        {
            writer.Line($"  stays on      {versions} of the provider's plugin");
        }

        writer.Line($"  modules       {account.LinkedModuleCount}");
        foreach (AccountFieldState field in account.Fields)
        {
            writer.Line($"  {field.Key,-13} {(field.Secret ? field.IsSet ? $"{field.Reference ?? "set"}, {field.UpdatedAt:u}" : "not set" : field.Value)}");
        }

        if (account.Problem is { } problem)
        {
            writer.Line("  PROBLEM       " + problem);
        }

        Findings(writer, account, "  ");

        writer.Line();
        if (account.Verdict is { } verdict)
        {
            Verdict(writer, verdict);
        }
        else
        {
            writer.Line("Not verified yet: 'integration-host accounts verify' tests it.");
        }

        if (account.LastAttempt is { } last && last.At != account.Verdict?.At)
        {
            writer.Line();
            writer.Line("The last test decided nothing:");
            Verdict(writer, last);
        }
    }

    private static Command Remove(GlobalOptions global)
    {
        Argument<string> account = AccountArgument();
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var command = new Command("remove", "Move an account to the trash and unlink its modules.") { account };
        command.Options.Add(yes);
        command.OnHost(global, async run =>
        {
            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            AccountSummary found = await run.Client.GetAccountAsync(id, run.CancellationToken);
            if (!run.Parse.GetValue(yes) && !Confirm(found))
            {
                System.Console.Error.WriteLine("Nothing was removed.");
                return ExitCodes.Negative;
            }

            await run.Client.DeleteAccountAsync(id, run.CancellationToken);
            run.Out.Write(new { removed = id }, () =>
                run.Out.Line($"Removed {found.Name}; {found.LinkedModuleCount} modules are without a credential now. 'integration-host accounts restore {id}' brings it back."));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static bool Confirm(AccountSummary account)
    {
        if (System.Console.IsInputRedirected)
        {
            throw new UsageException("There is no terminal to ask on. Say --yes to remove without asking.");
        }

        System.Console.Error.Write(TerminalText.Clean($"Remove {account.Name}? {account.LinkedModuleCount} linked modules will stop. [y/N] "));
        return System.Console.ReadLine()?.Trim().Equals("y", StringComparison.OrdinalIgnoreCase) == true;
    }

    private static Argument<string> AccountArgument() => new("account") { Description = "Account id or name." };
}
