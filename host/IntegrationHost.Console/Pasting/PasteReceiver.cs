using System.Globalization;
using IntegrationHost.Client.Recognition;
using IntegrationHost.Console.Choices;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Help;
using IntegrationHost.Console.Importing;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Palettes;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Pasting;

/// <summary>Decides what becomes of a paste outside of any field: a known key opens its form with the secret filled in; everything else is forgotten at once.</summary>
/// <param name="model">The console.</param>
internal sealed class PasteReceiver(DashboardModel model)
{
    /// <summary>Most characters that are looked at.</summary>
    public const int Longest = 64 * 1024;

    private const int LongestText = 512;

    /// <summary>Takes a paste. The text is looked at and either put into a form's buffer or dropped; it is shown nowhere.</summary>
    public void Receive(string pasted)
    {
        string value = KeyRecognition.Unwrap(pasted);
        if (value.Length == 0)
            return;
        if (model.Feed.Data is not { } data)
        {
            Refuse("the host is not ready yet");
            return;
        }

        if (value.Length > Longest)
        {
            Refuse("it is longer than 64 KiB");
            return;
        }

        switch (model.Overlay)
        {
            case TemplateFormModel { Stage: FormStage.Editing } form:
                if (!form.TakePaste(pasted))
                    Refuse("this form has no field for it; to paste it anyway, put the focus into the field");
                return;
            case CredentialFormModel { Stage: FormStage.Done } done:
                done.Close();
                break;
            case CredentialFormModel:
            case { } question when question.Scope == CommandScope.Confirm:
                Refuse("another dialog waits for an answer");
                return;
            case ChoiceModel or PaletteModel or HelpModel:
                model.Overlay.Close();
                break;
        }

        IReadOnlyList<RecognisedKey> found = KeyRecognition.Find(data.Catalog, pasted);
        if (found.Count == 0 && (OpenByName(data, value) || TakeText(value)))
            return;
        if (found.Count == 0)
        {
            string size = value.Contains('\n', StringComparison.Ordinal)
                ? string.Create(CultureInfo.InvariantCulture, $"{value.AsSpan().Count('\n') + 1} lines")
                : string.Create(CultureInfo.InvariantCulture, $"{value.Length} characters");
            Refuse(PastedJson.Describe(value) ?? $"no active provider has a key of this form ({size}); open its template and paste into the field");
            return;
        }

        SecretBuffer secret = new();
        secret.AppendPasted(value);
        if (found.Count == 1)
            Open(found[0], secret);
        else
            Ask(found, secret);
    }

    // What is no key goes where text is being typed: a path, a name that is looked for.
    private bool TakeText(string value) => value.Length <= LongestText && !value.Any(char.IsControl) && !KeyLook.IsOpaque(value)
        && (model.Overlay is ImportModel { Path: not null } || (model.Overlay is null && model.Active.Filter.Editing)) && model.Type(value);

    // What is no secret but only one provider's, such as the number of a Twilio account: its form opens with it, and asks for the rest.
    private bool OpenByName(LiveData data, string value)
    {
        if (KeyRecognition.FindName(data.Catalog, value) is not { } name)
            return false;
        model.OpenTemplate(name.Provider, new TemplateStart { KindId = name.Kind.Id, Fields = new Dictionary<string, string> { [name.Field.Key] = value } });
        return true;
    }

    /// <summary>Keeps a key out of a field that shows what it holds, and says so. A template's form does that by itself, since it may have a field for the key.</summary>
    /// <returns>Whether it was a key.</returns>
    public bool KeepOut(string pasted)
    {
        if (model.Overlay is TemplateFormModel || model.Feed.Data is not { } data || KeyRecognition.FindSure(data.Catalog, pasted) is not { } key)
            return false;
        Refuse($"it is a key of {key.Provider.Name}, and this field shows what it holds");
        return true;
    }

    private void Ask(IReadOnlyList<RecognisedKey> found, SecretBuffer secret) => model.Open(new ChoiceModel(
        "PASTED KEY · WHICH IS IT?",
        string.Create(CultureInfo.InvariantCulture, $"{secret.Length} characters, whose form does not tell which of these it is:"),
        [.. found.Select(match => new Choice(match.Provider.Name, found.Count(other => other.Kind == match.Kind) > 1 ? $"{match.Kind.Name}: {match.Field.Label}" : match.Kind.Name, () => Open(match, secret)))],
        secret));

    private void Open(RecognisedKey match, SecretBuffer secret)
    {
        model.OpenTemplate(match.Provider, new TemplateStart { KindId = match.Kind.Id, SecretKey = match.Field.Key, Secret = secret });
        secret.Dispose();
    }

    private void Refuse(string reason) => model.Say($"! paste not kept: {reason}", Palette.Tan);
}
