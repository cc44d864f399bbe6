using System.Drawing;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Controls;

/// <summary>Something that is on or off.</summary>
internal sealed class ToggleField(string label, Func<bool> isOn, Action<bool> set, Ink ink) : FormControl(ink)
{
    /// <inheritdoc/>
    public override string Hint => "Space toggles";

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        canvas.Fill(new Rectangle(0, 0, canvas.Width, 1), HasFocus ? Palette.Indigo : Palette.Black);
        canvas.Text(1, 0, $"[{(isOn() ? "x" : " ")}] {label}", HasFocus ? Palette.White : Palette.Peach, HasFocus ? Palette.Indigo : Palette.Black, bold: HasFocus);
        if (HasFocus)
            Point(2, 0);
    }

    /// <inheritdoc/>
    protected override bool Press(string key, string? printable)
    {
        if (key != "Space")
            return false;
        set(!isOn());
        return true;
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place) => set(!isOn());
}
