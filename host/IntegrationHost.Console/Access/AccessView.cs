using System.Drawing;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Access;

/// <summary>Tokens above, principals below.</summary>
internal sealed class AccessView(DashboardModel shell, AccessModel page, Ink ink) : PageView<AccessModel>(shell, page, ink, Palette.Blue)
{
    private readonly TablePainter<TokenSummary> _tokens = new();
    private readonly TablePainter<PrincipalSummary> _principals = new();
    private int _middle;

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas)
    {
        _middle = 1 + ((canvas.Height - 2) * 6 / 10);
        Draw(canvas, new Rectangle(0, 1, canvas.Width, _middle - 1), _tokens, Page.Tokens, !Page.OnPrincipals, "no token yet: press n to make one");
        canvas.End(0, _middle, "▐", Palette.Lavender);
        canvas.Fill(new Rectangle(1, _middle, canvas.Width - 2, 1), Palette.Lavender);
        canvas.End(canvas.Width - 1, _middle, "▌", Palette.Lavender);
        canvas.Text(2, _middle, "PRINCIPALS", Palette.Black, Palette.Lavender, bold: true);
        canvas.TextRight(canvas.Width - 2, _middle, "Tab goes there and back", Palette.Black, Palette.Lavender);
        Draw(canvas, new Rectangle(0, _middle + 1, canvas.Width, canvas.Height - _middle - 1), _principals, Page.Principals, Page.OnPrincipals, "no principal yet: you are the operator of this machine, and alone");
        Page.PageSize = Page.OnPrincipals ? _principals.Room : _tokens.Room;
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place, bool twice)
    {
        Page.OnPrincipals = place.Y > _middle;
        if (Page.OnPrincipals)
            Click(_principals, Page.Principals, place);
        else
            Click(_tokens, Page.Tokens, place);
        if (twice)
            Model.Run("access.change");
    }

    private static void Click<T>(TablePainter<T> painter, TableModel<T> table, Point place)
        where T : class
    {
        int row = painter.RowAt(place, table.Count);
        if (row < 0)
            return;
        table.Select(row);
        if (place.X == 1)
            table.Toggle(row);
    }

    private void Draw<T>(Canvas canvas, Rectangle area, TablePainter<T> painter, TableModel<T> table, bool chosen, string empty)
        where T : class
    {
        painter.Draw(canvas, area, table.Columns, table, table.Sort, table.Reversed, IsActive && chosen);
        if (table.Count > 0)
            return;
        (string text, Rgb color) = Page.Problem.Length > 0 ? ($"x {Page.Problem}", Palette.Red)
            : Page.Reading && table.Total == 0 ? ("reading...", Palette.Grey)
            : table.Total > 0 ? ("nothing matches the filter: Esc clears it", Palette.Grey)
            : (empty, Palette.Grey);
        canvas.Wrapped(new Rectangle(area.X + 3, area.Y + 2, area.Width - 4, Math.Min(3, area.Height - 2)), text, color, Palette.Black);
    }
}
