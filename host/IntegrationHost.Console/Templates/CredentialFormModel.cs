using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>A form that takes credentials: fields, one submit in steps, and what came of it.</summary>
internal abstract class CredentialFormModel(ConsoleContext context) : OverlayModel
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<SubmitStep> _steps = [];
    private readonly List<SubmitStep> _outcomes = [];

    /// <inheritdoc/>
    public override CommandScope Scope => Stage switch
    {
        FormStage.Working => CommandScope.Work,
        FormStage.Done => CommandScope.Result,
        _ => CommandScope.Form,
    };

    /// <summary>Title of the dialog.</summary>
    public abstract string Title { get; }

    /// <summary>Where credentials are made, and the like.</summary>
    public abstract string Subtitle { get; }

    /// <summary>Colour of the provider.</summary>
    public abstract Rgb Accent { get; }

    /// <summary>What the submit button says.</summary>
    public abstract string SubmitLabel { get; }

    /// <summary>Names of the credential kinds; fewer than two means there is nothing to choose.</summary>
    public virtual IReadOnlyList<string> Kinds => [];

    /// <summary>What stands before the kinds.</summary>
    public virtual string KindLabel => "Credential";

    /// <summary>The kind chosen.</summary>
    public int KindIndex { get; protected set; }

    /// <summary>The fields, in order.</summary>
    public IReadOnlyList<FormField> Fields { get; protected set; } = [];

    /// <summary>Modules that can be linked; empty if the form does not link.</summary>
    public IReadOnlyList<ModuleChoice> Modules { get; protected init; } = [];

    /// <summary>Whether there is a smoke test for what is entered. Default: yes.</summary>
    public virtual bool CanVerify => true;

    /// <summary>Whether to run the smoke test once stored. Default: yes, if there is one.</summary>
    public bool VerifyAfter
    {
        get => field && CanVerify;
        set;
    } = true;

    /// <summary>What the form is doing.</summary>
    public FormStage Stage { get; private set; }

    /// <summary>The steps of the submit.</summary>
    public IReadOnlyList<SubmitStep> Steps => _steps;

    /// <summary>What came of each module.</summary>
    public IReadOnlyList<SubmitStep> Outcomes => _outcomes;

    /// <summary>The result in one sentence; empty until there is one.</summary>
    public string Summary { get; protected set; } = "";

    /// <summary>What is wrong with the form as a whole; empty if nothing is.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The work of the last submit.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>What the form uses of the console.</summary>
    protected ConsoleContext Context { get; } = context;

    /// <summary>Chooses a credential kind; its fields begin empty.</summary>
    public virtual void ChooseKind(int index)
    {
    }

    /// <summary>Takes note that a choice has changed.</summary>
    public void Touch() => Notify();

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "form.submit":
                Submit();
                return true;
            case "form.cancel" or "result.close":
                Close();
                return true;
            case "work.cancel":
                _stop.Cancel();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Checks all fields, then stores, verifies and links in the background.</summary>
    public void Submit()
    {
        if (Stage != FormStage.Editing || IsClosed)
            return;
        int wrong = Fields.Count(field => !field.Submit());
        Problem = wrong > 0 ? $"{wrong} {(wrong == 1 ? "field needs" : "fields need")} attention" : Refusal() ?? "";
        if (Problem.Length == 0)
        {
            Stage = FormStage.Working;
            _steps.Clear();
            _outcomes.Clear();
            Func<CancellationToken, Task> work = Prepare(_steps);
            Work = Task.Run(() => GuardAsync(work, _stop.Token), CancellationToken.None);
        }

        Notify();
    }

    /// <summary>Why the form cannot be sent although each field can; <c>null</c> if it can.</summary>
    protected virtual string? Refusal() => null;

    /// <summary>What to show of a refusal that is of no single field. Default: what the host says.</summary>
    protected virtual string Explain(HostApiException refusal) => refusal.Message;

    /// <summary>Reads the values on the screen's thread, lists the steps, and returns the work to do off it.</summary>
    protected abstract Func<CancellationToken, Task> Prepare(List<SubmitStep> steps);

    /// <summary>Changes what is shown, on the screen's thread.</summary>
    protected void Show(Action change) => Context.Ui.Post(() =>
    {
        if (IsClosed)
            return;
        change();
        Notify();
    });

    /// <summary>Shows how far a step is.</summary>
    protected void Step(int index, StepState state, string text) => Show(() => _steps[index] = _steps[index] with { State = state, Text = text });

    /// <summary>Shows what came of one module.</summary>
    protected void Outcome(SubmitStep outcome) => Show(() => _outcomes.Add(outcome));

    /// <summary>Ends the submit with a sentence; all secrets are wiped.</summary>
    protected void Finish(string summary) => Show(() =>
    {
        Stage = FormStage.Done;
        Summary = summary;
        Wipe();
    });

    /// <summary>Wipes the values as soon as they are stored.</summary>
    protected void Stored() => Context.Ui.Post(Wipe);

    /// <summary>Runs the smoke test as a step and shows its verdict.</summary>
    /// <returns>The verdict; <c>null</c> if it could not be run.</returns>
    protected async Task<VerdictReport?> VerifyAsync(int step, string id, CancellationToken cancellationToken)
    {
        Step(step, StepState.Running, "asking the provider");
        try
        {
            IIntegrationHostClient client = await Context.Client;
            VerdictReport verdict = await client.VerifyAsync(id, cancellationToken);
            StepState state = verdict.Kind switch { "Valid" => StepState.Done, "Invalid" => StepState.Failed, _ => StepState.Warned };
            Step(step, state, $"{AccountStates.OfVerdict(verdict).Text}  {verdict.Message}");
            return verdict;
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            Step(step, StepState.Failed, exception.Message);
            return null;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        Wipe();
        base.Dispose(disposing);
    }

    private void Wipe()
    {
        foreach (FormField field in Fields)
            field.Dispose();
    }

    private async Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Show(() => Abandon("Cancelled: what is marked with a tick is done, the rest is not."));
        }
        catch (HostApiException exception)
        {
            Show(() => Refused(exception));
        }
        catch (Exception exception)
        {
            // Whatever a call throws, the form must say so; nothing else would see it.
            Show(() => Abandon(exception.Message));
        }

        Context.RefreshSoon();
    }

    private void Abandon(string reason)
    {
        for (int index = 0; index < _steps.Count; index++)
        {
            if (_steps[index].State is StepState.Running or StepState.Waiting)
                _steps[index] = _steps[index] with { State = _steps[index].State == StepState.Running ? StepState.Failed : StepState.Skipped, Text = "not done" };
        }

        Stage = FormStage.Done;
        Summary = reason;
        Wipe();
    }

    // The host refused to store: the values stay, so that they can be corrected, and each complaint goes under its field.
    private void Refused(HostApiException exception)
    {
        if (_steps[0].State is StepState.Done or StepState.Warned)
        {
            Abandon(exception.Message);
            return;
        }

        Stage = FormStage.Editing;
        List<string> rest = [];
        foreach ((string key, IReadOnlyList<string> reasons) in exception.Errors)
        {
            string last = key[(key.LastIndexOf('.') + 1)..];
            if (exception.StatusCode == System.Net.HttpStatusCode.Conflict)
                continue;
            FormField? field = Fields.FirstOrDefault(field => string.Equals(field.Key, key, StringComparison.OrdinalIgnoreCase))
                ?? Fields.FirstOrDefault(field => string.Equals(field.Key, last, StringComparison.OrdinalIgnoreCase));
            if (field is null)
                rest.AddRange(reasons);
            else
                field.Refuse(string.Join(" ", reasons));
        }

        Problem = rest.Count > 0 ? string.Join(" ", rest) : Explain(exception);
    }
}
