using System.Text.Json;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Modules;

/// <summary>Runs a module with its linked account, after asking: the form with its inputs is the question.</summary>
internal sealed class RunFormModel : CredentialFormModel
{
    private readonly ModuleRow _row;
    private readonly DescribedModule? _metadata;

    /// <param name="context">What the form uses of the console.</param>
    /// <param name="row">The module.</param>
    /// <param name="metadata">What the catalogue says of it; <c>null</c> if it does not know it.</param>
    public RunFormModel(ConsoleContext context, ModuleRow row, DescribedModule? metadata)
        : base(context)
    {
        _row = row;
        _metadata = metadata;
        Fields = InputFields.Of(metadata, row.Module.ModuleData);
    }

    /// <inheritdoc/>
    public override string Title => $"RUN · {_row.Name.ToUpperInvariant()}";

    /// <inheritdoc/>
    public override string Subtitle => $"! acts at the provider with {(_row.Account.Length > 0 ? _row.Account : "no account")}; it cannot be undone from here";

    /// <inheritdoc/>
    public override Rgb Accent => Palette.Orange;

    /// <inheritdoc/>
    public override string SubmitLabel => "RUN";

    /// <inheritdoc/>
    public override bool CanVerify => false;

    /// <inheritdoc/>
    protected override Func<CancellationToken, Task> Prepare(List<SubmitStep> steps, bool again)
    {
        JsonElement input = InputFields.ToJson(_metadata, Fields);
        steps.Add(new SubmitStep("run", StepState.Running, $"with {_row.Account}"));
        return cancellationToken => RunAsync(input, cancellationToken);
    }

    private async Task RunAsync(JsonElement input, CancellationToken cancellationToken)
    {
        ISetupScreen screen = this;
        IIntegrationHostClient client = await Context.Client;
        ExecuteResult result = await client.ExecuteAsync(_row.Id, input, cancellationToken);
        screen.Step("run", result.Succeeded ? StepState.Done : StepState.Failed, result.Succeeded ? "the provider did it" : $"{result.ErrorCode}: {result.ErrorMessage}");
        foreach (string problem in result.Problems)
            screen.Outcome(new SubmitStep("input", StepState.Failed, problem));
        foreach (JsonProperty output in result.Output is { ValueKind: JsonValueKind.Object } outputs ? outputs.EnumerateObject().ToArray() : [])
            screen.Outcome(new SubmitStep(output.Name, StepState.Done, output.Value.ToString()));
        screen.Finish(result.Succeeded ? $"{_row.Name} ran with {_row.Account}." : $"{_row.Name} did not do its work: nothing is claimed beyond what stands above.");
    }
}
