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
internal sealed class SecretField(FormField field, Ink ink) : FormControl(ink)
{
    private readonly SecretBuffer _secret = field.Secret ?? throw new ArgumentException($"{field.Key} is no secret.", nameof(field));

    /// <inheritdoc/>
    public override string Hint => "paste or type; Ctrl+U clears";

    /// <summary>Key of the field only.</summary>
    public override string ToString() => $"SecretField({field.Key})";

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        Rgb block = HasFocus ? Palette.Indigo : Palette.Dusk;
        canvas.Fill(new Rectangle(0, 0, canvas.Width, 1), block);
        int room = canvas.Width - 2;
        int shown = Math.Min(_secret.Length, room - 1);
        if (_secret.Length == 0)
            canvas.Text(HasFocus ? 2 : 1, 0, field.Placeholder, Palette.Grey, block, width: room);
        else if (_secret.Lines > 1)
            canvas.Text(1, 0, string.Create(CultureInfo.InvariantCulture, $"∙∙∙ {_secret.Lines} lines ∙∙∙"), Palette.Tan, block, bold: true, width: room);
        else
            canvas.Text(1, 0, new string('∙', shown), Palette.Tan, block, bold: true);
        if (!HasFocus)
            return;
        int column = _secret.Lines > 1 ? room : 1 + shown;
        canvas.Text(column, 0, " ", Palette.Black, Palette.Orange);
        Point(column, 0);
    }

    /// <inheritdoc/>
    protected override bool Press(string key, string? printable)
    {
        switch (key)
        {
            case "Backspace" or "Del":
                _secret.RemoveLast();
                break;
            case "Ctrl+U":
                _secret.Clear();
                break;
            default:
                if (printable is null)
                    return false;
                _secret.Append(printable);
                break;
        }

        field.Edited();
        return true;
    }

    /// <inheritdoc/>
    protected override string OnSanitizingPaste(string raw) => raw.ReplaceLineEndings("\n").Trim();

    /// <inheritdoc/>
    protected override bool OnPaste(string text)
    {
        // Several lines are a document such as a PEM key: they replace what is there and keep their final line break.
        bool document = text.Contains('\n', StringComparison.Ordinal);
        if (document)
            _secret.Clear();
        _secret.Append(text);
        if (document)
            _secret.Append("\n");
        field.Edited();
        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    protected override bool ShouldRaisePastedEvent(string text) => false;
}
