using IntegrationHost.Client;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Prompts;

/// <summary>A short form of values that are no secrets, such as a name.</summary>
internal sealed class PromptModel : OverlayModel
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConsoleContext _context;
    private readonly Func<IReadOnlyList<FormField>, CancellationToken, Task<Action>> _submit;

    /// <param name="context">What the dialog uses of the console.</param>
    /// <param name="title">Title in capitals.</param>
    /// <param name="note">What it is for, in one sentence.</param>
    /// <param name="submitLabel">What the button says.</param>
    /// <param name="fields">The values.</param>
    /// <param name="submit">Sends them, off the screen's thread; returns what to do on it once the dialog is closed.</param>
    public PromptModel(
        ConsoleContext context, string title, string note, string submitLabel, IReadOnlyList<FormField> fields, Func<IReadOnlyList<FormField>, CancellationToken, Task<Action>> submit)
    {
        _context = context;
        _submit = submit;
        Title = title;
        Note = note;
        SubmitLabel = submitLabel;
        Fields = fields;
    }

    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Prompt;

    /// <summary>Title.</summary>
    public string Title { get; }

    /// <summary>What it is for.</summary>
    public string Note { get; }

    /// <summary>What the button says.</summary>
    public string SubmitLabel { get; }

    /// <summary>The values.</summary>
    public IReadOnlyList<FormField> Fields { get; }

    /// <summary>Whether it is being sent.</summary>
    public bool Working { get; private set; }

    /// <summary>What is wrong; empty if nothing is.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The work of the last submit.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "prompt.cancel":
                Close();
                return true;
            case "prompt.submit":
                Submit();
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        foreach (FormField field in Fields)
            field.Dispose();
        base.Dispose(disposing);
    }

    private void Submit()
    {
        if (Working)
            return;
        int wrong = Fields.Count(field => !field.Submit());
        Problem = wrong > 0 ? FormField.Attention(wrong) : "";
        if (wrong == 0)
        {
            Working = true;
            Work = _context.Ask<IIntegrationHostClient, Action>((_, cancellationToken) => _submit(Fields, cancellationToken), Done, Refused, _stop.Token);
        }

        Notify();
    }

    private void Done(Action then)
    {
        Close();
        then();
        _context.RefreshSoon();
    }

    private void Refused(Exception exception)
    {
        Working = false;
        List<string> rest = [];
        foreach ((string key, IReadOnlyList<string> reasons) in (exception as HostApiException)?.Errors ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            if (Fields.FirstOrDefault(field => string.Equals(field.Key, key, StringComparison.OrdinalIgnoreCase)) is { } field)
                field.Refuse(string.Join(" ", reasons));
            else
                rest.AddRange(reasons);
        }

        Problem = rest.Count > 0 ? string.Join(" ", rest) : Fields.Count(field => field.Problem is not null) is > 0 and int wrong ? FormField.Attention(wrong) : exception.Message;
        Notify();
    }
}
