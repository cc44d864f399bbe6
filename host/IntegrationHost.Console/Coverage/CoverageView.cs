using System.Drawing;
using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Coverage;

/// <summary>The coverage radar: bars by category above the modules that wait; on a wide screen beside them, with the reasons.</summary>
internal sealed class CoverageView(DashboardModel model, Ink ink) : RegionView(model, ink, Region.Coverage, Palette.Blue)
{
    private const int Wide = 90;
    private const int Pane = 44;
    private const int LabelWidth = 14;

    private Rectangle _list;
    private int _first;

    /// <inheritdoc/>
    protected override string Heading => "COVERAGE RADAR";

    /// <inheritdoc/>
    protected override string Note => string.Create(CultureInfo.InvariantCulture, $"{Model.Coverage.Waiting} of {Model.Coverage.Total} wait");

    /// <inheritdoc/>
    protected override IRegionModel List => Model.Coverage;

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas)
    {
        if (canvas.Width >= Wide)
            DrawWide(canvas);
        else
            DrawNarrow(canvas);
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place, bool twice)
    {
        int row = _first + ((place.Y - _list.Y) / 2);
        if (!_list.Contains(place) || row >= Model.Coverage.Items.Items.Count)
            return;
        Model.Coverage.Items.Select(row);
        if (twice)
            Model.Run("coverage.open");
    }

    private void DrawNarrow(Canvas canvas)
    {
        CoverageModel coverage = Model.Coverage;
        int bars = Math.Min(coverage.Bars.Count, Math.Max(2, (canvas.Height - 3) / 3));
        DrawBars(canvas, new Rectangle(0, 1, canvas.Width, bars));
        DrawTitle(canvas, 1, bars + 1);
        DrawItems(canvas, new Rectangle(0, bars + 2, canvas.Width, canvas.Height - bars - 2));
    }

    private void DrawWide(Canvas canvas)
    {
        CoverageModel coverage = Model.Coverage;
        canvas.Text(1, 2, "BY CATEGORY", Palette.Grey, Palette.Black, bold: true);
        int reasons = Math.Min(coverage.Reasons.Count, Math.Max(2, canvas.Height / 3));
        int bars = Math.Min(coverage.Bars.Count, Math.Max(2, canvas.Height - reasons - 7));
        DrawBars(canvas, new Rectangle(0, 3, Pane, bars));
        canvas.Text(1, bars + 4, "BY REASON", Palette.Grey, Palette.Black, bold: true);
        for (int index = 0; index < reasons; index++)
            DrawReason(canvas, bars + 5 + index, coverage.Reasons[index].State, coverage.Reasons[index].Count);
        DrawTitle(canvas, Pane + 3, 2);
        DrawItems(canvas, new Rectangle(Pane + 2, 3, canvas.Width - Pane - 2, canvas.Height - 4));
        if (coverage.Items.Selected is { } item)
            canvas.Text(Pane + 3, canvas.Height - 1, $"Enter {WaitingState.Of(item.State).Fix}", Palette.Orange, Palette.Black, bold: true, width: canvas.Width - Pane - 4);
    }

    private void DrawTitle(Canvas canvas, int x, int y)
    {
        CoverageModel coverage = Model.Coverage;
        string title = coverage.ShowAll ? "ALL MODULES" : "MODULES LACKING CREDENTIALS";
        canvas.Text(x, y, coverage.Limits.Length == 0 ? title : $"{title} · {coverage.Limits}", Palette.Grey, Palette.Black, bold: true, width: canvas.Width - x);
    }

    private void DrawReason(Canvas canvas, int y, WaitingState reason, int count)
    {
        bool chosen = Model.Coverage.Reason == reason.State;
        canvas.Text(0, y, chosen ? "▶" : " ", Palette.Orange, Palette.Black);
        canvas.Text(1, y, reason.Sign, reason.Color, Palette.Black, bold: true);
        canvas.Text(3, y, reason.Text, chosen ? Palette.Orange : Palette.Peach, Palette.Black, bold: chosen, width: 20);
        canvas.Text(24, y, string.Create(CultureInfo.InvariantCulture, $"{count,5}"), reason.Color, Palette.Black);
    }

    // The chosen category stays in sight, however many there are.
    private void DrawBars(Canvas canvas, Rectangle area)
    {
        IReadOnlyList<CategoryBar> bars = Model.Coverage.Bars;
        int chosen = Math.Max(0, bars.ToList().FindIndex(bar => bar.Category == Model.Coverage.Category));
        int first = FirstShown(chosen, area.Height, bars.Count);
        for (int line = 0; line < area.Height && first + line < bars.Count; line++)
            DrawBar(canvas, area with { Y = area.Y + line }, bars[first + line]);
    }

    private void DrawBar(Canvas canvas, Rectangle area, CategoryBar bar)
    {
        bool chosen = Model.Coverage.Category == bar.Category;
        int y = area.Y;
        canvas.Text(area.X, y, chosen ? "▶" : " ", Palette.Orange, Palette.Black);
        canvas.Text(area.X + 1, y, bar.Category, chosen ? Palette.Orange : Palette.Peach, Palette.Black, bold: chosen, width: LabelWidth - 1);
        int size = area.Width - LabelWidth - 12;
        int full = (int)Math.Round(bar.Share * size);
        Rgb color = bar.Waiting == 0 ? Palette.Green : bar.Share >= 0.5 ? Palette.Tan : Palette.Red;
        int x = area.X + LabelWidth + 1;
        canvas.Text(x, y, new string('▄', full), color, Palette.Black);
        canvas.Text(x + full, y, new string('▁', size - full), Palette.Indigo, Palette.Black);
        string sign = bar.Waiting == 0 ? "✔" : "!";
        string numbers = string.Create(CultureInfo.InvariantCulture, $"{bar.Covered,3}/{bar.Total,-3} {sign}");
        canvas.Text(x + 1 + size, y, numbers, color, Palette.Black);
    }

    private void DrawItems(Canvas canvas, Rectangle area)
    {
        _list = area;
        SelectableList<CoverageItem> items = Model.Coverage.Items;
        int room = Math.Max(1, area.Height / 2);
        Model.Coverage.PageSize = room;
        if (items.Items.Count == 0)
        {
            string empty = Model.Feed.Data is null ? "starting..." : Model.Coverage.Total == 0 ? "no module needs a credential yet: 4, then i imports workflows"
                : Model.Coverage.Waiting == 0 ? "✔ every module can run" : "no module matches: Esc shows all";
            canvas.Wrapped(area with { X = area.X + 2, Width = area.Width - 3 }, empty, Palette.Grey, Palette.Black);
            return;
        }

        _first = FirstShown(items.Index, room, items.Items.Count);
        for (int line = 0; line < room && _first + line < items.Items.Count; line++)
            DrawItem(canvas, area with { Y = area.Y + (line * 2), Height = 2 }, items.Items[_first + line], _first + line == items.Index);
    }

    private void DrawItem(Canvas canvas, Rectangle area, CoverageItem item, bool selected)
    {
        Rgb block = selected ? SelectedBlock : Palette.Black;
        bool inverse = selected && IsActive;
        canvas.Fill(area, block);
        WaitingState state = WaitingState.Of(item.State);
        canvas.Text(area.X + 1, area.Y, state.Sign, inverse ? Palette.Black : state.Color, block, bold: true);
        string where = item.Workflow.Length > 0 ? $"{item.ModuleName} · {item.Workflow}" : item.ModuleName;
        canvas.Text(area.X + 3, area.Y, where, inverse ? Palette.Black : Palette.Peach, block, bold: inverse, width: area.Width - 4);
        canvas.Text(area.X + 3, area.Y + 1, Below(item, area.Width - 4), inverse ? Palette.Black : Palette.Grey, block, width: area.Width - 4);
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // All of the reason where there is room for it; a sentence that is cut off says less than a few words. That no account is linked names the provider already.
    private static string Below(CoverageItem item, int width)
    {
        WaitingState state = WaitingState.Of(item.State);
        string who = item.ProviderId ?? item.ClassName;
        string whole = item.State switch
        {
            "Covered" => $"{who}: {state.Text}",
            "NotLinked" when Plain(item.Reason).Contains(Plain(who), StringComparison.Ordinal) => item.Reason,
            _ => $"{who}: {item.Reason}",
        };
        return whole.Length <= width ? whole : $"{who}: {state.Text}";
    }
}
