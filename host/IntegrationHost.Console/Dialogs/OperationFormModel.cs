using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Dialogs;

/// <summary>A form that asks the host for something: fields, one submit, and then it closes. Refusals stand under their fields.</summary>
internal sealed class OperationFormModel : CredentialFormModel
{
    private readonly IReadOnlyList<OperationKind> _kinds;

    /// <param name="context">What the form uses of the console.</param>
    /// <param name="title">Its title, in capitals.</param>
    /// <param name="subtitle">One sentence below it.</param>
    /// <param name="submit">What the button says, in capitals.</param>
    /// <param name="kinds">The ways; at least one.</param>
    public OperationFormModel(ConsoleContext context, string title, string subtitle, string submit, params IReadOnlyList<OperationKind> kinds)
        : base(context)
    {
        _kinds = kinds;
        Title = title;
        Subtitle = subtitle;
        SubmitLabel = submit;
        Fields = kinds[0].Fields();
    }

    /// <inheritdoc/>
    public override string Title { get; }

    /// <inheritdoc/>
    public override string Subtitle { get; }

    /// <inheritdoc/>
    public override Rgb Accent => Palette.Blue;

    /// <inheritdoc/>
    public override string SubmitLabel { get; }

    /// <inheritdoc/>
    public override bool CanVerify => false;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Kinds => [.. _kinds.Select(kind => kind.Name)];

    /// <inheritdoc/>
    public override string KindLabel => "How";

    /// <inheritdoc/>
    public override void ChooseKind(int index)
    {
        if (index == KindIndex)
            return;
        foreach (FormField field in Fields)
            field.Dispose();
        KindIndex = index;
        Fields = _kinds[index].Fields();
        Notify();
    }

    /// <summary>A field for text.</summary>
    public static FormField Text(string key, string label, string help, bool required = false, string prefill = "", string placeholder = "")
    {
        FormField field = new(key, label, static (_, _) => FieldCheck.Fine) { Help = help, Required = required, Placeholder = placeholder };
        if (prefill.Length > 0)
            field.Prefill(prefill);
        return field;
    }

    /// <summary>A field for a secret.</summary>
    public static FormField Secret(string key, string label, string help, bool required = true) =>
        new(key, label, static (_, _) => FieldCheck.Fine) { Help = help, Required = required, Secret = new SecretBuffer() };

    /// <inheritdoc/>
    public override bool BeginsAtFirstEmpty => true;

    /// <inheritdoc/>
    protected override string? Refusal() => _kinds[KindIndex].Check(Fields);

    /// <inheritdoc/>
    protected override Func<CancellationToken, Task> Prepare(List<SubmitStep> steps, bool again)
    {
        steps.Add(new SubmitStep(SubmitLabel, StepState.Running, ""));
        Func<CancellationToken, Task<Action>> work = _kinds[KindIndex].Prepare(Fields);
        return async cancellationToken =>
        {
            Action then = await work(cancellationToken);
            Context.Ui.Post(() =>
            {
                Close();
                then();
            });
        };
    }
}
