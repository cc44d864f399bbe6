using System.CommandLine;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Diagnosis;
using IntegrationHost.Input;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Comparison;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Output;
using IntegrationHost.Pulling;

namespace IntegrationHost.Commands;

/// <summary><c>metadata</c>: checks, fetches and compares metadata without building.</summary>
internal static class MetadataCommand
{
    private const string TokenVariable = "THORAPI_TOKEN";

    public static Command Build(GlobalOptions global)
    {
        var command = new Command("metadata", "Check, pull and compare metadata.");
        command.Subcommands.Add(Validate(global));
        command.Subcommands.Add(Pull(global));
        command.Subcommands.Add(Diff(global));
        return command;
    }

    private static Command Validate(GlobalOptions global)
    {
        var files = new Argument<string[]>("file") { Description = "Files named *.execmodules.json, or directories with such files.", Arity = ArgumentArity.OneOrMore };
        var validate = new Command("validate", "Say what is wrong in metadata files, with line and column. Exit code 1 if there are errors.") { files };
        validate.SetAction(parse =>
        {
            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            MetadataCheck[] checks = [.. parse.GetValue(files)!.SelectMany(MetadataCheck.FilesOf).Select(MetadataCheck.Of)];
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
        return validate;
    }

    private static Command Pull(GlobalOptions global)
    {
        var from = new Option<string>("--from") { Description = "Address of the ThorAPI server, such as https://api-0.valkyrlabs.com/v1; or a file with its answer.", Required = true, HelpName = "URL|FILE" };
        var path = new Option<string>("--path") { Description = "Path of the metadata on the server.", DefaultValueFactory = _ => ThorMetadataSource.DefaultPath, HelpName = "PATH" };
        var output = new Option<string?>("--out") { Description = "Directory for the files. Default: the one in the data directory, from which the host shows modules that no plugin has.", HelpName = "DIR" };
        var except = new Option<string[]>("--except") { Description = "Leave out modules that metadata files in this directory, or below it, describe.", HelpName = "DIR" };
        var token = new Option<bool>("--token-stdin") { Description = $"Read the server's token from standard input. Otherwise {TokenVariable} is used, if it is set." };
        var username = new Option<string?>("--username") { Description = "Log in with this name; the password is asked for, or read with --password-stdin.", HelpName = "NAME" };
        var password = new Option<bool>("--password-stdin") { Description = "Read the password from standard input." };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would change, and write nothing." };
        var pull = new Command("pull", "Fetch the module metadata of a ThorAPI server as files, and say what changed.") { from, path, output, except, token, username, password, dry };
        pull.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            string directory = parse.GetValue(output) ?? global.Paths(parse).MetadataDirectory;
            string source = parse.GetValue(from)!;
            string text = File.Exists(source)
                ? await File.ReadAllTextAsync(source, cancellationToken)
                : await FetchAsync(source, parse.GetValue(path)!, await LoginAsync(parse.GetValue(token), parse.GetValue(username), parse.GetValue(password), cancellationToken), cancellationToken);
            MetadataResult read = MetadataReader.Read(text, "thorapi" + MetadataReader.FileSuffix);
            if (read.Provider is not { } published)
            {
                return Refused(writer, source, read);
            }

            MetadataSet present = MetadataSet.Read(directory);
            string own = Path.GetFullPath(directory) + Path.DirectorySeparatorChar;
            IEnumerable<ModuleMetadata> elsewhere = (parse.GetValue(except) ?? []).SelectMany(other => MetadataSet.Read(other, below: true).Files)
                .Where(file => !Path.GetFullPath(file.Path).StartsWith(own, StringComparison.Ordinal)).SelectMany(file => file.Provider.Modules);
            PullPlan plan = PullPlan.Make(published, present, elsewhere);
            bool written = !parse.GetValue(dry);
            if (written)
            {
                if (parse.GetValue(output) is null)
                {
                    global.Paths(parse).MakeMetadataDirectory();
                }

                plan.Apply(directory);
            }

            PullReport report = PullReport.Of(directory, plan, published.Modules.Count - plan.Skipped, written);
            writer.Write(report, () => Print(writer, report, read));
            return ExitCodes.Ok;
        }));
        return pull;
    }

    private static Command Diff(GlobalOptions global)
    {
        var older = new Argument<string>("older") { Description = "Metadata file or directory." };
        var newer = new Argument<string>("newer") { Description = "Metadata file or directory to compare it with." };
        var fail = new Option<bool>("--fail-on-breaking") { Description = "Exit with 1 if there are breaking changes." };
        var diff = new Command("diff", "Show what is different between two sets of metadata, and what of it breaks.") { older, newer, fail };
        diff.SetAction((parse, _) => Failures.GuardAsync(() =>
        {
            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            IReadOnlyList<MetadataChange> changes = MetadataComparison.Compare(Existing(parse.GetValue(older)!).Modules, Existing(parse.GetValue(newer)!).Modules);
            ChangeRow[] rows = [.. changes.Select(ChangeRow.Of)];
            writer.Write(rows, () => PrintChanges(writer, rows));
            return Task.FromResult(parse.GetValue(fail) && rows.Any(row => row.Breaking) ? ExitCodes.Negative : ExitCodes.Ok);
        }));
        return diff;
    }

    private static MetadataSet Existing(string path) =>
        File.Exists(path) || Directory.Exists(path) ? MetadataSet.Read(path) : throw new UsageException($"{path} does not exist. Name a metadata file or a directory with such files.");

    private static async Task<string> FetchAsync(string server, string path, ThorLogin login, CancellationToken cancellationToken)
    {
        try
        {
            using var source = new ThorMetadataSource(server, path);
            return await source.FetchAsync(login, cancellationToken);
        }
        catch (UpstreamException failure)
        {
            throw new UsageException(failure.Message, ExitCodes.Unavailable);
        }
    }

    private static async Task<ThorLogin> LoginAsync(bool tokenGiven, string? username, bool passwordGiven, CancellationToken cancellationToken)
    {
        if (tokenGiven && (username is not null || passwordGiven))
        {
            throw new UsageException("Give a token or a user name, not both.");
        }

        if (tokenGiven)
        {
            return new ThorLogin(await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, "token", cancellationToken), null, null);
        }

        if (username is not null)
        {
            string secret = passwordGiven
                ? await SecretInput.ReadToEndAsync(System.Console.In, System.Console.IsInputRedirected, "password", cancellationToken)
                : SecretInput.Prompt("Password");
            return new ThorLogin(null, username, secret);
        }

        return passwordGiven ? throw new UsageException("--password-stdin needs --username.")
            : Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token ? new ThorLogin(token, null, null) : ThorLogin.None;
    }

    private static int Refused(ResultWriter writer, string source, MetadataResult read)
    {
        foreach (MetadataProblem problem in read.Problems.Where(problem => problem.Rule.IsError))
        {
            writer.Line($"{source}({problem.Line},{problem.Column}): error {problem.Rule.Id}: {problem.Message}");
        }

        System.Console.Error.WriteLine("integration-host: What the server publishes cannot be used as it is; no file was changed.");
        return ExitCodes.Negative;
    }

    private static void Print(ResultWriter writer, PullReport report, MetadataResult read)
    {
        PrintChanges(writer, report.Changes);
        foreach (MetadataProblem problem in read.Problems)
        {
            writer.Line($"note {problem.Rule.Id} at {problem.Line},{problem.Column}: {problem.Message}");
        }

        writer.Line(
            $"{(report.Written ? "" : "(dry run) ")}{report.Modules} modules in {report.Files} files in {report.Directory}: {report.FilesWritten.Count} written, {report.FilesRemoved.Count} removed, {report.FilesUnchanged} as before"
            + (report.Skipped > 0 ? $"; {report.Skipped} modules are described elsewhere." : "."));
    }

    private static void PrintChanges(ResultWriter writer, IReadOnlyList<ChangeRow> rows)
    {
        if (rows.Count > 0)
        {
            writer.Table(["CHANGE", "BREAKS", "MODULE", "PART", "WHAT"], rows.Select(row => (IReadOnlyList<string?>)[row.Change, row.Breaking ? "yes" : "", row.Module, row.Part, row.What]));
            writer.Line();
        }

        int Of(string change) => rows.Count(row => row.Change == change && row.Part.Length == 0);
        writer.Line($"Modules: {Of("added")} added, {rows.Where(row => row.Change != "added" || row.Part.Length > 0).Where(row => row.Change != "removed" || row.Part.Length > 0).Select(row => row.Module).Distinct().Count()} changed, {Of("renamed")} renamed, {Of("removed")} removed; {rows.Count(row => row.Breaking)} breaking changes.");
    }
}
