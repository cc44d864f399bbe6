using System;
using System.Collections.Generic;
using System.Linq;

namespace IntegrationHost.Metadata;

/// <summary>"Did you mean": the known word nearest to what was written.</summary>
internal static class Suggestion
{
    /// <summary>A sentence with the nearest word, or with all of them if none is near.</summary>
    public static string For(string written, IReadOnlyCollection<string> known)
    {
        string? nearest = Near(written, known);
        return nearest is not null ? $"Did you mean \"{nearest}\"?"
            : known.Count == 0 ? "There is none."
            : $"Use one of: {string.Join(", ", known)}.";
    }

    /// <summary>The known word that differs least, if that is little; <c>null</c> otherwise.</summary>
    public static string? Near(string written, IReadOnlyCollection<string> known) => written.Length > 64 ? null : known
        .Where(word => Math.Abs(word.Length - written.Length) <= Math.Max(1, word.Length / 3))
        .Select(word => (Word: word, Distance: Distance(written.ToLowerInvariant(), word.ToLowerInvariant())))
        .Where(candidate => candidate.Distance <= Math.Max(1, candidate.Word.Length / 3))
        .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
        .Select(candidate => candidate.Word).FirstOrDefault();

    /// <summary>Edits (insert, delete, replace, swap of neighbours) from one word to the other.</summary>
    private static int Distance(string from, string to)
    {
        int[,] table = new int[from.Length + 1, to.Length + 1];
        for (int row = 0; row <= from.Length; row++)
        {
            table[row, 0] = row;
        }

        for (int column = 0; column <= to.Length; column++)
        {
            table[0, column] = column;
        }

        for (int row = 1; row <= from.Length; row++)
        {
            for (int column = 1; column <= to.Length; column++)
            {
                int cost = from[row - 1] == to[column - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(table[row - 1, column] + 1, table[row, column - 1] + 1), table[row - 1, column - 1] + cost);
                bool swapped = row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1];
                table[row, column] = swapped ? Math.Min(best, table[row - 2, column - 2] + 1) : best;
            }
        }

        return table[from.Length, to.Length];
    }
}
