using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>A form that takes credentials: fields, one submit in steps, and what came of it.</summary>
internal abstract partial class CredentialFormModel(ConsoleContext context) : OverlayModel, ISetupScreen
{
    private readonly List<SubmitStep> _steps = [];
    private readonly List<SubmitStep> _outcomes = [];
    private CancellationTokenSource _stop = new();

    /// <inheritdoc/>
    public override CommandScope Scope => Stage switch
    {
        FormStage.Working => Granting is null ? CommandScope.Work : CommandScope.Granting,
        FormStage.Done => CanRetry ? CommandScope.Failure : CommandScope.Result,
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

    /// <summary>How access can be had; empty if only by typing it.</summary>
    public virtual IReadOnlyList<string> Grants => [];

    /// <summary>How access is to be had.</summary>
    public int GrantIndex { get; protected set; }

    /// <summary>The fields, in order, with those that are not shown.</summary>
    public IReadOnlyList<FormField> Fields { get; protected set; } = [];

    /// <summary>The fields shown.</summary>
    public IEnumerable<FormField> Shown => Fields.Where(one => ShowsAll || !one.Advanced);

    /// <summary>Whether every field is shown.</summary>
    public bool ShowsAll { get; protected set; }

    /// <summary>Whether some fields are shown only on demand.</summary>
    public bool HasMore => Fields.Any(one => one.Advanced);

    /// <summary>Modules that can be linked; empty if the form does not link.</summary>
    public IReadOnlyList<ModuleChoice> Modules { get; protected init; } = [];

    /// <summary>Whether the modules are listed, to choose from.</summary>
    public virtual bool ListsModules => Modules.Count > 0;

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

    /// <summary>What a person has to do at the provider now; <c>null</c> if nothing.</summary>
    public AuthorizationReport? Granting { get; private set; }

    /// <summary>The steps of the submit.</summary>
    public IReadOnlyList<SubmitStep> Steps => _steps;

    /// <summary>What came of each module.</summary>
    public IReadOnlyList<SubmitStep> Outcomes => _outcomes;

    /// <summary>The result in one sentence; empty until there is one.</summary>
    public string Summary { get; protected set; } = "";

    /// <summary>What is wrong with the form as a whole; empty if nothing is.</summary>
    public string Problem { get; protected set; } = "";

    /// <summary>What the form says of what it has just done by itself, with its sign; empty if nothing.</summary>
    public string Notice { get; protected set; } = "";

    /// <summary>The work of the last submit.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Raised after a value was filled in that was not typed, so that the focus moves on.</summary>
    public event Action? Filled;

    /// <summary>Raised after the fields that few need have been asked for, so that the focus goes to them.</summary>
    public event Action? Expanded;

    /// <summary>Whether something failed that can be tried again, or values that can be corrected.</summary>
    protected virtual bool CanRetry => false;

    /// <summary>What the form uses of the console.</summary>
    protected ConsoleContext Context { get; } = context;

    /// <summary>Chooses a credential kind.</summary>
    public virtual void ChooseKind(int index)
    {
    }

    /// <summary>Chooses how access is to be had.</summary>
    public virtual void ChooseGrant(int index)
    {
    }

    /// <summary>Takes what was pasted outside of any field, if it belongs into this form.</summary>
    /// <returns>Whether it does.</returns>
    public virtual bool TakePaste(string pasted) => false;

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
            case "form.more":
                ShowsAll = !ShowsAll && HasMore;
                Notify();
                if (ShowsAll)
                    Expanded?.Invoke();
                return true;
            case "form.cancel" or "result.close" or "failure.close":
                Close();
                return true;
            case "work.cancel" or "granting.cancel":
                _stop.Cancel();
                return true;
            case "granting.copy":
                Context.Shell.Copy(Granting?.Url);
                return true;
            case "granting.open":
                if (Uri.TryCreate(Granting?.Url, UriKind.Absolute, out Uri? address) && !Context.Browse(address))
                    Context.Shell.Say("! no browser can be opened from here: copy the address with y, and open it where you sit", Palette.Tan);
                return true;
            case "failure.retry":
                Restart(again: true);
                return true;
            case "failure.edit":
                Stage = FormStage.Editing;
                Problem = "";
                EditAgain();
                Notify();
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public override bool Offers(string command) => command != "form.more" || HasMore;

    /// <summary>Checks all fields, then stores, verifies and links in the background.</summary>
    public void Submit()
    {
        if (Stage != FormStage.Editing || IsClosed)
            return;
        FormField[] wrong = [.. Fields.Where(field => !field.Submit())];
        ShowsAll |= wrong.Any(field => field.Advanced);
        Problem = wrong.Length > 0 ? FormField.Attention(wrong.Length) : Veiled() ?? Refusal() ?? "";
        if (Problem.Length == 0)
            Restart(again: false);
        else
            Notify();
    }

    /// <summary>Whether the focus begins at the first empty field, or at the top if there is none, and not at what a credential needs. Default: no.</summary>
    public virtual bool BeginsAtFirstEmpty => false;

    /// <summary>Why the form cannot be sent although each field can; <c>null</c> if it can.</summary>
    protected virtual string? Refusal() => null;

    // What is stored in a field that is no secret can be read by everyone who sees the account.
    private string? Veiled() => Fields.FirstOrDefault(field => field.IsVeiled) is { } veiled ? $"{veiled.Label} may be a key: → in it shows it, to tell" : null;

    /// <summary>What to show of a refusal that is of no single field. Default: what the host says.</summary>
    protected virtual string Explain(HostApiException refusal) => refusal.Message;

    /// <summary>Reads the values on the screen's thread, lists the steps, and returns the work to do off it.</summary>
    /// <param name="steps">Takes the steps.</param>
    /// <param name="again">Whether only what failed is tried again; the values are stored and wiped then.</param>
    protected abstract Func<CancellationToken, Task> Prepare(List<SubmitStep> steps, bool again);

    /// <summary>Makes the fields ready to be corrected, after a submit that failed.</summary>
    protected virtual void EditAgain()
    {
    }

    /// <summary>Moves the focus on, after a value was filled in.</summary>
    protected void RaiseFilled()
    {
        Notify();
        Filled?.Invoke();
    }

    /// <summary>Changes what is shown, on the screen's thread.</summary>
    protected void Show(Action change) => Context.Ui.Post(() =>
    {
        if (IsClosed)
            return;
        change();
        Notify();
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        Wipe();
        base.Dispose(disposing);
    }
}
