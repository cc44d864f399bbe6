namespace IntegrationHost.Console.Controls;

/// <summary>Rows that are too many for memory: pages are read as they are looked at. Never blocks; what is missing comes later.</summary>
/// <typeparam name="T">Type of a row.</typeparam>
internal interface ITableSource<T>
    where T : class
{
    /// <summary>How many rows the query chooses, as far as known.</summary>
    int Count { get; }

    /// <summary>A row; <c>null</c> while its page is being read.</summary>
    T? At(int index);

    /// <summary>Index of a row among those in memory; -1 if it is not there.</summary>
    int IndexOf(string key);

    /// <summary>Asks for other rows; does nothing if it is the same query.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="sort">Title of the column to sort by.</param>
    /// <param name="reversed">Whether the order is reversed.</param>
    void Ask(FilterText filter, string sort, bool reversed);
}
