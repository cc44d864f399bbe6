using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Templates;

/// <content>Pastes: into the field that they belong to, wherever they are made.</content>
internal sealed partial class TemplateFormModel
{
    // Shorter beginnings than this tell too little to move a paste to another field.
    private const int TellingPrefix = 3;

    // What is shorter may be a slip in the field it was pasted into.
    private const int ShortestKey = 16;

    /// <inheritdoc/>
    public override bool TakePaste(string pasted) => Stage == FormStage.Editing && TakeRecognised(null, pasted);

    private bool Divert(FormField into, string pasted)
    {
        CredentialFieldCard? card = Kind.Fields.FirstOrDefault(card => card.Key == into.Key);
        string value = KeyRecognition.Unwrap(pasted);
        if (card is not null && KeyForm.Accepts(card, value))
            return false;
        return TakeRecognised(into, pasted) || (card is { Secret: false } && TakeMissing(value));
    }

    // Not a value of the field it was pasted into, which would show it, but the one secret that some kind still lacks: an auth token after the account's number.
    private bool TakeMissing(string value)
    {
        if (value.Length < ShortestKey)
            return false;
        (CredentialKindCard Kind, CredentialFieldCard Field)[] lacking = [.. _provider.CredentialKinds
            .Select(kind => (Kind: kind, Fields: kind.Fields.Where(card => card.Required && !IsGiven(card.Key)).ToArray()))
            .Where(one => one.Fields is [{ Secret: true, Pattern.Length: > 0 } last] && KeyForm.Accepts(last, value)).Select(one => (one.Kind, one.Fields[0]))];
        if (lacking is not [var only])
            return false;
        if (only.Kind.Id != Kind.Id)
            ChooseKind(_provider.CredentialKinds.ToList().FindIndex(kind => kind.Id == only.Kind.Id));
        using SecretBuffer secret = new();
        secret.AppendPasted(value);
        Fill(only.Field.Key, secret);
        Notice = $"the paste went into {only.Field.Label}; the kind is {only.Kind.Name}";
        RaiseFilled();
        return true;
    }

    private bool IsGiven(string key) => _values.FirstOrDefault(field => field.Key == key) is { IsEmpty: false };

    private bool TakeRecognised(FormField? into, string pasted)
    {
        IReadOnlyList<RecognisedKey> found = KeyRecognition.Find([_provider], pasted);
        RecognisedKey? match = found.FirstOrDefault(match => match.Kind.Id == Kind.Id) ?? (found.Count == 1 ? found[0] : null);
        if (match is null || (into is not null && (match.Prefix.Length < TellingPrefix || (match.Kind.Id == Kind.Id && match.Field.Key == into.Key))))
            return false;
        bool other = match.Kind.Id != Kind.Id;
        if (other)
            ChooseKind(_provider.CredentialKinds.ToList().FindIndex(kind => kind.Id == match.Kind.Id));
        using SecretBuffer secret = new();
        secret.AppendPasted(KeyRecognition.Unwrap(pasted));
        Fill(match.Field.Key, secret);
        Notice = other ? $"the pasted key is of the kind {match.Kind.Name}" : into is null ? "" : $"the pasted key went into {match.Field.Label}";
        RaiseFilled();
        return true;
    }

    private void Fill(string key, SecretBuffer secret)
    {
        if (key == Kind.AuthorizedField)
            ChooseGrant(Grants.Count - 1);
        _values.FirstOrDefault(field => field.Key == key)?.Fill(secret);
        secret.Clear();
    }
}
