namespace IntegrationHost.Console.Pasting;

/// <summary>Tells by its looks alone whether a value may be a key that nobody knows: what nobody can read is seldom a name.</summary>
internal static class KeyLook
{
    private const int Shortest = 20;
    private const int Changes = 5;
    private const int LongRun = 24;

    /// <summary>
    /// Whether some part of it is long and changes often between capitals, small letters and digits, or is very long and has both letters and digits. Words, addresses, numbers and GUIDs do not:
    /// those are ids almost everywhere.
    /// </summary>
    /// <param name="text">The value. White space around it does not count.</param>
    public static bool IsOpaque(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Contains("://", StringComparison.Ordinal) || Guid.TryParseExact(text, "D", out _))
            return false;
        int letters = 0;
        int changes = 0;
        int before = 0;
        int run = 0;
        bool digit = false;
        bool letter = false;
        foreach (char character in text)
        {
            int kind = char.IsAsciiDigit(character) ? 1 : char.IsAsciiLetterUpper(character) ? 2 : char.IsAsciiLetterLower(character) ? 3 : 0;
            if (kind != 0)
            {
                letters++;
                changes += before != 0 && before != kind ? 1 : 0;
                run++;
                digit |= kind == 1;
                letter |= kind != 1;
            }
            else if (character is not ('-' or '_' or '+' or '='))
            {
                // Another part begins.
                (letters, changes) = (0, 0);
            }

            if (kind == 0)
                (run, digit, letter) = (0, false, false);
            before = kind;
            if ((letters >= Shortest && changes >= Changes) || (run >= LongRun && digit && letter))
                return true;
        }

        return false;
    }
}
