using System.CommandLine;
using IntegrationHost.Core.Plugins.Validation;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>plugins validate</c>: whether a host would take a plugin, as a checklist.</summary>
internal static class PluginsValidateCommand
{
    public static Command Build(GlobalOptions global)
    {
        var paths = new Argument<string[]>("path") { Description = "Plugin projects, plugin folders or .zip files.", Arity = ArgumentArity.OneOrMore };
        var load = new Option<bool>("--load") { Description = "Load it into this process as well: its code runs, as you. Without it nothing of it runs." };
        var strict = new Option<bool>("--strict") { Description = "Exit with 1 on warnings, too." };
        var validate = new Command("validate", "Check a plugin's project, folder or .zip before a host does, and tell its quality. Exit code 1 if a host would refuse it.") { paths, load, strict };
        validate.SetAction((parse, _) => Failures.GuardAsync(() =>
        {
            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            PluginValidation[] results = [.. parse.GetValue(paths)!.Select(path => PluginValidator.Validate(path, parse.GetValue(load)))];
            writer.Write(results, () =>
            {
                foreach (PluginValidation result in results)
                    Print(writer, result);
            });
            return Task.FromResult(results.All(result => result.IsValid && (!parse.GetValue(strict) || result.Warnings == 0)) ? ExitCodes.Ok : ExitCodes.Negative);
        }));
        return validate;
    }

    private static void Print(ResultWriter writer, PluginValidation result)
    {
        writer.Line(result.Kind.Length == 0 ? result.Path : $"{result.Path} ({result.Kind})");
        foreach (PluginCheck check in result.Checks)
            writer.Line($"  [{(check.Severity == "info" ? "i" : check.Passed ? "x" : check.Severity == "error" ? "!" : "?")}] {check.Id,-20} {(check.Passed ? "" : check.Severity + ": ")}{check.Message}");

        foreach (ProviderQuality quality in result.Providers)
        {
            writer.Line();
            writer.Line($"  {quality.Id}: quality {quality.Tier}{(quality.NextTier.Count > 0 ? "; for the next tier:" : ".")}");
            foreach (string gap in quality.NextTier)
                writer.Line("    - " + gap);
        }

        writer.Line();
        writer.Line(result.IsValid ? $"  A host takes it{(result.Warnings > 0 ? $"; {result.Warnings} warnings" : "")}." : "  A host refuses it.");
    }
}
