using System.Globalization;
using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Pasting;

namespace IntegrationHost.Console.Templates;

/// <summary>One value of a form, checked while it is typed.</summary>
internal sealed class FormField(string key, string label, FieldRule rule) : IDisposable
{
    private static readonly string[] Words = [" and ", " or ", ", "];

    // Touched by a submit as well, which has what is missing told; edited only by whoever types.
    private bool _touched;
    private bool _edited;
    private string _text = "";
    private string? _refusal;

    /// <summary>Key in the request.</summary>
    public string Key { get; } = key;

    /// <summary>Label.</summary>
    public string Label { get; } = label;

    /// <summary>Where the value is found.</summary>
    public string Help { get; init; } = "";

    /// <summary>Greyed text in the empty field.</summary>
    public string Placeholder { get; init; } = "";

    /// <summary>Whether it must be given.</summary>
    public bool Required { get; init; }

    /// <summary>Whether it is shown only when everything is: most leave it as it is.</summary>
    public bool Advanced { get; init; }

    /// <summary>Whether the value may have several lines.</summary>
    public bool MultiLine { get; init; }

    /// <summary>Values to choose from beside typing; none if there are none.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Takes a paste that belongs into another field; <c>null</c> if none does.</summary>
    public Func<FormField, string, bool>? Divert { get; set; }

    /// <summary>Path that is typed in place of a secret of several lines; <c>null</c> if none is.</summary>
    public string? FilePath { get; private set; }

    /// <summary>What a form says of fields that are wrong.</summary>
    /// <param name="fields">How many are.</param>
    public static string Attention(int fields) => fields == 1 ? "1 field needs attention" : $"{fields} fields need attention";

    /// <summary>Whether somebody has changed the value.</summary>
    public bool IsTouched => _edited;

    /// <summary>Whether the value came whole by one paste, and nothing has been typed since: another paste is another value.</summary>
    public bool IsPasted { get; private set; }

    /// <summary>Whether a value that is no secret is not shown nevertheless: it was pasted and looks like a key that nobody knows.</summary>
    public bool IsVeiled { get; private set; }

    /// <summary>Tells a value that is certainly one of this field, so that it is shown however it looks; <c>null</c> if none is.</summary>
    public Predicate<string>? Knows { get; init; }

    /// <summary>The characters of a secret; <c>null</c> if it is no secret.</summary>
    public SecretBuffer? Secret { get; init; }

    /// <summary>The value if it is no secret; otherwise empty.</summary>
    public string Text
    {
        get => _text;
        set
        {
            _text = value;
            Edited();
        }
    }

    /// <summary>Why the value cannot be stored; <c>null</c> if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>What is unusual about the value; <c>null</c> if nothing is.</summary>
    public string? Warning { get; private set; }

    /// <summary>Whether nothing has been typed.</summary>
    public bool IsEmpty => FilePath is not { Length: > 0 } && (Secret is null ? Text.Length == 0 : Secret.Length == 0);

    /// <summary>What stands beside the field: how much of a secret there is.</summary>
    public string Note => Secret switch
    {
        null when IsVeiled => Chars(Text.Length),
        null or { Length: 0 } => "",
        { Lines: > 1 } many => string.Create(CultureInfo.InvariantCulture, $"{many.Lines} lines, {many.Length} chars"),
        { } one => Chars(one.Length),
    };

    /// <summary>Raised after the value or what is wrong with it has changed.</summary>
    public event Action? Changed;

    /// <summary>The field of a template.</summary>
    /// <param name="card">The template's field.</param>
    /// <param name="keep">Whether an empty field keeps what is stored.</param>
    /// <param name="brief">Whether the form is to be short: what need not be given is advanced then.</param>
    public static FormField FromCard(CredentialFieldCard card, bool keep = false, bool brief = false) => new(card.Key, card.Label, FieldRules.ForCard(card))
    {
        Advanced = brief && !card.Required,
        MultiLine = card.MultiLine,
        Help = card is { MultiLine: true, Secret: true } ? $"{card.Help} Paste it whole, or type @ and the path of its file." : card.Help,
        Placeholder = keep && card.Secret ? "empty keeps what is stored" : Example(card.Placeholder.Length > 0 ? card.Placeholder : card.Example),
        Required = card.Required && !keep,
        Knows = value => KeyForm.IsCertain(card, value),
        Secret = card.Secret ? new SecretBuffer() : null,
    };

    /// <summary>Sets a value without counting it as typed.</summary>
    public void Prefill(string text)
    {
        _text = text;
        (_touched, _edited) = (false, false);
        _refusal = null;
        IsPasted = false;
        IsVeiled = false;
        Check(typing: true);
    }

    /// <summary>Types a file's path in place of the secret; <c>null</c> goes back to the secret.</summary>
    public void SetPath(string? path)
    {
        FilePath = path;
        Problem = null;
        Changed?.Invoke();
    }

    /// <summary>Reads the file whose path has been typed.</summary>
    /// <returns>Whether it was read, or none was to be.</returns>
    public bool TakeFile()
    {
        if (FilePath is not { } path || Secret is null)
            return true;
        if (SecretFile.Read(path, Secret) is { } reason)
        {
            Problem = reason;
            Changed?.Invoke();
            return false;
        }

        FilePath = null;
        Edited();
        return true;
    }

    /// <summary>Takes a secret from a buffer, which is wiped.</summary>
    public void Fill(SecretBuffer secret)
    {
        FilePath = null;
        Secret?.Take(secret);
        Edited();
        IsPasted = true;
    }

    /// <summary>Takes a value that is no secret and was pasted whole.</summary>
    public void Fill(string text)
    {
        Text = text;
        NotePaste(whole: true);
    }

    /// <summary>Takes note of a paste, and veils what looks like a key.</summary>
    /// <param name="whole">Whether all of the value came by it.</param>
    public void NotePaste(bool whole)
    {
        IsPasted = whole;
        if (Secret is not null || Knows?.Invoke(Text.Trim()) is true || !KeyLook.IsOpaque(Text))
            return;
        IsVeiled = true;
        Check(typing: true);
        Changed?.Invoke();
    }

    /// <summary>Shows what is veiled.</summary>
    public void Unveil()
    {
        IsVeiled = false;
        Check(typing: true);
        Changed?.Invoke();
    }

    /// <summary>Takes note that the value has changed. A refusal by the host is void then.</summary>
    public void Edited()
    {
        (_touched, _edited) = (true, true);
        _refusal = null;
        IsPasted = false;
        IsVeiled &= !IsEmpty;
        Check(typing: true);
        Changed?.Invoke();
    }

    /// <summary>Looks at the value as it would be sent.</summary>
    /// <returns>Whether it can be sent.</returns>
    public bool Submit()
    {
        if (!TakeFile())
            return false;
        // Only the host knows whether its refusal still stands, so that it is asked again.
        _refusal = null;
        _touched = true;
        Check(typing: false);
        Changed?.Invoke();
        return Problem is null;
    }

    /// <summary>Shows why the host refused the value, until it is edited or sent again.</summary>
    public void Refuse(string reason)
    {
        _refusal = reason;
        Problem = reason;
        Changed?.Invoke();
    }

    /// <summary>The value as the request needs it.</summary>
    public string Reveal() => Secret is null ? Text.Trim() : Secret.Reveal();

    /// <summary>Wipes the value.</summary>
    public void Dispose()
    {
        _text = "";
        FilePath = null;
        Secret?.Dispose();
    }

    /// <summary>Key only, never the value.</summary>
    public override string ToString() => $"FormField({Key})";

    /// <summary>An example as it stands in an empty field: not every terminal shows what is grey, and it must not be taken for a value. What describes in words needs no word more.</summary>
    public static string Example(string text) => text.Length == 0 || Words.Any(word => text.Contains(word, StringComparison.Ordinal)) ? text : $"e.g. {text}";

    private static string Chars(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "char" : "chars")}");

    private void Check(bool typing)
    {
        FieldCheck check = IsEmpty
            ? new FieldCheck(Required && _touched ? "is required" : null, null)
            : rule(Secret is null ? Text.AsSpan().Trim() : Secret.Span, typing);
        Problem = _refusal ?? check.Problem;
        Warning = IsVeiled ? "it may be a key, so it is not shown: → shows it" : check.Warning;
    }
}
