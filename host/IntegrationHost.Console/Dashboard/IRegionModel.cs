using IntegrationHost.Console.Controls;

namespace IntegrationHost.Console.Dashboard;

/// <summary>A region of the dashboard, or a page, that holds a list.</summary>
internal interface IRegionModel
{
    /// <summary>Its filter.</summary>
    FilterText Filter { get; }

    /// <summary>Whether it shows anything that a filter could choose from. Default: yes.</summary>
    bool Filters => true;

    /// <summary>How many entries a page has; the view knows.</summary>
    int PageSize { get; set; }

    /// <summary>What <c>y</c> copies; <c>null</c> if nothing is selected.</summary>
    string? CopyText { get; }

    /// <summary>The command line that does the same, which <c>Y</c> copies; <c>null</c> if there is none. Never holds a secret.</summary>
    string? CommandLine => null;

    /// <summary>The table whose columns can be chosen and whose filters can be kept; <c>null</c> if there is none.</summary>
    IColumnChoice? ColumnChoice => null;

    /// <summary>Takes fresh data.</summary>
    void Update(LiveData data);

    /// <summary>Applies filter and order anew.</summary>
    void Refresh();

    /// <summary>Moves the selection down by so many entries; negative is up.</summary>
    void Move(int by);

    /// <summary>Clears what is next to the filter, such as marks.</summary>
    /// <returns>Whether there was anything to clear.</returns>
    bool Clear() => false;

    /// <summary>Runs a command of this region.</summary>
    /// <returns>Whether it is one that this region runs by itself.</returns>
    bool Run(string command);
}
