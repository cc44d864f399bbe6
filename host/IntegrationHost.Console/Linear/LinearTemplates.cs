using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Linear;

/// <summary>Adds accounts line by line, through the same forms as the full screen.</summary>
/// <param name="model">The console.</param>
/// <param name="dialog">Where it talks.</param>
internal sealed class LinearTemplates(DashboardModel model, LinearDialog dialog)
{
    private const int MostTries = 5;

    /// <summary>Lists the templates that a filter chooses; a number opens one.</summary>
    public void Add(string filter)
    {
        model.Templates.Filter.Set(filter);
        model.Templates.Refresh();
        ProviderCard[] cards = [.. model.Templates.Cards.Items.Select(card => card.Provider).DistinctBy(card => card.Id)];
        if (dialog.Choose("Templates", [.. cards.Select(card => $"{card.Name}, {card.Category}")]) is { } index)
            Add(cards[index], moduleId: null);
    }

    /// <summary>Asks for the values of a template and makes the account.</summary>
    public void Add(ProviderCard provider, string? moduleId)
    {
        if (model.Feed.Data is not { } data)
            return;
        TemplateFormModel form = new(model.Context, provider, data, new TemplateStart { ModuleId = moduleId });
        if (form.Kinds.Count > 1)
        {
            if (dialog.Choose("Kinds of credential", form.Kinds, form.KindIndex) is not { } kind)
            {
                form.Dispose();
                return;
            }

            form.ChooseKind(kind);
        }

        Fill(form);
    }

    /// <summary>Asks for each value of a form, sends it, and tells each step.</summary>
    public void Fill(CredentialFormModel form)
    {
        using (form)
        {
            dialog.Say(form.Title);
            dialog.Say(form.Subtitle);
            if (form.Grants.Count > 0)
            {
                if (dialog.Choose("How access is had", form.Grants, form.GrantIndex) is not { } grant)
                    return;
                form.ChooseGrant(grant);
            }

            foreach (FormField field in form.Shown.ToArray())
            {
                if (!AskFor(field))
                    return;
            }

            if (form.Modules.Count > 0)
                AskModules(form);
            if (AskTest(form))
                Send(form);
        }
    }

    // A value that the rules refuse is asked for again; Enter alone keeps what stands there.
    private bool AskFor(FormField field)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            string note = field.Secret is not null ? " (secret, not shown)" : field.Text.Length > 0 ? $" (Enter keeps {field.Text})" : field.Required ? "" : " (may be left out)";
            string question = $"{field.Label}{note}. {field.Help.TrimEnd('.')}:";
            if ((field.Secret is null ? dialog.Ask(question) : dialog.AskSecret(question)) is not { } answer)
                return false;
            if (field.Secret is { } secret)
            {
                secret.Clear();
                field.SetPath(null);
                if (field.MultiLine && answer.StartsWith('@'))
                    field.SetPath(answer[1..]);
                else
                    secret.Append(answer);
                field.Edited();
            }
            else if (answer.Length > 0)
            {
                field.Text = answer;
            }

            if (field.Submit())
            {
                if (field.Warning is { } warning)
                    dialog.Say($"Note: {warning}");
                return true;
            }

            dialog.Say($"Not accepted: {field.Problem}");
        }

        dialog.Say("Given up; nothing is stored.");
        return false;
    }

    // Who wants one of the fields that few need, such as the base URL, gets them here; nobody else is asked.
    private bool AskTest(CredentialFormModel form)
    {
        FormField[] rest = [.. form.Fields.Except(form.Shown)];
        string more = rest.Length > 0 ? $", or m to set {string.Join(" and ", rest.Select(field => field.Label))}" : "";
        while (form.CanVerify)
        {
            string answer = dialog.Ask($"Test it once it is stored? (yes, or n for no{more})") ?? "n";
            if (rest.Length > 0 && answer.StartsWith("m", StringComparison.OrdinalIgnoreCase))
            {
                if (!rest.All(AskFor))
                    return false;
                continue;
            }

            form.VerifyAfter = answer.Length == 0 || answer.StartsWith("y", StringComparison.OrdinalIgnoreCase);
            return true;
        }

        return true;
    }

    private void AskModules(CredentialFormModel form)
    {
        int chosen = form.Modules.Count(choice => choice.Selected);
        dialog.Say($"{chosen} of {form.Modules.Count} modules are to be linked: {string.Join(", ", form.Modules.Where(choice => choice.Selected).Select(choice => choice.Item.ModuleName))}.");
        if (dialog.AskYes("Is that right?", usual: true))
            return;
        foreach (ModuleChoice choice in form.Modules)
            choice.Selected = dialog.AskYes($"Link {choice.Item.ModuleName}?", choice.Selected);
    }

    private void Send(CredentialFormModel form)
    {
        HashSet<string> said = new(StringComparer.Ordinal);
        form.Submit();
        dialog.WaitUntil(() =>
        {
            // In their order: what is skipped is known before what comes first is done.
            foreach (SubmitStep step in form.Steps.TakeWhile(step => step.State is not (StepState.Waiting or StepState.Running)))
            {
                if (said.Add(step.Title))
                    dialog.Say($"{step.Title}: {LinearDialog.Plain(step.Text).Replace(TemplateFormModel.ImportHint, ". 'integration-host modules import FILE' brings them", StringComparison.Ordinal)}");
            }

            if (form.Granting is { } granting && said.Add(granting.Url))
                dialog.Say(granting.UserCode is { } code ? $"Open {granting.Url} and type the code {code}." : $"Open {granting.Url}");
            return form.Stage != FormStage.Working;
        });
        if (form.Stage == FormStage.Done)
        {
            foreach (SubmitStep outcome in form.Outcomes)
                dialog.Say($"{outcome.Title}: {outcome.Text}");
            dialog.Say(form.Summary);
            return;
        }

        dialog.Say($"Not stored: {form.Problem}");
        foreach (FormField field in form.Fields.Where(field => field.Problem is not null))
            dialog.Say($"{field.Label}: {field.Problem}");
    }
}
