using System.Drawing;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Controls;

/// <summary>A button in the shape of a pill.</summary>
internal sealed class PillButton(string label, Rgb color, Ink ink, Action press) : FormControl(ink)
{
    /// <summary>What it says.</summary>
    public string Label { get; set; } = label;

    /// <summary>Columns it takes.</summary>
    public int Columns => Label.Length + 6;

    /// <inheritdoc/>
    public override string Hint => $"Enter: {SafeText.Clean(Label).ToLowerInvariant()}";

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        canvas.Pill(0, 0, HasFocus ? $"► {Label} ◄" : $"  {Label}  ", HasFocus ? Palette.Orange : color);
        if (HasFocus)
            Point(3, 0);
    }

    /// <inheritdoc/>
    protected override bool Press(string key, string? printable)
    {
        if (key is not ("Enter" or "Space"))
            return false;
        press();
        return true;
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place) => press();
}
