using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Dashboard;

/// <summary>The hero metrics: blocks where there is room, one line where there is not.</summary>
internal sealed class HeroView : PaintedView
{
    private static readonly string[] Tabs = ["1 ACC", "2 COV", "3 TPL"];
    private static readonly string[] RegionCommands = ["region.accounts", "region.coverage", "region.templates"];

    private const int Rows = 2;

    // What an operator must act on comes first where there is room for a few only.
    private static readonly int[] CompactOrder = [0, 2, 3, 4, 9, 7, 11, 6, 5, 10, 1, 8];

    private readonly DashboardModel _model;
    private readonly List<(int End, string Command)> _tabs = [];

    public HeroView(DashboardModel model, Ink ink)
        : base(ink)
    {
        _model = model;
        CanFocus = false;
    }

    /// <inheritdoc/>
    protected override void Paint(Canvas canvas)
    {
        canvas.Fill(new Rectangle(0, 0, canvas.Width, canvas.Height), Palette.Black);
        IReadOnlyList<HeroMetric> blocks = HeroModel.Blocks(_model.Feed.Data?.Hero);
        if (canvas.Height > 1)
            DrawBlocks(canvas, blocks);
        else
            DrawLine(canvas, blocks);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.IsSingleClicked || mouse.Position is not { } position || _model.Overlay is not null)
            return false;
        string? command = Viewport.Height > 1 ? BlockAt(position) : _tabs.FirstOrDefault(tab => position.X < tab.End).Command;
        return command is not null && _model.Run(command);
    }

    private string? BlockAt(Point position)
    {
        IReadOnlyList<HeroMetric> blocks = HeroModel.Blocks(_model.Feed.Data?.Hero);
        int columns = blocks.Count / Rows;
        int column = Enumerable.Range(0, columns).FirstOrDefault(index => PlaceOf(index, columns, Viewport.Width) is var place && position.X >= place.X && position.X < place.Right, -1);
        return column < 0 || position.Y >= Rows ? null : $"hero.{blocks[(position.Y * columns) + column].Door.Id}";
    }

    private static void DrawBlocks(Canvas canvas, IReadOnlyList<HeroMetric> blocks)
    {
        int columns = blocks.Count / Rows;
        for (int index = 0; index < blocks.Count; index++)
        {
            HeroMetric block = blocks[index];
            Rectangle place = PlaceOf(index % columns, columns, canvas.Width);
            int y = index / columns;
            canvas.End(place.X, y, "▐", block.Color);
            canvas.Fill(new Rectangle(place.X + 1, y, place.Width - 2, 1), block.Color);
            canvas.End(place.Right - 1, y, "▌", block.Color);
            string value = block.Value;
            if (block.Detail.Length > 0 && value.Length + block.Detail.Length + block.Label.Length + 5 <= place.Width)
                value = $"{value} {block.Detail}";
            string label = value.Length + block.Label.Length + 4 > place.Width ? block.Short.ToUpperInvariant() : block.Label;
            canvas.TextRight(place.Right - 2, y, label, Palette.Black, block.Color, width: place.Width - 4 - value.Length);
            canvas.Text(place.X + 1, y, value, Palette.Black, block.Color, bold: true, width: place.Width - 2);
        }
    }

    private static Rectangle PlaceOf(int column, int columns, int width)
    {
        int left = (width + 1) * column / columns;
        return new Rectangle(left, 0, ((width + 1) * (column + 1) / columns) - left - 1, 1);
    }

    // Pages are known by their number until they are shown: there is no room for all their names.
    private int DrawTab(Canvas canvas, int x, string text, string active, string command, bool isActive)
    {
        int end = isActive ? canvas.Pill(x, 0, active, Palette.Peach) : canvas.Text(x, 0, text.Length == 1 ? $" {text}" : $" {text} ", Palette.Lavender, Palette.Black);
        _tabs.Add((end, command));
        return end;
    }

    private void DrawLine(Canvas canvas, IReadOnlyList<HeroMetric> blocks)
    {
        int x = 0;
        _tabs.Clear();
        foreach ((int index, string name) in Tabs.Index())
            x = DrawTab(canvas, x, name, name, RegionCommands[index], _model.Page is null && (int)_model.Region == index);
        foreach (PageEntry page in PageCatalog.All)
            x = DrawTab(canvas, x, page.Key, $"{page.Key} {page.Short}", $"page.{page.Id}", _model.PageId == page.Id);
        // So that the last page's number is not taken for the first count.
        x = canvas.Text(x, 0, " │ ", Palette.Grey, Palette.Black);
        foreach (HeroMetric block in CompactOrder.Select(index => blocks[index]))
        {
            string value = $"{block.Value.Replace(" ", "", StringComparison.Ordinal)} ";
            // What counts nothing gives its place to what does.
            if (block.Value is "0" or "-" || x + value.Length + block.Short.Length + 1 > canvas.Width)
                continue;
            x = canvas.Text(x, 0, value, block.Color, Palette.Black, bold: true);
            x = canvas.Text(x, 0, block.Short, Palette.Grey, Palette.Black) + 1;
            _tabs.Add((x, $"hero.{block.Door.Id}"));
        }
    }
}
