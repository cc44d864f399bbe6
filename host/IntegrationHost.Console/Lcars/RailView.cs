using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;

namespace IntegrationHost.Console.Lcars;

/// <summary>The left rail: blocks that can be clicked, and the version at its foot.</summary>
internal sealed class RailView : View
{
    private static readonly (string Text, string Command, Rgb Color, Region? Region)[] Blocks =
    [
        ("1 ACCOUNTS", "region.accounts", Palette.Lavender, Region.Accounts),
        ("2 COVERAGE", "region.coverage", Palette.Blue, Region.Coverage),
        ("3 TEMPLATES", "region.templates", Palette.Tan, Region.Templates),
        ("p PAUSE", "live.pause", Palette.Sky, null),
        ("? HELP", "help.open", Palette.Lavender, null),
    ];

    private readonly DashboardModel _model;
    private readonly Ink _ink;

    public RailView(DashboardModel model, Ink ink)
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
        for (int index = 0; index < Blocks.Length; index++)
        {
            (string text, _, Rgb color, Region? region) = Blocks[index];
            bool active = region == _model.Region;
            Rgb block = active ? Palette.Peach : color;
            int top = index * 3;
            canvas.Fill(new Rectangle(0, top, DashboardLayout.Rail, 2), block);
            canvas.TextRight(DashboardLayout.Rail - 1, top + 1, region is null && _model.Feed.Paused && index == 3 ? "p RESUME" : text, Palette.Black, block, bold: active);
            if (active)
                canvas.Text(DashboardLayout.Rail, top + 1, "◀", Palette.Peach, Palette.Black);
        }

        int rest = Blocks.Length * 3;
        canvas.Fill(new Rectangle(0, rest, DashboardLayout.Rail, canvas.Height - rest - 1), Palette.Indigo);
        canvas.TextRight(DashboardLayout.Rail - 1, canvas.Height - 2, _model.Options.Version, Palette.Orange, Palette.Indigo, width: DashboardLayout.Rail - 2);
        return true;
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.IsSingleClicked || mouse.Position is not { } position || _model.Overlay is not null || position.Y / 3 >= Blocks.Length)
            return false;
        _model.Run(Blocks[position.Y / 3].Command);
        return true;
    }
}
