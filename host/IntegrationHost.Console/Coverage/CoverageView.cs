using System.Drawing;
using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Coverage;

/// <summary>The coverage radar: bars by category above the modules that wait.</summary>
internal sealed class CoverageView(DashboardModel model, Ink ink) : RegionView(model, ink, Region.Coverage, Palette.Blue)
{
    private int _listTop;
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
        CoverageModel coverage = Model.Coverage;
        int bars = Math.Min(coverage.Bars.Count, Math.Max(2, (canvas.Height - 3) / 2));
        for (int index = 0; index < bars; index++)
            DrawBar(canvas, index + 1, coverage.Bars[index]);
        _listTop = bars + 2;
        string title = coverage.ShowAll ? "ALL MODULES" : "MODULES LACKING CREDENTIALS";
        canvas.Text(1, bars + 1, coverage.Category is null ? title : $"{title} · {coverage.Category}", Palette.Grey, Palette.Black, bold: true);
        DrawItems(canvas);
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place, bool twice)
    {
        int row = _first + ((place.Y - _listTop) / 2);
        if (place.Y < _listTop || row >= Model.Coverage.Items.Items.Count)
            return;
        Model.Coverage.Items.Select(row);
        if (twice)
            Model.Run("coverage.open");
    }

    private void DrawBar(Canvas canvas, int y, CategoryBar bar)
    {
        const int LabelWidth = 14;
        bool chosen = Model.Coverage.Category == bar.Category;
        canvas.Text(0, y, chosen ? "▶" : " ", Palette.Orange, Palette.Black);
        canvas.Text(1, y, bar.Category, chosen ? Palette.Orange : Palette.Peach, Palette.Black, bold: chosen, width: LabelWidth - 1);
        int size = canvas.Width - LabelWidth - 12;
        int full = (int)Math.Round(bar.Share * size);
        Rgb color = bar.Waiting == 0 ? Palette.Green : bar.Share >= 0.5 ? Palette.Tan : Palette.Red;
        canvas.Text(LabelWidth + 1, y, new string('▄', full), color, Palette.Black);
        canvas.Text(LabelWidth + 1 + full, y, new string('▁', size - full), Palette.Indigo, Palette.Black);
        string sign = bar.Waiting == 0 ? "✔" : "!";
        string numbers = string.Create(CultureInfo.InvariantCulture, $"{bar.Covered,3}/{bar.Total,-3} {sign}");
        canvas.Text(LabelWidth + 2 + size, y, numbers, color, Palette.Black);
    }

    private void DrawItems(Canvas canvas)
    {
        SelectableList<CoverageItem> items = Model.Coverage.Items;
        int room = Math.Max(1, (canvas.Height - _listTop) / 2);
        Model.Coverage.PageSize = room;
        if (items.Items.Count == 0)
        {
            string empty = Model.Feed.Data is null ? "starting..." : Model.Coverage.Total == 0 ? "no module needs a credential yet" : Model.Coverage.Waiting == 0 ? "✔ every module can run" : "no module matches";
            canvas.Text(2, _listTop, empty, Palette.Grey, Palette.Black);
            return;
        }

        _first = FirstShown(items.Index, room, items.Items.Count);
        for (int line = 0; line < room && _first + line < items.Items.Count; line++)
            DrawItem(canvas, _listTop + (line * 2), items.Items[_first + line], _first + line == items.Index);
    }

    private void DrawItem(Canvas canvas, int y, CoverageItem item, bool selected)
    {
        Rgb block = selected ? SelectedBlock : Palette.Black;
        bool inverse = selected && IsActive;
        canvas.Fill(new Rectangle(0, y, canvas.Width, 2), block);
        (string sign, Rgb color) = item.State switch
        {
            "Covered" => ("✔", Palette.Green),
            "LacksScope" or "ScopesUnknown" or "NotVerified" => ("!", Palette.Tan),
            "NotLinked" => ("?", Palette.Lavender),
            _ => ("x", Palette.Red),
        };
        canvas.Text(1, y, sign, inverse ? Palette.Black : color, block, bold: true);
        string where = item.Workflow.Length > 0 ? $"{item.ModuleName} · {item.Workflow}" : item.ModuleName;
        canvas.Text(3, y, where, inverse ? Palette.Black : Palette.Peach, block, bold: inverse, width: canvas.Width - 4);
        canvas.Text(3, y + 1, $"{item.ProviderId ?? item.ClassName}: {item.Reason}", inverse ? Palette.Black : Palette.Grey, block, width: canvas.Width - 4);
    }
}
