using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>Where the rows of a form stand: of each field as much is said as there is room for, and the row in focus is in sight.</summary>
/// <param name="rows">The rows.</param>
internal sealed class FormFlow(FormRows rows)
{
    /// <summary>Columns of a form on a wide screen, at most.</summary>
    public const int Broad = 104;

    private const int Slim = 76;
    private const int LeastLabel = 15;
    private const int MostLabel = 24;
    private const int MostExtra = 3;
    private const int LeastList = 2;

    /// <summary>First line in sight.</summary>
    public int Top { get; private set; }

    /// <summary>Columns for what stands beside a field.</summary>
    /// <param name="width">Columns of the dialog.</param>
    public static int NoteWidth(int width) => width < Slim ? 12 : 20;

    /// <summary>Columns for the labels: as wide as the longest, within reason, for a label that is cut short says less than a field that is.</summary>
    /// <param name="width">Columns of the dialog.</param>
    public int LabelWidth(int width) => Math.Clamp(
        rows.All.Select(row => row.Label.Length + (row.Field is { Required: true } ? 3 : 1)).DefaultIfEmpty().Max(),
        LeastLabel,
        width >= Broad - 8 ? MostLabel : width < Slim ? LeastLabel : MostLabel - 2);

    /// <summary>What stands below a field.</summary>
    public static (string Text, Rgb Color) Below(FormField field) => (field.Problem, field.Warning) switch
    {
        ({ } problem, _) => ($"x {problem}", Palette.Red),
        (_, { } warning) => ($"! {warning}", Palette.Tan),
        _ => (field.Help, Palette.Grey),
    };

    /// <summary>Puts the rows below each other. What is said of a field may take a second line where all rows fit nevertheless; of the field that is being typed into all is said.</summary>
    /// <param name="width">Columns for what is said.</param>
    /// <param name="room">Lines for the rows, as far as the screen goes.</param>
    /// <returns>Whether any row takes other lines than before.</returns>
    public bool Reflow(int width, int room)
    {
        int[] wanted = [.. rows.All.Select(row => row.Field is { } field && Canvas.Wrap(field.Help, width).Count > 1 ? 1 : 0)];
        bool fits = rows.All.Sum(row => row.Lines - row.Extra) + wanted.Sum() <= room;
        int top = 0;
        bool moved = false;
        foreach ((int index, FormRow row) in rows.All.Index())
        {
            int extra = fits ? wanted[index] : 0;
            if (row is { Field: { } field, Control.HasFocus: true })
                extra = Math.Max(extra, Math.Min(MostExtra, Canvas.Wrap(Below(field).Text, width).Count - 1));
            moved |= row.Extra != extra;
            row.Extra = extra;
            row.Top = top;
            top += row.Lines;
        }

        return moved;
    }

    /// <summary>Keeps the row in focus in sight.</summary>
    /// <param name="height">Lines in sight.</param>
    public void Scroll(int height)
    {
        if (rows.Focused is { } current)
        {
            if (current.Top < Top)
                Top = current.Top;
            if (current.Top + current.Lines > Top + height)
                Top = Math.Min(current.Top, current.Top + current.Lines - height);
        }

        Top = Math.Clamp(Top, 0, Math.Max(0, rows.Lines - height));
    }

    /// <summary>Lines of a row's control that are in sight: all or none; of a list as many as there is room for, since it moves within itself.</summary>
    /// <param name="row">The row.</param>
    /// <param name="height">Lines in sight.</param>
    public int HeightInSight(FormRow row, int height)
    {
        int room = Top + height - row.Top;
        return row.Top < Top ? 0
            : row.Lines <= room ? row.Height
            : row.Height > 1 && room >= LeastList ? Math.Min(row.Height, room)
            : 0;
    }
}
