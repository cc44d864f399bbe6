using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Pasting;

namespace IntegrationHost.Console.Templates;

/// <content>Pastes: into the field that they belong to, wherever they are made.</content>
internal sealed partial class TemplateFormModel
{
    // What is shorter may be a slip in the field it was pasted into.
    private const int ShortestKey = 16;

    /// <inheritdoc/>
    public override bool TakePaste(string pasted) => Stage == FormStage.Editing && (TakeRecognised(null, pasted) || TakeAddress(KeyRecognition.Unwrap(pasted)));

    private bool Divert(FormField into, string pasted)
    {
        CredentialFieldCard? card = Kind.Fields.FirstOrDefault(card => card.Key == into.Key);
        string value = KeyRecognition.Unwrap(pasted);
        if (card is not null && into is { IsPasted: true, Problem: null } && TakeNext(into, value))
            return true;
        if (card is not null && KeyForm.Accepts(card, value))
            return false;
        return TakeRecognised(into, pasted) || (card is { Secret: true } && TakeAddress(value)) || (card is { Secret: false } && (TakeMissing(value) || TakeSecret(value))) || (into.Secret is null && KeepOut(into, pasted));
    }

    // An address is no secret, and there is one field for it: whoever corrects it has the focus on the key, or on the button once a key was recognised.
    private bool TakeAddress(string value)
    {
        if (!CanVerify || !FieldRules.IsAddress(value))
            return false;
        ShowsAll = true;
        return Put(_head[2], value, $"✔ the paste went into {_head[2].Label}");
    }

    // A paste into a field that a paste has filled already is the next value: those of a provider are copied one after the other.
    private bool TakeNext(FormField into, string value)
    {
        FormField? next = Fields.SkipWhile(field => field != into).FirstOrDefault(field => field is { Required: true, IsEmpty: true });
        return next is not null && Kind.Fields.FirstOrDefault(card => card.Key == next.Key) is { } card && KeyForm.Accepts(card, value) && Put(next, value, $"✔ the paste went into {next.Label}");
    }

    private bool Put(FormField field, string value, string notice)
    {
        if (field.Secret is null)
        {
            field.Fill(SafeText.Clean(value));
        }
        else
        {
            using SecretBuffer secret = new();
            secret.AppendPasted(value);
            Fill(field.Key, secret);
        }

        Notice = notice;
        RaiseFilled();
        return true;
    }

    // No value of the field it was pasted into, which would show it, but one of the only secret that the kind asks for and has not got.
    private bool TakeSecret(string value)
    {
        if (value.Length < ShortestKey)
            return false;
        FormField[] fitting = [.. Fields.Where(field => field is { Secret: not null, Required: true, IsEmpty: true } && Kind.Fields.First(card => card.Key == field.Key) is { Pattern.Length: > 0 } card && KeyForm.Accepts(card, value))];
        return fitting is [var only] && Put(only, value, $"✔ the paste went into {only.Label}");
    }

    // A key of another provider would stand there for all to read.
    private bool KeepOut(FormField into, string pasted)
    {
        string? what = KeyRecognition.FindSure(_catalog, pasted) is { } match ? $"is a key of {match.Provider.Name}"
            : into == _head[2] && pasted.IndexOfAny([':', '.', '/']) < 0 ? "is no address"
            : (into == _head[0] || into == _head[1]) && KeyLook.IsOpaque(pasted) ? "looks like a key" : null;
        if (what is null)
            return false;
        Refuse($"it {what}, and {into.Label} shows what it holds");
        return true;
    }

    private void Refuse(string reason)
    {
        Notice = $"! not kept: {reason}";
        Notify();
    }

    // Not a value of the field it was pasted into, which would show it, but the one secret that some kind still lacks: an auth token after the account's number.
    private bool TakeMissing(string value)
    {
        if (value.Length < ShortestKey)
            return false;
        (CredentialKindCard Kind, CredentialFieldCard Field)[] lacking = [.. Choosable
            .Select(kind => (Kind: kind, Fields: kind.Fields.Where(card => card.Required && !IsGiven(card.Key)).ToArray()))
            .Where(one => one.Fields is [{ Secret: true, Pattern.Length: > 0 } last] && KeyForm.Accepts(last, value)).Select(one => (one.Kind, one.Fields[0]))];
        // The kind that is chosen, if it is one of several.
        if (lacking.Length > 1)
            lacking = [.. lacking.Where(one => one.Kind.Id == Kind.Id)];
        if (lacking is not [var only])
            return false;
        bool other = only.Kind.Id != Kind.Id;
        if (other)
            ChooseKind(_provider.CredentialKinds.ToList().FindIndex(kind => kind.Id == only.Kind.Id));
        return Put(_values.First(field => field.Key == only.Field.Key), value, $"✔ the paste went into {only.Field.Label}{(other ? $"; the kind is {only.Kind.Name}" : "")}");
    }

    // An account that is stored stays of its kind.
    private IReadOnlyList<CredentialKindCard> Choosable => _setup.Account is null ? _provider.CredentialKinds : [Kind];

    private bool IsGiven(string key) => _values.FirstOrDefault(field => field.Key == key) is { IsEmpty: false };

    private bool TakeRecognised(FormField? into, string pasted)
    {
        RecognisedKey[] found = [.. KeyRecognition.Find([_provider], pasted).Where(match => Choosable.Contains(match.Kind))];
        RecognisedKey? match = found.FirstOrDefault(match => match.Kind.Id == Kind.Id) ?? (found.Length == 1 ? found[0] : null);
        if (match is null || (into is not null && (!KeyRecognition.IsSure(match, pasted) || (match.Kind.Id == Kind.Id && match.Field.Key == into.Key))))
            return false;
        bool other = match.Kind.Id != Kind.Id;
        if (other)
            ChooseKind(_provider.CredentialKinds.ToList().FindIndex(kind => kind.Id == match.Kind.Id));
        using SecretBuffer secret = new();
        secret.AppendPasted(KeyRecognition.Unwrap(pasted));
        Fill(match.Field.Key, secret);
        Notice = other ? $"✔ the pasted key is of the kind {match.Kind.Name}" : into is null ? "" : $"✔ the pasted key went into {match.Field.Label}";
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
