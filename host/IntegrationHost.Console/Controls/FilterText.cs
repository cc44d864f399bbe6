using System.Globalization;
using IntegrationHost.Console.Querying;

namespace IntegrationHost.Console.Controls;

/// <summary>The text of a filter and whether it is being typed. Over a table it has a cell for each column besides the words that may stand anywhere.</summary>
/// <param name="cells">Names of the cells; none where there is no table.</param>
internal sealed class FilterText(IReadOnlyList<string> cells)
{
    /// <summary>Longest text of the words, or of a cell.</summary>
    public const int Longest = 80;

    // What is kept in the cells, and what applies: that, and the cells named among the words.
    private readonly string[] _cells = [.. cells.Select(_ => "")];
    private readonly string[] _applied = [.. cells.Select(_ => "")];
    private string _typed = "";

    /// <summary>A filter without cells.</summary>
    public FilterText()
        : this([])
    {
    }

    /// <summary>The whole filter as one text, such as <c>acme state:invalid</c>; empty shows everything.</summary>
    public string Text => cells.Count == 0 ? Words : FilterSyntax.Compose(Words, cells, _applied);

    /// <summary>The filter as it stands on the screen: what is being typed stays as it is typed.</summary>
    public string Shown => cells.Count == 0 ? _typed : FilterSyntax.Compose(_typed, cells, _cells, trim: false);

    /// <summary>The words that may stand in any column. What names a cell among what is typed, such as <c>state:invalid</c>, is none.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Whether keys go into the filter.</summary>
    public bool Editing { get; private set; }

    /// <summary>Names of the cells.</summary>
    public IReadOnlyList<string> CellNames => cells;

    /// <summary>The cell that keys go into; -1 for the words.</summary>
    public int Cell { get; private set; } = -1;

    /// <summary>Whether the cells are to be shown: one is filled or being typed.</summary>
    public bool ShowsCells => (Editing && Cell >= 0) || _cells.Any(cell => cell.Length > 0);

    /// <summary>Text of a cell.</summary>
    public string CellText(int cell) => _applied[cell];

    /// <summary>Whether what is typed next takes the place of the words kept from before: who searches again looks for something else.</summary>
    public bool Replaces { get; private set; }

    /// <summary>Starts typing the words.</summary>
    public void Begin()
    {
        Keep();
        (Editing, Cell, Replaces) = (true, -1, Words.Length > 0);
    }

    /// <summary>Starts typing a cell.</summary>
    public void Begin(int cell)
    {
        Keep();
        (Editing, Cell, Replaces) = (true, cell, false);
    }

    /// <summary>Goes on to the next cell, or back; where there are none the filter is kept.</summary>
    public void Step(int by)
    {
        Replaces = false;
        Keep();
        if (cells.Count == 0)
            Accept();
        else
            Cell = ((Cell + 1 + by + cells.Count + 1) % (cells.Count + 1)) - 1;
    }

    /// <summary>Stops typing and keeps the text.</summary>
    public void Accept()
    {
        Keep();
        (Editing, Cell, Replaces) = (false, -1, false);
    }

    /// <summary>Stops typing and shows everything again.</summary>
    public void Clear()
    {
        _typed = "";
        Array.Fill(_cells, "");
        Apply();
        Accept();
    }

    /// <summary>Empties the words.</summary>
    public void ClearWords()
    {
        _typed = "";
        Apply();
    }

    /// <summary>Empties a cell.</summary>
    public void ClearCell(int cell)
    {
        _cells[cell] = "";
        Apply();
    }

    /// <summary>Sets the text, as when it comes from elsewhere; nothing is being typed then.</summary>
    public void Set(string text)
    {
        Clear();
        string clean = SafeText.Clean(text);
        _typed = cells.Count == 0 ? Cut(clean) : Cut(FilterSyntax.Parse(clean, cells, _cells));
        Apply();
    }

    /// <summary>Adds what was typed.</summary>
    public void Append(string typed) => Change(text => Cut((Replaces ? "" : text) + SafeText.Clean(typed)));

    /// <summary>Takes the last character away; what was kept is edited from then on.</summary>
    public void Backspace() => Change(text => StringInfo.ParseCombiningCharacters(text) is { Length: > 0 } starts ? text[..starts[^1]] : text);

    /// <summary>Whether every word of the filter occurs in one of the texts, whatever its case.</summary>
    public bool Matches(params ReadOnlySpan<string?> texts)
    {
        foreach (string word in Words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool found = false;
            foreach (string? text in texts)
                found |= text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
            if (!found)
                return false;
        }

        return true;
    }

    private static string Cut(string text) => text.Length > Longest ? text[..Longest] : text;

    private void Change(Func<string, string> change)
    {
        if (Cell >= 0)
            _cells[Cell] = change(_cells[Cell]);
        else
            _typed = change(_typed);
        Replaces = false;
        Apply();
    }

    private void Apply()
    {
        _cells.CopyTo(_applied, 0);
        Words = cells.Count == 0 ? _typed : FilterSyntax.Parse(_typed, cells, _applied);
    }

    // Cells that were named among the words go into their columns.
    private void Keep()
    {
        _applied.CopyTo(_cells, 0);
        _typed = Words;
    }
}
