using System.Buffers;
using System.Text;

namespace IntegrationHost.Console.Querying;

/// <summary>Cells of a filter as text: <c>acme state:invalid expires:&lt;14d identity:"Acme Shop"</c>. What names no cell is a word.</summary>
internal static class FilterSyntax
{
    private static readonly SearchValues<char> Operators = SearchValues.Create(":=<>~!");

    /// <summary>The text of words and cells.</summary>
    /// <param name="words">The words.</param>
    /// <param name="names">Names of the cells.</param>
    /// <param name="cells">What stands in them.</param>
    /// <param name="trim">Whether blanks around the words go. Default: yes.</param>
    public static string Compose(string words, IReadOnlyList<string> names, IReadOnlyList<string> cells, bool trim = true)
    {
        StringBuilder text = new(trim ? words.Trim() : words);
        for (int index = 0; index < cells.Count; index++)
        {
            if (cells[index].Length == 0)
                continue;
            string value = cells[index].Contains(' ', StringComparison.Ordinal) ? $"\"{cells[index]}\"" : cells[index];
            text.Append(text.Length > 0 ? " " : "").Append(Short(names[index])).Append(':').Append(value);
        }

        return text.ToString();
    }

    /// <summary>Fills the cells that a text names.</summary>
    /// <returns>The words that are left.</returns>
    public static string Parse(string text, IReadOnlyList<string> names, string[] cells)
    {
        List<string> words = [];
        foreach (string token in Tokens(text))
        {
            int end = token.AsSpan().IndexOfAny(Operators);
            int cell = end < 1 ? -1 : Find(token[..end], names);
            if (cell < 0)
                words.Add(token);
            else
                cells[cell] = token[end] == ':' ? token[(end + 1)..] : token[end..];
        }

        return string.Join(' ', words);
    }

    private static string Short(string name) => name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    // A name may be cut short, as far as a column begins with it; the first column that does wins.
    private static int Find(string name, IReadOnlyList<string> names)
    {
        for (int index = 0; index < names.Count; index++)
        {
            if (string.Equals(Short(names[index]), name, StringComparison.OrdinalIgnoreCase))
                return index;
        }

        for (int index = 0; index < names.Count && name.Length > 1; index++)
        {
            if (Short(names[index]).StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return index;
        }

        return -1;
    }

    private static IEnumerable<string> Tokens(string text)
    {
        StringBuilder token = new();
        bool quoted = false;
        foreach (char letter in text)
        {
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == ' ' && !quoted)
            {
                if (token.Length > 0)
                    yield return token.ToString();
                token.Clear();
            }
            else
            {
                token.Append(letter);
            }
        }

        if (token.Length > 0)
            yield return token.ToString();
    }
}
