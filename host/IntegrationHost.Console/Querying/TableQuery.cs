using IntegrationHost.Console.Controls;

namespace IntegrationHost.Console.Querying;

/// <summary>A filter over a table: every word in any column, and every cell in its own.</summary>
/// <typeparam name="T">Type of a row.</typeparam>
internal sealed class TableQuery<T>
{
    private readonly FilterText _filter;
    private readonly DateTimeOffset _now;
    private readonly TableColumn<T>[] _searched;
    private readonly (TableColumn<T> Column, QueryCell Cell)[] _cells;

    /// <param name="filter">The filter.</param>
    /// <param name="columns">The columns; its cells, if it has any, are theirs in the same order.</param>
    /// <param name="now">The present.</param>
    public TableQuery(FilterText filter, IReadOnlyList<TableColumn<T>> columns, DateTimeOffset now)
    {
        _filter = filter;
        _now = now;
        _searched = [.. columns.Where(column => column.Filtered)];
        _cells = [.. Enumerable.Range(0, filter.CellNames.Count).Where(index => filter.CellText(index).Trim().Length > 0)
            .Select(index => (columns[index], new QueryCell(filter.CellText(index).Trim())))];
    }

    /// <summary>What is wrong with a cell; <c>null</c> if nothing is.</summary>
    public string? Problem => _cells.Select(one => one.Cell.Problem is { } problem ? $"{one.Column.Title}: {problem}" : null).FirstOrDefault(problem => problem is not null);

    /// <summary>Whether it shows everything.</summary>
    public bool IsEmpty => _cells.Length == 0 && _filter.Words.Length == 0;

    /// <summary>Whether a row is asked for.</summary>
    public bool Matches(T row) =>
        Array.TrueForAll(_cells, one => one.Cell.Matches(one.Column.ValueOf(row, _now)))
        && (_filter.Words.Length == 0 || _filter.Matches([.. _searched.SelectMany(column => column.Query is { } query ? (string[])[column.Text(row), query(row)] : [column.Text(row)])]));
}
