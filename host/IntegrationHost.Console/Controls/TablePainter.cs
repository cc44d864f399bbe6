using System.Drawing;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Controls;

/// <summary>Draws a table and tells what a click meant. Only rows in sight are asked for.</summary>
/// <remarks>
/// By hand, not with the library's table: that one swallows every printable key while it is empty, loses its column widths then, and paints each
/// row three times.
/// </remarks>
/// <typeparam name="T">Type of a row.</typeparam>
internal sealed class TablePainter<T>
    where T : class
{
    private const int Left = 3;

    private readonly List<(int Column, int X, int Width)> _places = [];
    private Rectangle _area;
    private int _titleY;
    private int _cellY = -1;
    private int _first;

    /// <summary>Rows that had room when it was drawn last.</summary>
    public int Room => Math.Max(1, _area.Height - 1);

    /// <summary>Draws titles, rows and scroll bar.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="area">The place; the first line takes the titles.</param>
    /// <param name="columns">All columns, or those chosen.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="sort">Index of the column that the rows are sorted by; -1 for none.</param>
    /// <param name="reversed">Whether the order is reversed.</param>
    /// <param name="active">Whether keys go to the table.</param>
    /// <param name="filter">The filter whose cells stand below the titles while they are used; <c>null</c> for none.</param>
    /// <param name="hidden">Whether a column is hidden; <c>null</c> shows all that fit.</param>
    public void Draw(
        Canvas canvas, Rectangle area, IReadOnlyList<TableColumn<T>> columns, ITableRows<T> rows, int sort, bool reversed, bool active, FilterText? filter = null, Func<int, bool>? hidden = null)
    {
        bool cells = filter is { ShowsCells: true } && area.Height > 3;
        _titleY = area.Y;
        _cellY = cells ? area.Y + 1 : -1;
        _area = new Rectangle(area.X, area.Y + (cells ? 1 : 0), area.Width, area.Height - (cells ? 1 : 0));
        Fit(columns, hidden, filter?.Cell ?? -1);
        if (cells)
            DrawCells(canvas, filter!);
        foreach ((int column, int x, int width) in _places)
        {
            bool sorted = column == sort;
            string title = sorted ? columns[column].Title + (reversed ? "▼" : "▲") : columns[column].Title;
            if (columns[column].Right)
                canvas.TextRight(x + width, area.Y, title, sorted ? Palette.Orange : Palette.Grey, Palette.Black, bold: true, width: width);
            else
                canvas.Text(x, area.Y, title, sorted ? Palette.Orange : Palette.Grey, Palette.Black, bold: true, width: width);
        }

        int room = Room;
        // The window moves only as far as it must, so that the eye keeps its place.
        if (rows.Index >= 0)
            _first = Math.Clamp(_first, rows.Index - room + 1, rows.Index);
        _first = Math.Clamp(_first, 0, Math.Max(0, rows.Count - room));
        for (int line = 0; line < room && _first + line < rows.Count; line++)
            DrawRow(canvas, columns, rows, _first + line, _area.Y + 1 + line, active);
        if (rows.Count > room)
            DrawScrollBar(canvas, room, rows.Count);
    }

    /// <summary>Whether a place is on the line of the titles.</summary>
    public bool IsTitle(Point place) => place.Y == _titleY;

    /// <summary>Whether a place is on the line of the filter's cells.</summary>
    public bool IsCell(Point place) => place.Y == _cellY;

    /// <summary>The column whose place holds an x; -1 if none does.</summary>
    public int ColumnAt(int x)
    {
        foreach ((int column, int left, int width) in _places)
        {
            if (x >= left && x < left + width)
                return column;
        }

        return -1;
    }

    /// <summary>Where a column was drawn; <c>null</c> if it had no room.</summary>
    public (int X, int Width)? PlaceOf(int column)
    {
        foreach ((int index, int left, int width) in _places)
        {
            if (index == column)
                return (left, width);
        }

        return null;
    }

    /// <summary>The row at a place; -1 if none is.</summary>
    public int RowAt(Point place, int count)
    {
        int row = _first + place.Y - _area.Y - 1;
        return place.Y > _area.Y && place.Y < _area.Bottom && row < count ? row : -1;
    }

    private void DrawCells(Canvas canvas, FilterText filter)
    {
        foreach ((int column, int x, int width) in _places)
        {
            bool here = filter.Editing && filter.Cell == column;
            Rgb block = here ? Palette.Indigo : Palette.Night;
            canvas.Fill(new Rectangle(x, _cellY, width, 1), block);
            string text = filter.CellText(column);
            // The end is what is being typed: of a long text the end is shown.
            int room = width - (here ? 1 : 0);
            string shown = text.Length > room ? text[^room..] : text;
            int end = canvas.Text(x, _cellY, shown, here ? Palette.White : Palette.Tan, block, bold: true, width: room);
            if (here)
                canvas.Text(end, _cellY, " ", Palette.Black, Palette.Orange);
        }
    }

    private void DrawRow(Canvas canvas, IReadOnlyList<TableColumn<T>> columns, ITableRows<T> rows, int index, int y, bool active)
    {
        T? row = rows.At(index);
        bool selected = index == rows.Index;
        bool marked = rows.IsMarked(index);
        bool inverse = selected && active;
        Rgb block = inverse ? Palette.Orange : selected ? Palette.Dusk : Palette.Black;
        canvas.Fill(new Rectangle(_area.X, y, _area.Width - 1, 1), block);
        if (selected)
            canvas.Text(_area.X, y, "▶", inverse ? Palette.Black : Palette.Orange, block);
        if (marked)
            canvas.Text(_area.X + 1, y, "●", inverse ? Palette.Black : Palette.Sky, block, bold: true);
        foreach ((int column, int x, int width) in _places)
        {
            string text = row is null ? "…" : columns[column].Text(row);
            Rgb color = inverse ? Palette.Black : row is null ? Palette.Grey : columns[column].Color(row);
            if (columns[column].Right)
                canvas.TextRight(x + width, y, text, color, block, bold: inverse, width: width);
            else
                canvas.Text(x, y, text, color, block, bold: inverse, width: width);
        }
    }

    private void DrawScrollBar(Canvas canvas, int room, int count)
    {
        int size = Math.Max(1, (int)((long)room * room / count));
        int top = (int)((long)(room - size) * _first / Math.Max(1, count - room));
        for (int line = 0; line < room; line++)
            canvas.Fill(new Rectangle(_area.Right - 1, _area.Y + 1 + line, 1, 1), line >= top && line < top + size ? Palette.Tan : Palette.Night);
    }

    // What fits, by rank; what is left over goes to the columns that grow.
    private void Fit(IReadOnlyList<TableColumn<T>> columns, Func<int, bool>? hidden, int needed)
    {
        int room = _area.Width - Left - 1;
        HashSet<int> chosen = [];
        int used = 0;
        foreach (int index in Enumerable.Range(0, columns.Count).Where(index => index == needed || hidden?.Invoke(index) != true).OrderBy(index => index == needed ? -1 : columns[index].Rank))
        {
            if (used + columns[index].Width + 1 > room + 1)
                continue;
            chosen.Add(index);
            used += columns[index].Width + 1;
        }

        int spare = Math.Max(0, room + 1 - used);
        int shares = chosen.Sum(index => columns[index].Grow);
        _places.Clear();
        int x = _area.X + Left;
        for (int index = 0; index < columns.Count; index++)
        {
            if (!chosen.Contains(index))
                continue;
            int width = columns[index].Width + (shares == 0 ? 0 : spare * columns[index].Grow / shares);
            _places.Add((index, x, width));
            x += width + 1;
        }
    }
}
