using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Pages;

/// <summary>A page that is one table. Override <see cref="TableArea"/> and <see cref="DrawBeside"/> to show the selected row's detail beside or below it.</summary>
/// <typeparam name="TModel">Its model.</typeparam>
/// <typeparam name="T">Type of a row.</typeparam>
internal class TablePageView<TModel, T>(DashboardModel shell, TModel page, Ink ink, Rgb color) : PageView<TModel>(shell, page, ink, color)
    where TModel : TablePageModel<T>
    where T : class
{
    private readonly TablePainter<T> _painter = new();

    /// <summary>Where the table stands. Default: the whole page below the heading.</summary>
    protected virtual Rectangle TableArea(Canvas canvas) => new(0, 1, canvas.Width, canvas.Height - 1);

    /// <summary>Draws what stands beside the table.</summary>
    protected virtual void DrawBeside(Canvas canvas)
    {
    }

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas)
    {
        Rectangle area = TableArea(canvas);
        _painter.Draw(canvas, area, Page.Table.Columns, Page.Table, Page.Table.Sort, Page.Table.Reversed, IsActive, Page.Filter, Page.Table.IsHidden);
        Page.PageSize = _painter.Room;
        if (Page.Table.Count == 0)
        {
            (string text, Rgb color) = Page.Problem.Length > 0 ? ($"x {Page.Problem}", Palette.Red)
                : Page.Reading && Page.Table.Total == 0 ? ("reading...", Palette.Grey)
                : Page.Table.Total > 0 ? ("nothing matches the filter: Esc clears it", Palette.Grey)
                : (Page.Empty, Palette.Grey);
            canvas.Wrapped(new Rectangle(area.X + 3, area.Y + 2, area.Width - 4, Math.Min(4, area.Height - 2)), text, color, Palette.Black);
        }

        DrawBeside(canvas);
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place, bool twice)
    {
        int row = _painter.RowAt(place, Page.Table.Count);
        if (row >= 0)
        {
            Page.Table.Select(row);
            if (place.X == 1)
                Page.Table.Toggle(row);
            else if (twice && Page.OpenCommand is { } command)
                Model.Run(command);
        }
        else if (_painter.ColumnAt(place.X) is >= 0 and int column)
        {
            if (_painter.IsTitle(place))
                Page.Table.SortBy(column);
            else if (_painter.IsCell(place))
                Page.Filter.Begin(column);
        }
    }
}
