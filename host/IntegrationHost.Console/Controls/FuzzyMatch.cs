namespace IntegrationHost.Console.Controls;

/// <summary>Finds what a few typed letters mean. What begins with them comes before words that do, these before words that hold them, and letters that only occur in order come last.</summary>
internal static class FuzzyMatch
{
    /// <summary>From this score on, every word stands in the text as it was typed; below it, some letters are only scattered over it.</summary>
    public const int Whole = 1000;

    private const int WordStart = 2000;
    private const int Beginning = 3000;

    /// <summary>How well the letters fit a text; 0 if they do not. Spaces separate words that must each fit; the word that fits worst decides.</summary>
    public static int Score(string letters, string text) => Score(Words(letters), text);

    /// <summary>The words of what was typed.</summary>
    public static string[] Words(string letters) => letters.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How well words fit a text, as <see cref="Score(string, string)"/>: for those who ask of many texts.</summary>
    public static int Score(string[] words, string text)
    {
        int worst = int.MaxValue;
        int total = 0;
        foreach (string word in words)
        {
            int score = ScoreWord(word, text);
            if (score == 0)
                return 0;
            worst = Math.Min(worst, score);
            total += score % Whole;
        }

        return total == 0 ? 1 : (worst / Whole * Whole) + Math.Min(total, Whole - 1);
    }

    private static int ScoreWord(string word, string text)
    {
        // Longer words say more; a text that is little else but the word is more likely meant.
        int detail = Math.Min(500, word.Length * 10) + (100 * word.Length / Math.Max(word.Length, text.Length));
        bool found = false;
        for (int at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0)
                return Beginning + detail;
            if (IsStart(text, at))
                return WordStart + detail;
            found = true;
        }

        return found ? Whole + detail : Scattered(word, text);
    }

    private static int Scattered(string word, string text)
    {
        int score = 0;
        int at = -1;
        foreach (char letter in word)
        {
            int next = text.AsSpan(at + 1).IndexOfAny(char.ToLowerInvariant(letter), char.ToUpperInvariant(letter)) + at + 1;
            if (next <= at)
                return 0;
            score += next == at + 1 ? 4 : IsStart(text, next) ? 3 : 1;
            at = next;
        }

        return Math.Min(score, Whole - 1);
    }

    private static bool IsStart(string text, int index) => index == 0 || !char.IsLetterOrDigit(text[index - 1]);
}
