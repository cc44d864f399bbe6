using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary>What to say of a provider id that nobody has: the nearest ones, not all.</summary>
internal static class NearestProviders
{
    private const int Shown = 3;

    /// <summary>The ids that are nearest to a word, the nearest first.</summary>
    public static IReadOnlyList<string> Nearest(IReadOnlyList<ProviderCard> catalog, string word) =>
        [.. catalog.OrderBy(card => Distance(card, word.Trim())).ThenBy(card => card.Id, StringComparer.Ordinal).Take(Shown).Select(card => card.Id)];

    /// <summary>The sentence; the word itself is not repeated.</summary>
    public static string Unknown(IReadOnlyList<ProviderCard> catalog, string word) =>
        $"No provider has that id. Near it: {string.Join(", ", Nearest(catalog, word))}. 'integration-host catalog' lists all {catalog.Count}.";

    // What begins alike or contains the word is nearer than anything that only looks alike.
    private static int Distance(ProviderCard card, string word)
    {
        if (word.Length >= 2 && (card.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase) || card.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            return 0;
        if (word.Length >= 3 && (card.Id.Contains(word, StringComparison.OrdinalIgnoreCase) || word.Contains(card.Id, StringComparison.OrdinalIgnoreCase) || card.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            return 1;
        return 1 + Math.Min(Edits(card.Id, word), Edits(card.Name, word));
    }

    // Levenshtein's distance; ids are short, and a word is cut to what could be near one.
    private static int Edits(string one, string other)
    {
        other = other.Length > 64 ? other[..64] : other;
        int[] above = [.. Enumerable.Range(0, other.Length + 1)];
        for (int row = 1; row <= one.Length; row++)
        {
            int[] line = new int[other.Length + 1];
            line[0] = row;
            for (int column = 1; column <= other.Length; column++)
            {
                int change = char.ToLowerInvariant(one[row - 1]) == char.ToLowerInvariant(other[column - 1]) ? 0 : 1;
                line[column] = Math.Min(Math.Min(line[column - 1], above[column]) + 1, above[column - 1] + change);
            }

            above = line;
        }

        return above[^1];
    }
}
