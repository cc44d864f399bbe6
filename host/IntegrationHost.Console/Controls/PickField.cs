using System.Drawing;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Controls;

/// <summary>A short value that is chosen with the arrows, or typed.</summary>
internal sealed class PickField(FormField value, Ink ink) : FormControl(ink)
{
    private readonly FormField _value = value;

    private int Chosen => _value.Choices.ToList().FindIndex(choice => string.Equals(choice, _value.Text, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string Hint => "← → chooses, or type another; Ctrl+U clears";

    /// <inheritdoc/>
    public override bool TakesPaste => true;

    /// <inheritdoc/>
    public override bool ShowsText => true;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        canvas.Fill(new Rectangle(0, 0, canvas.Width, 1), Palette.Black);
        int chosen = Chosen;
        int x = 0;
        if (chosen < 0)
        {
            Rgb block = HasFocus ? Palette.Indigo : Palette.Dusk;
            string text = _value.Text.Length == 0 && !HasFocus ? "none" : _value.IsVeiled ? new string(SecretField.Dot, _value.Text.Length) : _value.Text;
            canvas.Fill(new Rectangle(0, 0, Math.Min(canvas.Width, text.Length + 3), 1), block);
            x = canvas.Text(1, 0, text, _value.Text.Length == 0 ? Palette.Grey : Palette.White, block, bold: HasFocus);
            if (HasFocus)
            {
                x = canvas.Text(x, 0, " ", Palette.Black, Palette.Orange);
                Point(x - 1, 0);
            }

            x += 2;
        }

        for (int index = 0; index < _value.Choices.Count && x + _value.Choices[index].Length + 2 <= canvas.Width; index++)
        {
            if (index == chosen && HasFocus)
                Point(x + 1, 0);
            x = index == chosen
                ? canvas.Pill(x, 0, _value.Choices[index], HasFocus ? Palette.Orange : Palette.Lavender)
                : canvas.Text(x, 0, $" {_value.Choices[index]} ", HasFocus ? Palette.Peach : Palette.Grey, Palette.Black);
        }
    }

    /// <inheritdoc/>
    protected override bool Press(string key, string? printable)
    {
        switch (key)
        {
            case "Left" or "Right" when _value.IsVeiled:
                _value.Unveil();
                return true;
            case "Left" or "Right" when _value.Choices.Count > 0:
                int from = Chosen < 0 && key == "Left" ? 0 : Chosen;
                _value.Text = _value.Choices[(from + (key == "Left" ? -1 : 1) + _value.Choices.Count) % _value.Choices.Count];
                return true;
            case "Ctrl+U":
                _value.Text = "";
                return true;
            case "Backspace" when _value.Text.Length > 0:
                _value.Text = _value.Text[..^1];
                return true;
            default:
                // Typing over a choice begins anew.
                if (printable is not null and not " ")
                    _value.Text = (Chosen >= 0 ? "" : _value.Text) + SafeText.Clean(printable);
                return printable is not null;
        }
    }

    /// <inheritdoc/>
    protected override string OnSanitizingPaste(string raw) => SafeText.Clean(raw.Trim());

    /// <inheritdoc/>
    protected override bool OnPaste(string text)
    {
        if (_value.Divert?.Invoke(_value, text) is not true)
            _value.Fill(text);
        SetNeedsDraw();
        return true;
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place)
    {
        int x = Chosen < 0 ? _value.Text.Length + 5 : 0;
        foreach (string choice in _value.Choices)
        {
            if (place.X >= x && place.X < x + choice.Length + 2)
                _value.Text = choice;
            x += choice.Length + 2;
        }
    }
}
