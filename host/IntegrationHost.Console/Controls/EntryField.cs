using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;
using Terminal.Gui.Text;

namespace IntegrationHost.Console.Controls;

/// <summary>A line of text that can be edited. For values that are no secret.</summary>
internal sealed class EntryField(FormField value, Ink ink) : FormControl(ink)
{
    private readonly FormField _value = value;
    private int _caret = value.Text.Length;

    /// <inheritdoc/>
    public override string Hint => _value.IsVeiled ? "→ shows it, Ctrl+U clears" : "Ctrl+U clears";

    /// <inheritdoc/>
    public override bool TakesPaste => true;

    /// <inheritdoc/>
    public override bool ShowsText => true;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        Rgb block = HasFocus ? Palette.Indigo : Palette.Dusk;
        canvas.Fill(new Rectangle(0, 0, canvas.Width, 1), block);
        string text = _value.IsVeiled ? new string(SecretField.Dot, _value.Text.Length) : _value.Text;
        _caret = Math.Min(_caret, text.Length);
        if (text.Length == 0)
            canvas.Text(HasFocus ? 2 : 1, 0, _value.Placeholder, Palette.Grey, block, width: canvas.Width - 2);
        int room = Math.Max(1, canvas.Width - 2);
        int start = Math.Max(0, _caret - room + 1);
        canvas.Text(1, 0, text[start..Math.Min(text.Length, start + room)], Palette.White, block, bold: HasFocus, width: room);
        if (!HasFocus)
            return;
        int column = 1 + text[start.._caret].GetColumns();
        canvas.Text(column, 0, _caret < text.Length ? text[_caret].ToString() : " ", Palette.Black, Palette.Orange, bold: true);
        Point(column, 0);
    }

    /// <inheritdoc/>
    protected override bool Press(string key, string? printable)
    {
        switch (key)
        {
            case "Left" or "Right" or "Home" or "End" when _value.IsVeiled:
                _value.Unveil();
                return true;
            case "Left":
                _caret = Math.Max(0, _caret - 1);
                return true;
            case "Right":
                _caret = Math.Min(_value.Text.Length, _caret + 1);
                return true;
            case "Home":
                _caret = 0;
                return true;
            case "End":
                _caret = _value.Text.Length;
                return true;
            case "Backspace" when _caret > 0:
                _value.Text = _value.Text.Remove(--_caret, 1);
                return true;
            case "Del" when _caret < _value.Text.Length:
                _value.Text = _value.Text.Remove(_caret, 1);
                return true;
            case "Ctrl+U":
                _caret = 0;
                _value.Text = "";
                return true;
            default:
                if (printable is not null)
                    Insert(printable);
                return printable is not null;
        }
    }

    /// <inheritdoc/>
    protected override string OnSanitizingPaste(string raw) => SafeText.Clean(raw.Trim());

    /// <inheritdoc/>
    protected override bool OnPaste(string text)
    {
        // A key that is pasted into the wrong field would stand there for all to read.
        if (_value.Divert?.Invoke(_value, text) is not true)
        {
            // What the form has proposed, or a paste has brought, gives way to a whole value; what a person has typed is added to.
            bool whole = !_value.IsTouched || _value.IsPasted || _value.IsEmpty;
            if (whole)
            {
                _caret = 0;
                _value.Prefill("");
            }

            Insert(text);
            _value.NotePaste(whole);
        }

        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place)
    {
        int[] starts = StringInfo.ParseCombiningCharacters(_value.Text);
        int element = Math.Max(0, place.X - 1);
        _caret = element < starts.Length ? starts[element] : _value.Text.Length;
    }

    private void Insert(string text)
    {
        string clean = SafeText.Clean(text);
        int caret = _caret;
        _caret += clean.Length;
        _value.Text = _value.Text.Insert(caret, clean);
    }
}
