using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Templates;

/// <content>The submit: its steps, and what becomes of a failure.</content>
internal abstract partial class CredentialFormModel
{
    void ISetupScreen.Step(string title, StepState state, string text) => Show(() =>
    {
        int index = _steps.FindIndex(step => step.Title == title);
        if (index >= 0)
            _steps[index] = _steps[index] with { State = state, Text = text };
    });

    void ISetupScreen.Outcome(SubmitStep outcome) => Show(() => _outcomes.Add(outcome));

    void ISetupScreen.Granting(AuthorizationReport? report) => Show(() => Granting = report);

    void ISetupScreen.Stored() => Context.Ui.Post(Wipe);

    void ISetupScreen.Finish(string summary) => Show(() =>
    {
        Stage = FormStage.Done;
        Summary = summary;
        Wipe();
    });

    private void Wipe()
    {
        foreach (FormField field in Fields)
            field.Dispose();
    }

    private void Restart(bool again)
    {
        Stage = FormStage.Working;
        Summary = "";
        Notice = "";
        _steps.Clear();
        _outcomes.Clear();
        if (_stop.IsCancellationRequested)
            _stop = new CancellationTokenSource();
        Func<CancellationToken, Task> work = Prepare(_steps, again);
        CancellationToken cancellationToken = _stop.Token;
        Work = Task.Run(() => GuardAsync(work, cancellationToken), CancellationToken.None);
        Notify();
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
        catch (HostUnavailableException exception)
        {
            Show(() => Unreached(exception.Message));
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

    // Nothing is stored: the values stay, so that nobody has to type them again.
    private void Unreached(string reason)
    {
        if (_steps[0].State is StepState.Done or StepState.Warned)
        {
            Abandon(reason);
            return;
        }

        Stage = FormStage.Editing;
        Problem = reason;
    }

    // The host refused to store: the values stay, so that they can be corrected, and each complaint goes under its field.
    private void Refused(HostApiException exception)
    {
        if (_steps[0].State is StepState.Done or StepState.Warned)
        {
            Abandon(Failure.TextOf(exception));
            return;
        }

        Stage = FormStage.Editing;
        List<string> rest = [];
        int shown = 0;
        foreach ((string key, IReadOnlyList<string> reasons) in exception.Errors)
        {
            string last = key[(key.LastIndexOf('.') + 1)..];
            if (exception.StatusCode == System.Net.HttpStatusCode.Conflict)
                continue;
            FormField? field = Fields.FirstOrDefault(field => string.Equals(field.Key, key, StringComparison.OrdinalIgnoreCase))
                ?? Fields.FirstOrDefault(field => string.Equals(field.Key, last, StringComparison.OrdinalIgnoreCase));
            ShowsAll |= field is { Advanced: true };
            if (field is null)
                rest.AddRange(reasons);
            else
                field.Refuse(string.Join(" ", reasons));
            shown += field is null ? 0 : 1;
        }

        Problem = rest.Count > 0 ? string.Join(" ", rest) : shown > 0 ? FormField.Attention(shown) : Explain(exception);
    }
}
