using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace IntegrationHost.Console.Dashboard;

/// <summary>The hero metrics: blocks where there is room, one line where there is not.</summary>
internal sealed class HeroView : View
{
    private static readonly string[] Tabs = ["1 ACC", "2 COV", "3 TPL"];
    private static readonly string[] RegionCommands = ["region.accounts", "region.coverage", "region.templates"];

    private readonly DashboardModel _model;
    private readonly Ink _ink;
    private readonly List<(int End, string Command)> _tabs = [];

    public HeroView(DashboardModel model, Ink ink)
    {
        _model = model;
        _ink = ink;
        CanFocus = false;
    }

    /// <inheritdoc/>
    protected override bool OnDrawingContent(DrawContext? context)
    {
        Canvas canvas = new(this, _ink);
        canvas.Fill(new Rectangle(0, 0, canvas.Width, canvas.Height), Palette.Black);
        IReadOnlyList<HeroMetric> blocks = HeroModel.Blocks(_model.Feed.Data?.Hero);
        if (canvas.Height > 1)
            DrawBlocks(canvas, blocks);
        else
            DrawLine(canvas, blocks);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.IsSingleClicked || mouse.Position is not { } position || _model.Overlay is not null || Viewport.Height > 1)
            return false;
        string? command = _tabs.FirstOrDefault(tab => position.X < tab.End).Command;
        return command is not null && _model.Run(command);
    }

    private static void DrawBlocks(Canvas canvas, IReadOnlyList<HeroMetric> blocks)
    {
        int x = 0;
        for (int index = 0; index < blocks.Count; index++)
        {
            HeroMetric block = blocks[index];
            int end = (canvas.Width + 1) * (index + 1) / blocks.Count;
            int width = end - x - 1;
            canvas.Text(x, 0, "▗", block.Color, Palette.Black);
            canvas.Text(x, 1, "▝", block.Color, Palette.Black);
            canvas.Fill(new Rectangle(x + 1, 0, width - 2, 2), block.Color);
            canvas.Text(x + width - 1, 0, "▖", block.Color, Palette.Black);
            canvas.Text(x + width - 1, 1, "▘", block.Color, Palette.Black);
            canvas.Text(x + 1, 0, block.Value, Palette.Black, block.Color, bold: true, width: width - 2);
            canvas.Text(x + 1, 1, block.Label, Palette.Black, block.Color, width: width - 2);
            x = end;
        }
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
        x++;
        foreach (HeroMetric block in blocks)
        {
            string value = $"{block.Value} ";
            if (x + value.Length + block.Short.Length + 1 > canvas.Width)
                break;
            x = canvas.Text(x, 0, value, block.Color, Palette.Black, bold: true);
            x = canvas.Text(x, 0, block.Short, Palette.Grey, Palette.Black) + 1;
        }
    }
}
