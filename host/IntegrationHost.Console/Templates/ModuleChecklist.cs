using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>The modules of the provider, each to be linked or not.</summary>
internal sealed class ModuleChecklist(IReadOnlyList<ModuleChoice> modules, Action changed, Ink ink) : FormControl(ink)
{
    private int _index;
    private int _first;

    /// <summary>Rows it would like to have.</summary>
    public int Rows => Math.Min(modules.Count, 5) + 1;

    /// <inheritdoc/>
    public override string Hint => "Space toggles, a all, n none";

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        canvas.Fill(new Rectangle(0, 0, canvas.Width, canvas.Height), Palette.Black);
        string count = string.Create(CultureInfo.InvariantCulture, $"{modules.Count(choice => choice.Selected)} of {modules.Count} chosen");
        canvas.Text(1, 0, count, HasFocus ? Palette.Orange : Palette.Grey, Palette.Black, bold: HasFocus);
        int room = canvas.Height - 1;
        _first = Math.Clamp(_index - (room / 2), 0, Math.Max(0, modules.Count - room));
        for (int line = 0; line < room && _first + line < modules.Count; line++)
        {
            ModuleChoice choice = modules[_first + line];
            bool here = HasFocus && _first + line == _index;
            Rgb block = here ? Palette.Indigo : Palette.Black;
            canvas.Fill(new Rectangle(0, line + 1, canvas.Width, 1), block);
            int note = canvas.Width - 24;
            canvas.Text(1, line + 1, $"[{(choice.Selected ? "x" : " ")}] {choice.Item.ModuleName}", choice.Selected ? Palette.Peach : Palette.Grey, block, bold: here, width: note - 2);
            canvas.Text(note, line + 1, choice.Note, choice.Item.AccountId is null ? Palette.Tan : Palette.Lavender, block, width: 24);
            if (here)
                Point(2, line + 1);
        }
    }

    /// <inheritdoc/>
    protected override bool Press(string key, string? printable)
    {
        switch (key)
        {
            case "Up" or "k" when _index > 0:
                _index--;
                return true;
            case "Down" or "j" when _index < modules.Count - 1:
                _index++;
                return true;
            case "Space":
                modules[_index].Selected = !modules[_index].Selected;
                break;
            case "a" or "n":
                foreach (ModuleChoice choice in modules)
                    choice.Selected = key == "a";
                break;
            default:
                return false;
        }

        changed();
        return true;
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place)
    {
        if (place.Y < 1 || _first + place.Y - 1 >= modules.Count)
            return;
        _index = _first + place.Y - 1;
        modules[_index].Selected = !modules[_index].Selected;
        changed();
    }
}
