namespace IntegrationHost.Console.Controls;

/// <summary>The rows of a table as the drawing needs them: only those in sight are asked for.</summary>
/// <typeparam name="T">Type of a row.</typeparam>
internal interface ITableRows<out T>
    where T : class
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>Index of the selected row; -1 if there is none.</summary>
    int Index { get; }

    /// <summary>A row; <c>null</c> while it is being read.</summary>
    T? At(int index);

    /// <summary>Whether a row is marked.</summary>
    bool IsMarked(int index);
}
