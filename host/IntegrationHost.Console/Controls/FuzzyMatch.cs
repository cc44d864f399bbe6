namespace IntegrationHost.Console.Controls;

/// <summary>Finds what a few typed letters mean: they must occur in order; beginnings of words and runs of letters count more.</summary>
internal static class FuzzyMatch
{
    /// <summary>How well the letters fit a text; 0 if they do not. Spaces separate words that must each fit.</summary>
    public static int Score(string letters, string text)
    {
        int total = 0;
        foreach (string word in letters.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int score = ScoreWord(word, text);
            if (score == 0)
                return 0;
            total += score;
        }

        return total == 0 ? 1 : total;
    }

    private static int ScoreWord(string word, string text)
    {
        int whole = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        if (whole >= 0)
            return 100 + (word.Length * 4) + (whole == 0 ? 50 : IsStart(text, whole) ? 30 : 0);
        int score = 0;
        int at = -1;
        foreach (char letter in word)
        {
            int next = text.IndexOf(letter.ToString(), at + 1, StringComparison.OrdinalIgnoreCase);
            if (next < 0)
                return 0;
            score += next == at + 1 ? 4 : IsStart(text, next) ? 3 : 1;
            at = next;
        }

        return score;
    }

    private static bool IsStart(string text, int index) => index == 0 || !char.IsLetterOrDigit(text[index - 1]);
}
