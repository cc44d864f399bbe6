using System.Text.Json;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Modules;

/// <summary>Imports ExecModules or workflows from a JSON file on this machine.</summary>
internal sealed class ImportFileModel : CredentialFormModel
{
    private const long Longest = 8 * 1024 * 1024;

    private readonly FormField _file;

    /// <param name="context">What the form uses of the console.</param>
    public ImportFileModel(ConsoleContext context)
        : base(context)
    {
        _file = new FormField("file", "File", Check) { Help = "An array of ExecModules, or workflows with tasks and modules, as ThorAPI writes them.", Placeholder = "~/workflows.json", Required = true };
        Fields = [_file];
    }

    /// <inheritdoc/>
    public override string Title => "IMPORT MODULES";

    /// <inheritdoc/>
    public override string Subtitle => "modules known by id are replaced; the file is only read";

    /// <inheritdoc/>
    public override Rgb Accent => Palette.Orange;

    /// <inheritdoc/>
    public override string SubmitLabel => "IMPORT";

    /// <inheritdoc/>
    public override bool CanVerify => false;

    /// <inheritdoc/>
    protected override Func<CancellationToken, Task> Prepare(List<SubmitStep> steps, bool again)
    {
        string path = SecretFile.Expand(_file.Reveal());
        steps.Add(new SubmitStep("read", StepState.Running, path));
        steps.Add(new SubmitStep("import", StepState.Waiting, ""));
        return cancellationToken => ImportAsync(path, cancellationToken);
    }

    private async Task ImportAsync(string path, CancellationToken cancellationToken)
    {
        ISetupScreen screen = this;
        string json = await File.ReadAllTextAsync(path, cancellationToken);
        if (Wrong(json) is { } problem)
        {
            screen.Step("read", StepState.Failed, problem);
            screen.Step("import", StepState.Skipped, "nothing to import");
            screen.Finish("Nothing was imported.");
            return;
        }

        screen.Step("read", StepState.Done, path);
        screen.Step("import", StepState.Running, "asking the host");
        IIntegrationHostClient client = await Context.Client;
        ImportResult result = await client.ImportModulesAsync(json, cancellationToken);
        string count = $"{result.Imported} imported, {result.Updated} replaced, {result.Problems.Count} left out";
        screen.Step("import", result.Problems.Count == 0 ? StepState.Done : StepState.Warned, count);
        foreach (string left in result.Problems)
            screen.Outcome(new SubmitStep("left out", StepState.Failed, left));
        screen.Finish($"{count}. The coverage radar (2) tells which of them wait.");
    }

    private static string? Wrong(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return null;
        }
        catch (JsonException failure)
        {
            return $"it is no JSON: line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}";
        }
    }

    private static FieldCheck Check(ReadOnlySpan<char> value, bool typing)
    {
        if (typing)
            return FieldCheck.Fine;
        FileInfo file = new(SecretFile.Expand(value.ToString()));
        return !file.Exists ? new FieldCheck("there is no such file", null)
            : file.Length > Longest ? new FieldCheck("the file is longer than 8 MiB", null)
            : file.Length == 0 ? new FieldCheck("the file is empty, or no ordinary file", null) : FieldCheck.Fine;
    }
}
