using System.CommandLine;

namespace IntegrationHost.Commands;

/// <summary>The command line as a tree.</summary>
internal static class CommandTree
{
    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        ParseResult parsed = Build().Parse(arguments);
        int exitCode = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
    }

    public static RootCommand Build()
    {
        var global = new GlobalOptions();
        var root = new RootCommand("""
            The integration account console. Without a command it opens the console.

            Exit codes: 0 done; 1 done, and the answer is no; 2 command line, input or terminal not usable; 3 not found;
            69 no host answers, another owns the store, port taken, or sealed; 70 a fault of the program; 74 store not readable or writable; 77 rights; 78 key file or configuration.
            """);
        global.AddTo(root);
        ConsoleCommand.Configure(root, global);
        root.Subcommands.Add(InitCommand.Build(global));
        root.Subcommands.Add(ServeCommand.Build(global));
        root.Subcommands.Add(SealCommands.Unseal(global));
        root.Subcommands.Add(SealCommands.Seal(global));
        root.Subcommands.Add(KeysCommand.Build(global));
        root.Subcommands.Add(BackupCommands.BackUp(global));
        root.Subcommands.Add(BackupCommands.Restore(global));
        root.Subcommands.Add(BackupCommands.Verify(global));
        root.Subcommands.Add(BackupCommands.Secrets(global));
        root.Subcommands.Add(DoctorCommand.Build(global));
        root.Subcommands.Add(CatalogCommand.Build(global));
        root.Subcommands.Add(AccountsCommand.Build(global));
        root.Subcommands.Add(ModulesCommand.Build(global));
        root.Subcommands.Add(CoverageCommand.Build(global));
        root.Subcommands.Add(QuickCreateCommand.Build(global));
        root.Subcommands.Add(PluginsCommand.Build(global));
        root.Subcommands.Add(TokensCommand.Build(global));
        root.Subcommands.Add(PrincipalsCommand.Build(global));
        root.Subcommands.Add(PermissionsCommand.Build(global));
        root.Subcommands.Add(AuditCommand.Build(global));
        root.Subcommands.Add(WebhooksCommand.Build(global));
        root.Subcommands.Add(MetadataCommand.Build(global));
        root.Subcommands.Add(NewProviderCommand.Build(global));
        root.Subcommands.Add(UpstreamCommand.Build(global));
        return root;
    }
}
