using System.CommandLine;
using IntegrationHost.Diagnosis;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>metadata</c>: checks provider metadata without building.</summary>
internal static class MetadataCommand
{
    public static Command Build(GlobalOptions global)
    {
        _ = global;
        var command = new Command("metadata", "Check provider metadata.");
        var files = new Argument<string[]>("file") { Description = "Files named *.execmodules.json.", Arity = ArgumentArity.OneOrMore };
        var validate = new Command("validate", "Say what is wrong in metadata files, with line and column. Exit code 1 if there are errors.") { files };
        validate.SetAction(parse =>
        {
            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            MetadataCheck[] checks = [.. parse.GetValue(files)!.Select(MetadataCheck.Of)];
            writer.Write(checks, () =>
            {
                foreach (MetadataCheck check in checks)
                {
                    foreach (MetadataFinding finding in check.Findings)
                    {
                        writer.Line($"{check.File}({finding.Line},{finding.Column}): {finding.Severity} {finding.Id}: {finding.Message}");
                    }

                    writer.Line(check.Valid ? $"{check.File}: valid; {check.Summary}" : $"{check.File}: not valid");
                }
            });
            return checks.All(check => check.Valid) ? ExitCodes.Ok : ExitCodes.Negative;
        });
        command.Subcommands.Add(validate);
        return command;
    }
}
