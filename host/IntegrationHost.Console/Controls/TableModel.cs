using IntegrationHost.Console.Querying;

namespace IntegrationHost.Console.Controls;

/// <summary>A table in memory: filter, order, selection and marks. Selection and marks follow a row's key, so that neither a refresh nor a sort moves them.</summary>
/// <typeparam name="T">Type of a row.</typeparam>
/// <param name="key">Key of a row.</param>
/// <param name="filter">Filter of the page.</param>
/// <param name="columns">All columns; the table begins sorted by the first. The filter's cells, if it has any, are theirs.</param>
/// <param name="time">The clock; the system's if absent.</param>
internal sealed class TableModel<T>(Func<T, string> key, FilterText filter, IReadOnlyList<TableColumn<T>> columns, TimeProvider? time = null) : ITableRows<T>, IColumnChoice
    where T : class
{
    private readonly SelectableList<T> _shown = new(key);
    private readonly Dictionary<string, T> _marks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private IReadOnlyList<T> _all = [];
    private int _index;
    private string? _selected;

    /// <summary>All columns.</summary>
    public IReadOnlyList<TableColumn<T>> Columns { get; } = columns;

    /// <summary>Index of the column that the rows are sorted by.</summary>
    public int Sort { get; private set; }

    /// <summary>Whether the order is reversed.</summary>
    public bool Reversed { get; private set; }

    /// <summary>What is wrong with the filter; <c>null</c> if nothing is.</summary>
    public string? FilterProblem { get; private set; }

    /// <summary>Rows before filtering.</summary>
    public int Total => _all.Count;

    /// <summary>The rows shown.</summary>
    public IReadOnlyList<T> Rows => _shown.Items;

    /// <summary>Where the rows come from if they are too many for memory; <c>null</c> if they are in memory. Default: <c>null</c>.</summary>
    public ITableSource<T>? Source { get; set; }

    /// <inheritdoc/>
    public int Count => Source?.Count ?? _shown.Items.Count;

    /// <inheritdoc/>
    public int Index => Source is null ? _shown.Index : Math.Min(_index, Count - 1);

    /// <summary>The selected row; <c>null</c> if there is none, or while it is being read.</summary>
    public T? Selected => Source is null ? _shown.Selected : Index < 0 ? null : At(Index);

    /// <summary>How many rows are marked, those that the filter hides included.</summary>
    public int Marks => _marks.Count;

    /// <summary>The marked rows in the order of the data; the selected one if none is marked.</summary>
    public IReadOnlyList<T> Chosen => _marks.Count == 0 ? Selected is { } row ? [row] : []
        : Source is null ? [.. _all.Where(row => _marks.ContainsKey(key(row)))] : [.. _marks.Values];

    /// <inheritdoc/>
    public T? At(int index) => Source is { } source ? source.At(index) : _shown.Items[index];

    /// <inheritdoc/>
    public bool IsMarked(int index) => _marks.Count > 0 && At(index) is { } row && _marks.ContainsKey(key(row));

    /// <summary>Replaces the rows; marks of rows that are gone are removed.</summary>
    public void Replace(IReadOnlyList<T> rows)
    {
        _all = rows;
        if (_marks.Count > 0)
        {
            HashSet<string> keys = [.. rows.Select(key)];
            foreach (string gone in _marks.Keys.Where(mark => !keys.Contains(mark)).ToArray())
                _marks.Remove(gone);
        }

        Refresh();
    }

    /// <summary>Applies filter and order anew.</summary>
    public void Refresh()
    {
        TableQuery<T> query = new(filter, Columns, _time.GetUtcNow());
        FilterProblem = query.Problem;
        if (Source is { } source)
        {
            source.Ask(filter, Columns[Sort].Title, Reversed);
            Follow();
            return;
        }

        IEnumerable<T> rows = query.IsEmpty ? _all : _all.Where(query.Matches);
        TableColumn<T> by = Columns[Sort];
        IOrderedEnumerable<T> ordered = by.Order is { } order ? rows.OrderBy(order) : rows.OrderBy(by.Text, StringComparer.OrdinalIgnoreCase);
        T[] sorted = [.. ordered.ThenBy(key, StringComparer.Ordinal)];
        if (Reversed)
            Array.Reverse(sorted);
        _shown.Replace(sorted);
    }

    /// <summary>Sorts by a column; the same one again reverses the order.</summary>
    public void SortBy(int column)
    {
        Reversed = Sort == column && !Reversed;
        Sort = column;
        Refresh();
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Titles => [.. Columns.Select(column => column.Title)];

    /// <inheritdoc/>
    public bool IsHidden(int column) => _hidden.Contains(Columns[column].Title);

    /// <inheritdoc/>
    public void Hide(int column, bool hidden)
    {
        if (hidden)
            _hidden.Add(Columns[column].Title);
        else
            _hidden.Remove(Columns[column].Title);
    }

    /// <summary>Sorts by a column in this order.</summary>
    public void SortBy(int column, bool reversed)
    {
        (Sort, Reversed) = (Math.Clamp(column, 0, Columns.Count - 1), reversed);
        Refresh();
    }

    /// <summary>Moves the selection.</summary>
    public void Move(int by) => Select(Index + by);

    /// <summary>Selects by index.</summary>
    public void Select(int index)
    {
        _shown.Select(index);
        _index = Math.Clamp(index, 0, Math.Max(0, Count - 1));
        _selected = Source is not null && Selected is { } row ? key(row) : null;
    }

    /// <summary>Takes note that the source has read something: the selection stays with its row where that is in memory.</summary>
    public void Follow()
    {
        if (Source is null)
            return;
        int found = _selected is null ? -1 : Source.IndexOf(_selected);
        if (found >= 0)
            _index = found;
        _index = Math.Clamp(_index, 0, Math.Max(0, Count - 1));
        if (Selected is { } row)
            _selected = key(row);
    }

    /// <summary>Marks rows.</summary>
    public void Mark(IEnumerable<T> rows)
    {
        foreach (T row in rows)
            _marks[key(row)] = row;
    }

    /// <summary>Selects by key; does nothing if no row shown has it.</summary>
    public void SelectKey(string wanted) => _shown.SelectKey(wanted);

    /// <summary>Marks or unmarks a row by index.</summary>
    public void Toggle(int index)
    {
        if (index >= 0 && index < Count && At(index) is { } row && !_marks.Remove(key(row)))
            _marks[key(row)] = row;
    }

    /// <summary>Removes all marks.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Unmark()
    {
        bool any = _marks.Count > 0;
        _marks.Clear();
        return any;
    }

    /// <summary>Runs a command of <see cref="Commands.CommandScope.Table"/>.</summary>
    /// <returns>Whether it is one.</returns>
    public bool Run(string command)
    {
        switch (command)
        {
            case "table.sort":
                do
                    Sort = (Sort + 1) % Columns.Count;
                while (IsHidden(Sort) && _hidden.Count < Columns.Count);
                Reversed = false;
                Refresh();
                return true;
            case "table.reverse":
                Reversed = !Reversed;
                Refresh();
                return true;
            case "table.mark":
                Toggle(Index);
                Move(1);
                return true;
            case "table.mark-up" or "table.mark-down":
                Mark(Selected is { } row ? [row] : []);
                Move(command == "table.mark-up" ? -1 : 1);
                Mark(Selected is { } next ? [next] : []);
                return true;
            case "table.mark-all":
                Mark(_shown.Items);
                return true;
            case "table.mark-none":
                Unmark();
                return true;
            default:
                return false;
        }
    }
}
