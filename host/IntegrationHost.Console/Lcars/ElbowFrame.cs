using System.Drawing;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using Terminal.Gui.ViewBase;

namespace IntegrationHost.Console.Lcars;

/// <summary>The LCARS frame: elbows, bars, title, tags, message and key footer.</summary>
internal sealed class ElbowFrame : PaintedView
{
    private const int Rail = DashboardLayout.Rail;
    private const string Filter = "list.filter";

    private readonly DashboardModel _model;

    public ElbowFrame(DashboardModel model, Ink ink)
        : base(ink)
    {
        _model = model;
        CanFocus = false;
        Width = Dim.Fill();
        Height = Dim.Fill();
    }

    /// <summary>Whether the small frame is drawn.</summary>
    public bool Compact { get; set; }

    /// <inheritdoc/>
    protected override void Paint(Canvas canvas)
    {
        canvas.Fill(new Rectangle(0, 0, canvas.Width, canvas.Height), Palette.Black);
        int bottom = canvas.Height - 1;
        if (Compact)
            DrawCompact(canvas);
        else
            DrawFull(canvas);
        // Keys and messages stay bright below a dialog: they are about it. What the host is like is not.
        bool dim = Ink.Dim;
        Ink.Dim = dim && _model.Toast is null;
        DrawMessage(canvas, bottom - 1, Compact ? 2 : Rail + 2, canvas.Width - (Compact ? 2 : 4));
        Ink.Dim = false;
        DrawFooter(canvas, bottom);
        Ink.Dim = dim;
    }

    private void DrawFull(Canvas canvas)
    {
        int end = canvas.Width - 1;
        int bottom = canvas.Height - 2;
        canvas.Shape(1, 0, "▗▟", Palette.Orange);
        canvas.Bar(new Rectangle(3, 0, end - 4, 1), Palette.Orange);
        canvas.Shape(end - 1, 0, "▙▖", Palette.Orange);
        canvas.Shape(0, 1, "▗", Palette.Orange);
        canvas.Bar(new Rectangle(1, 1, Rail, 1), Palette.Orange);
        canvas.Shape(Rail, 1, "▛" + new string('▀', end - Rail - 1) + "▘", Palette.Orange);
        canvas.Bar(new Rectangle(0, 2, Rail, 1), Palette.Orange);
        canvas.Shape(Rail, 2, "▘", Palette.Orange);

        canvas.Bar(new Rectangle(0, bottom - 2, Rail, 1), Palette.Orange);
        canvas.Shape(Rail, bottom - 2, "▖", Palette.Orange);
        canvas.Shape(0, bottom - 1, "▝", Palette.Orange);
        canvas.Bar(new Rectangle(1, bottom - 1, Rail - 1, 1), Palette.Orange);
        canvas.Shape(Rail, bottom - 1, "▙" + new string('▄', end - Rail - 1) + "▖", Palette.Orange);
        canvas.Shape(1, bottom, "▝▜", Palette.Orange);
        canvas.Bar(new Rectangle(3, bottom, end - 4, 1), Palette.Orange);
        canvas.Shape(end - 1, bottom, "▛▘", Palette.Orange);
        DrawTitle(canvas, Rail + 2, end - 3);
    }

    private void DrawCompact(Canvas canvas)
    {
        int end = canvas.Width - 1;
        int bottom = canvas.Height - 2;
        canvas.Shape(0, 0, "▗", Palette.Orange);
        canvas.Bar(new Rectangle(1, 0, end - 1, 1), Palette.Orange);
        canvas.Shape(end, 0, "▖", Palette.Orange);
        canvas.Shape(0, 2, new string('▀', canvas.Width), Palette.Orange);
        canvas.Shape(0, bottom - 1, new string('▄', canvas.Width), Palette.Orange);
        canvas.Shape(0, bottom, "▝", Palette.Orange);
        canvas.Bar(new Rectangle(1, bottom, end - 1, 1), Palette.Orange);
        canvas.Shape(end, bottom, "▘", Palette.Orange);
        DrawTitle(canvas, 2, end - 1);
    }

    private void DrawTitle(Canvas canvas, int left, int right)
    {
        int end = right;
        foreach ((string text, Rgb color) in FrameTags.Of(_model))
        {
            canvas.TextRight(end, 0, $" {text} ", Palette.Black, color, bold: true);
            end -= text.Length + 3;
            canvas.Text(end, 0, " ", Palette.Black, Palette.Black);
        }

        canvas.Text(left, 0, $" {FrameTags.Title(_model, Compact)} ", Palette.Orange, Palette.Black, bold: true, width: end - left);
    }

    private void DrawMessage(Canvas canvas, int row, int left, int right)
    {
        (string text, Rgb color) = _model.Toast is { } toast ? (toast.Text, toast.Color) : (FrameTags.Status(_model), Palette.Orange);
        if (text.Length > 0)
            canvas.Text(left, row, $" {text} ", color, Palette.Black, bold: _model.Toast is not null, width: right - left);
    }

    // What is always there stands on the right and keeps its place; the rest fills what is left.
    private void DrawFooter(Canvas canvas, int row)
    {
        // The small frame shows the regions' numbers on top, and has no room for another way there.
        ConsoleCommand[] commands = [.. CommandCatalog.Footer(_model.Scopes).Where(_model.Offers).Where(command => !Compact || command.Scope != CommandScope.Regions)];
        ConsoleCommand[] fixedOnes = [.. commands.Where(command => command.Scope == CommandScope.Regions || command.Scope == CommandScope.Dashboard || command.Scope == CommandScope.Everywhere)];
        int end = canvas.Width - fixedOnes.Sum(Columns);
        // One that is too long does not keep out a shorter one behind it; and whatever else there is room for, the long lists of the dashboard are searched.
        int kept = _model.Page is null ? commands.Where(command => command.Id == Filter).Sum(Columns) : 0;
        int x = 1;
        foreach (ConsoleCommand command in commands.Except(fixedOnes))
        {
            if (command.Id == Filter)
                kept = 0;
            if (x + Columns(command) <= end - kept)
                x = DrawCommand(canvas, x, row, command);
        }

        x = Math.Max(1, end);
        foreach (ConsoleCommand command in fixedOnes)
            x = DrawCommand(canvas, x, row, command);
    }

    private static int Columns(ConsoleCommand command) => Key(command).Length + command.Footer!.Length + 3;

    private static string Key(ConsoleCommand command) => command.Keys.Count > 0 ? command.Keys[0] : ":";

    private static int DrawCommand(Canvas canvas, int x, int row, ConsoleCommand command)
    {
        x = canvas.Text(x, row, Key(command), Palette.Tan, Palette.Black, bold: true);
        return canvas.Text(x + 1, row, command.Footer!, Palette.Lavender, Palette.Black) + 2;
    }
}
