using IntegrationHost.Console.Controls;

namespace IntegrationHost.Console.Settings;

/// <summary>What an operator likes: saved filters and hidden columns, by table. Kept in one file without any secret.</summary>
internal sealed class ConsoleSettings
{
    private readonly string? _path;
    private readonly SettingsDocument _document;

    private ConsoleSettings(string? path, SettingsDocument document, string? problem)
    {
        _path = path;
        _document = document;
        Problem = problem;
    }

    /// <summary>Why the file could not be read or written, with the next step; <c>null</c> if it could.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads the file; one that is damaged is left as it is and not written over.</summary>
    /// <param name="directory">The directory of the configuration; <c>null</c> keeps nothing.</param>
    public static ConsoleSettings Load(string? directory)
    {
        if (directory is null)
            return new ConsoleSettings(null, new SettingsDocument(), null);
        string path = Path.Combine(directory, "console.json");
        SettingsDocument? document = SettingsFile.Read(path, out string? problem);
        return new ConsoleSettings(problem is null ? path : null, document ?? new SettingsDocument(), problem);
    }

    /// <summary>The saved filters of a table, by name.</summary>
    public IReadOnlyList<SavedFilter> FiltersOf(string table) => _document.Filters.TryGetValue(table, out List<SavedFilter>? filters) ? filters : [];

    /// <summary>Keeps a filter; one of the same name is replaced.</summary>
    /// <returns>Whether it is in the file now.</returns>
    public bool Keep(string table, SavedFilter filter)
    {
        List<SavedFilter> filters = _document.Filters.TryGetValue(table, out List<SavedFilter>? known) ? known : _document.Filters[table] = [];
        filters.RemoveAll(one => string.Equals(one.Name, filter.Name, StringComparison.OrdinalIgnoreCase));
        filters.Add(filter);
        filters.Sort((one, other) => string.Compare(one.Name, other.Name, StringComparison.OrdinalIgnoreCase));
        return Write();
    }

    /// <summary>Forgets a filter.</summary>
    public bool Forget(string table, SavedFilter filter) => _document.Filters.TryGetValue(table, out List<SavedFilter>? filters) && filters.Remove(filter) && Write();

    /// <summary>Keeps which columns of a table are hidden.</summary>
    public bool KeepColumns(string table, IColumnChoice choice)
    {
        _document.Hidden[table] = [.. choice.Titles.Where((_, index) => choice.IsHidden(index))];
        return Write();
    }

    /// <summary>Hides the columns that were hidden when the console ended.</summary>
    public void Apply(string table, IColumnChoice choice)
    {
        if (!_document.Hidden.TryGetValue(table, out List<string>? hidden))
            return;
        foreach ((int index, string title) in choice.Titles.Index())
            choice.Hide(index, hidden.Contains(title));
    }

    private bool Write()
    {
        if (_path is null)
            return false;
        Problem = SettingsFile.Write(_path, _document);
        return Problem is null;
    }
}
