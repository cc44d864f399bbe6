using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;
using Terminal.Gui.ViewBase;

namespace IntegrationHost.Console.Dashboard;

/// <summary>The hero metrics: blocks where there is room, one line where there is not.</summary>
internal sealed class HeroView : View
{
    private static readonly string[] Tabs = ["1 ACC", "2 COV", "3 TPL"];

    private readonly DashboardModel _model;
    private readonly Ink _ink;

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

    private void DrawLine(Canvas canvas, IReadOnlyList<HeroMetric> blocks)
    {
        int x = 0;
        foreach ((int index, string name) in Tabs.Index())
        {
            x = (int)_model.Region == index
                ? canvas.Pill(x, 0, name, Palette.Peach)
                : canvas.Text(x, 0, $" {name} ", Palette.Lavender, Palette.Black);
        }

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
