using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Controls;

/// <summary>A secret that is typed or pasted and never shown.</summary>
/// <remarks>
/// The characters go straight into the model's <see cref="SecretBuffer"/>: the view holds no text, so that no undo history, clipboard, selection
/// or debug text of the library can keep or print it. A paste of several lines, such as a PEM key, is taken whole.
/// </remarks>
internal sealed class SecretField(FormField value, Ink ink) : FormControl(ink)
{
    /// <summary>Stands for a character that is not shown.</summary>
    public const char Dot = '∙';

    private readonly FormField _value = value;
    private readonly SecretBuffer _secret = value.Secret ?? throw new ArgumentException($"{value.Key} is no secret.", nameof(value));

    /// <inheritdoc/>
    public override string Hint => _value.FilePath is not null
        ? "the path of a file; Enter reads it, Esc goes back"
        : _value.MultiLine ? "paste or type; @ takes the path of a file; Ctrl+U clears" : "paste or type; Ctrl+U clears";

    /// <inheritdoc/>
    public override bool TakesPaste => true;

    /// <inheritdoc/>
    public override bool TakesLines => _value.MultiLine;

    /// <summary>Key of the field only.</summary>
    public override string ToString() => $"SecretField({_value.Key})";

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        Rgb block = HasFocus ? Palette.Indigo : Palette.Dusk;
        canvas.Fill(new Rectangle(0, 0, canvas.Width, 1), block);
        int room = Math.Max(1, canvas.Width - 2);
        if (_value.FilePath is { } path)
        {
            string end = path.Length < room - 2 ? path : path[^Math.Clamp(room - 2, 0, path.Length)..];
            int caret = canvas.Text(1, 0, $"@{end}", Palette.White, block, bold: true, width: room);
            canvas.Text(caret, 0, HasFocus ? " " : "", Palette.Black, Palette.Orange);
            return;
        }

        int shown = Math.Clamp(room - 1, 0, _secret.Length);
        if (_secret.Length == 0)
            canvas.Text(HasFocus ? 2 : 1, 0, _value.Placeholder, Palette.Grey, block, width: room);
        else if (_secret.Lines > 1)
            canvas.Text(1, 0, string.Create(CultureInfo.InvariantCulture, $"∙∙∙ {_secret.Lines} lines ∙∙∙"), Palette.Tan, block, bold: true, width: room);
        else
            canvas.Text(1, 0, new string(Dot, shown), Palette.Tan, block, bold: true);
        if (!HasFocus)
            return;
        int column = _secret.Lines > 1 ? room : 1 + shown;
        canvas.Text(column, 0, " ", Palette.Black, Palette.Orange);
        Point(column, 0);
    }

    /// <inheritdoc/>
    protected override bool Press(string key, string? printable)
    {
        if (_value.FilePath is not null)
            return PressInPath(key, printable);
        switch (key)
        {
            case "Backspace" or "Del":
                _secret.RemoveLast();
                break;
            case "Ctrl+U":
                _secret.Clear();
                break;
            case "@" when _value.MultiLine && _secret.Length == 0:
                _value.SetPath("");
                return true;
            default:
                if (printable is null)
                    return false;
                _secret.Append(printable);
                break;
        }

        _value.Edited();
        return true;
    }

    // A path is no secret: it is shown, so that it can be typed without mistakes.
    private bool PressInPath(string key, string? printable)
    {
        string path = _value.FilePath!;
        switch (key)
        {
            case "Esc" or "Ctrl+U":
            case "Backspace" when path.Length == 0:
                _value.SetPath(null);
                return true;
            case "Backspace":
                _value.SetPath(path[..^1]);
                return true;
            case "Enter" or "Tab" when path.Length > 0:
                // Read: the key goes on to lead to the next _value. Not read: the field says why.
                return !_value.TakeFile();
            default:
                if (printable is not null)
                    _value.SetPath(path + SafeText.Clean(printable));
                return printable is not null;
        }
    }

    /// <inheritdoc/>
    protected override string OnSanitizingPaste(string raw) => raw;

    /// <inheritdoc/>
    protected override bool OnPaste(string text)
    {
        if (_value.FilePath is { } path && !text.Trim().Contains('\n', StringComparison.Ordinal))
        {
            _value.SetPath(path + SafeText.Clean(text.Trim()));
            return true;
        }

        if (_value.Divert?.Invoke(_value, text) is true)
            return true;
        _value.SetPath(null);
        // Two whole keys behind each other are none.
        bool whole = _value.IsPasted || _secret.Length == 0;
        if (whole)
            _secret.Clear();
        _secret.AppendPasted(text);
        _value.Edited();
        if (whole)
            _value.NotePaste(whole: true);
        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    protected override bool ShouldRaisePastedEvent(string text) => false;
}
