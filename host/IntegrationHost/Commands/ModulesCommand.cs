using System.CommandLine;
using System.Text.Json;
using IntegrationHost.Client.Wire;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>modules</c>: the ExecModules of the workflows.</summary>
internal static class ModulesCommand
{
    private const int MaxImportChars = 8 * 1024 * 1024;

    public static Command Build(GlobalOptions global)
    {
        var command = new Command("modules", "Import, list, link and run ExecModules.");
        command.Subcommands.Add(Import(global));
        command.Subcommands.Add(List(global));
        command.Subcommands.Add(Link(global));
        command.Subcommands.Add(Unlink(global));
        command.Subcommands.Add(Execute(global));
        return command;
    }

    private static Command Import(GlobalOptions global)
    {
        var file = new Argument<string>("file") { Description = "JSON file: an array of ExecModules, or workflows with tasks and modules. - for standard input." };
        var command = new Command("import", "Import ExecModules; those known by id are replaced.") { file };
        command.OnHost(global, async run =>
        {
            string name = run.Parse.GetValue(file)!;
            string json = await ReadAsync(name, run.CancellationToken);
            Parse(json, name == "-" ? "Standard input" : name);
            ImportResult result = await run.Client.ImportModulesAsync(json, run.CancellationToken);
            run.Out.Write(result, () =>
            {
                run.Out.Line($"{result.Imported} imported, {result.Updated} replaced, {result.Problems.Count} left out.");
                foreach (string problem in result.Problems)
                {
                    run.Out.Line("  " + problem);
                }
            });
            return result.Problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Negative;
        });
        return command;
    }

    private static Command List(GlobalOptions global)
    {
        var command = new Command("list", "List ExecModules with the account each is linked to.");
        command.OnHost(global, async run =>
        {
            IReadOnlyList<ExecModule> modules = await run.Client.GetModulesAsync(run.CancellationToken);
            run.Out.Write(modules, () => run.Out.Table(
                ["ID", "NAME", "CLASS", "STATUS", "ACCOUNT"],
                modules.Select(module => (IReadOnlyList<string?>)
                    [module.Id, module.Name, module.ClassName, module.Status, module.IntegrationAccount?.AccountName ?? module.IntegrationAccount?.Id])));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Link(GlobalOptions global)
    {
        var account = new Argument<string>("account") { Description = "Account id or name." };
        var modules = new Argument<string[]>("module") { Description = "ExecModule ids or names.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("link", "Link ExecModules to an account.") { account, modules };
        command.OnHost(global, async run =>
        {
            string id = await AccountLookup.IdAsync(run.Client, run.Parse.GetValue(account)!, run.CancellationToken);
            string[] ids = await ModuleLookup.IdsAsync(run.Client, run.Parse.GetValue(modules)!, run.CancellationToken);
            IReadOnlyList<LinkOutcome> outcomes = await run.Client.LinkAsync(id, new LinkRequest(ids), run.CancellationToken);
            run.Out.Write(outcomes, () => Outcomes(run.Out, outcomes));
            return outcomes.All(outcome => outcome.Linked) ? ExitCodes.Ok : ExitCodes.Negative;
        });
        return command;
    }

    private static Command Unlink(GlobalOptions global)
    {
        var module = new Argument<string>("module") { Description = "ExecModule id or name." };
        var command = new Command("unlink", "Remove the link of an ExecModule.") { module };
        command.OnHost(global, async run =>
        {
            await run.Client.UnlinkAsync(await ModuleLookup.IdAsync(run.Client, run.Parse.GetValue(module)!, run.CancellationToken), run.CancellationToken);
            run.Out.Write(new { unlinked = true }, () => run.Out.Line("Unlinked."));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Execute(GlobalOptions global)
    {
        var module = new Argument<string>("module") { Description = "ExecModule id or name." };
        var input = new Option<string>("--input") { Description = "JSON file with the inputs, - for standard input. Default: the module's own moduleData.", HelpName = "FILE" };
        var command = new Command("execute", "Run an ExecModule with its linked account. This acts at the provider.") { module };
        command.Options.Add(input);
        command.OnHost(global, async run =>
        {
            string text = run.Parse.GetValue(input) is { } file ? await ReadAsync(file, run.CancellationToken) : "{}";
            string id = await ModuleLookup.IdAsync(run.Client, run.Parse.GetValue(module)!, run.CancellationToken);
            ExecuteResult result = await run.Client.ExecuteAsync(id, ParseObject(text), run.CancellationToken);
            run.Out.Write(result, () =>
            {
                run.Out.Line(result.Succeeded ? "Succeeded." : $"Failed: {result.ErrorCode}: {result.ErrorMessage}");
                foreach (string problem in result.Problems)
                {
                    run.Out.Line("  " + problem);
                }

                if (result.Output is { } output)
                {
                    run.Out.Line(output.ToString());
                }
            });
            return result.Succeeded ? ExitCodes.Ok : ExitCodes.Negative;
        });
        return command;
    }

    /// <summary>Prints what became of each link.</summary>
    public static void Outcomes(ResultWriter writer, IEnumerable<LinkOutcome> outcomes)
    {
        foreach (LinkOutcome outcome in outcomes)
        {
            writer.Line(outcome.Linked ? $"linked      {outcome.ModuleId}" : $"not linked  {outcome.ModuleId}: {outcome.Problem}");
        }
    }

    private static JsonElement ParseObject(string text) => Parse(text, "The input") is { ValueKind: JsonValueKind.Object } input
        ? input
        : throw new UsageException("The inputs must be one JSON object: { \"name\": value, ... }.");

    private static JsonElement Parse(string text, string what)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw new UsageException($"{what} is not JSON: line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}.");
        }
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (file == "-")
        {
            char[] buffer = new char[MaxImportChars + 1];
            int length = await System.Console.In.ReadBlockAsync(buffer, cancellationToken);
            return length <= MaxImportChars ? new string(buffer, 0, length) : throw new UsageException("Standard input holds more than 8 MiB.");
        }

        try
        {
            return new FileInfo(file) is { Exists: true, Length: > MaxImportChars }
                ? throw new UsageException($"{file} is larger than 8 MiB.")
                : await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: it does not exist, or you may not read it.");
        }
    }
}
