namespace IntegrationHost.Console.Controls;

/// <summary>Entries with one selected. The selection follows an entry's key, so that a refresh or a sort does not move it to another entry.</summary>
/// <typeparam name="T">Type of an entry.</typeparam>
/// <param name="key">Key of an entry.</param>
internal sealed class SelectableList<T>(Func<T, string> key)
    where T : class
{
    /// <summary>The entries.</summary>
    public IReadOnlyList<T> Items { get; private set; } = [];

    /// <summary>Index of the selected entry; -1 if there is none.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>The selected entry.</summary>
    public T? Selected => Index >= 0 ? Items[Index] : null;

    /// <summary>Replaces the entries; an entry that is gone gives the selection to the one in its place.</summary>
    public void Replace(IReadOnlyList<T> items)
    {
        string? selected = Selected is { } entry ? key(entry) : null;
        Items = items;
        int found = selected is null ? -1 : IndexOf(selected);
        Index = items.Count == 0 ? -1 : found >= 0 ? found : Math.Clamp(Index, 0, items.Count - 1);
    }

    /// <summary>Selects by key; does nothing if no entry has it.</summary>
    public void SelectKey(string wanted)
    {
        int found = IndexOf(wanted);
        if (found >= 0)
            Index = found;
    }

    /// <summary>Selects by index, clamped to what there is.</summary>
    public void Select(int index) => Index = Items.Count == 0 ? -1 : Math.Clamp(index, 0, Items.Count - 1);

    /// <summary>Moves the selection by so many entries, stopping at the ends.</summary>
    public void Move(int by) => Select(Index + by);

    private int IndexOf(string wanted)
    {
        for (int index = 0; index < Items.Count; index++)
        {
            if (string.Equals(key(Items[index]), wanted, StringComparison.Ordinal))
                return index;
        }

        return -1;
    }
}
