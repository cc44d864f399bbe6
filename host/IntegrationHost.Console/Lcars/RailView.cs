using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Pages;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Lcars;

/// <summary>The left rail: blocks that can be clicked, and the version at its foot.</summary>
internal sealed class RailView : PaintedView
{
    private static readonly RailBlock[] Blocks =
    [
        new("1 ACCOUNTS", "region.accounts", Palette.Lavender, model => model.Page is null && model.Region == Region.Accounts),
        new("2 COVERAGE", "region.coverage", Palette.Blue, model => model.Page is null && model.Region == Region.Coverage),
        new("3 TEMPLATES", "region.templates", Palette.Tan, model => model.Page is null && model.Region == Region.Templates),
        .. PageCatalog.All.Select(page => new RailBlock($"{page.Key} {page.Title}", $"page.{page.Id}", page.Color, model => model.PageId == page.Id)),
        new("p PAUSE", "live.pause", Palette.Sky, _ => false),
        new("? HELP", "help.open", Palette.Lavender, _ => false),
    ];

    private readonly DashboardModel _model;

    public RailView(DashboardModel model, Ink ink)
        : base(ink)
    {
        _model = model;
        CanFocus = false;
    }

    // Blocks of two rows with a gap where there is room, of one and a half where there is not.
    private int Step => (Blocks.Length * 3) + 2 <= Viewport.Height ? 3 : 2;

    /// <inheritdoc/>
    protected override void Paint(Canvas canvas)
    {
        canvas.Fill(new Rectangle(0, 0, canvas.Width, canvas.Height), Palette.Black);
        int step = Step;
        for (int index = 0; index < Blocks.Length; index++)
            DrawBlock(canvas, Blocks[index], index * step, step);
        int rest = Blocks.Length * step;
        canvas.Bar(new Rectangle(0, rest, DashboardLayout.Rail, canvas.Height - rest - 1), Palette.Slate);
        if (canvas.Height - 2 >= rest)
            canvas.TextRight(DashboardLayout.Rail - 1, canvas.Height - 2, _model.Options.Version, Palette.Orange, Palette.Slate, width: DashboardLayout.Rail - 2);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.IsSingleClicked || mouse.Position is not { } position || _model.Overlay is not null || position.Y / Step >= Blocks.Length)
            return false;
        _model.Run(Blocks[position.Y / Step].Command);
        return true;
    }

    private void DrawBlock(Canvas canvas, RailBlock one, int top, int step)
    {
        bool active = one.IsActive(_model);
        Rgb block = active ? Palette.Peach : one.Color;
        string text = one.Command == "live.pause" && _model.Feed.Paused ? "p RESUME" : one.Text;
        if (step == 3)
            canvas.Bar(new Rectangle(0, top, DashboardLayout.Rail, 1), block);
        else
            canvas.Shape(0, top, new string('▄', DashboardLayout.Rail), block);
        canvas.Fill(new Rectangle(0, top + 1, DashboardLayout.Rail, 1), block);
        canvas.TextRight(DashboardLayout.Rail - 1, top + 1, text, Palette.Black, block, bold: active, width: DashboardLayout.Rail - 2);
        if (active)
            canvas.Text(DashboardLayout.Rail, top + 1, "◀", Palette.Peach, Palette.Black);
    }
}
