using System.Drawing;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Controls;

/// <summary>One of a few, shown side by side.</summary>
internal sealed class ChoiceField(IReadOnlyList<string> names, Func<int> chosen, Action<int> choose, Ink ink) : FormControl(ink)
{
    /// <inheritdoc/>
    public override string Hint => "← → chooses";

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        canvas.Fill(new Rectangle(0, 0, canvas.Width, 1), Palette.Black);
        int current = chosen();
        int first = 0;
        while (first < current && names.Skip(first).Take(current - first + 1).Sum(name => name.Length + 3) > canvas.Width)
            first++;
        int x = first > 0 ? canvas.Text(0, 0, "‹ ", Palette.Grey, Palette.Black) : 0;
        for (int index = first; index < names.Count; index++)
        {
            if (index == current && HasFocus)
                Point(x + 1, 0);
            x = index == current
                ? canvas.Pill(x, 0, names[index], HasFocus ? Palette.Orange : Palette.Lavender)
                : canvas.Text(x, 0, $" {names[index]} ", HasFocus ? Palette.Peach : Palette.Grey, Palette.Black);
        }
    }

    /// <inheritdoc/>
    protected override bool Press(string key, string? printable)
    {
        int by = key switch { "Left" or "h" => -1, "Right" or "l" or "Space" => 1, _ => 0 };
        if (by != 0)
            choose((chosen() + by + names.Count) % names.Count);
        return by != 0;
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place)
    {
        int x = 0;
        for (int index = 0; index < names.Count; index++)
        {
            x += names[index].Length + 2;
            if (place.X < x)
            {
                choose(index);
                return;
            }
        }
    }
}
