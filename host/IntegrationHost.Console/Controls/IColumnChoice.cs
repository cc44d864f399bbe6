namespace IntegrationHost.Console.Controls;

/// <summary>A table whose columns can be chosen.</summary>
internal interface IColumnChoice
{
    /// <summary>Titles of all columns.</summary>
    IReadOnlyList<string> Titles { get; }

    /// <summary>Index of the column that the rows are sorted by.</summary>
    int Sort { get; }

    /// <summary>Whether the order is reversed.</summary>
    bool Reversed { get; }

    /// <summary>Whether a column is hidden.</summary>
    bool IsHidden(int column);

    /// <summary>Hides a column, or shows it where there is room.</summary>
    void Hide(int column, bool hidden);

    /// <summary>Sorts by a column in this order.</summary>
    void SortBy(int column, bool reversed);
}
