using System.Globalization;
using System.Text;

namespace IntegrationHost.Console.Controls;

/// <summary>Makes text from outside safe to draw: it can neither steer the terminal nor reorder what stands beside it.</summary>
internal static class SafeText
{
    /// <summary>The text without control, format (bidirectional, zero-width) and lone surrogate characters; line breaks and tabs become spaces.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (IsClean(text))
            return text;
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or '\t' or 0x2028 or 0x2029)
                clean.Append(' ');
            else if (IsAllowed(rune))
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    private static bool IsClean(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!IsAllowed(rune))
                return false;
        }

        return true;
    }

    // A lone surrogate is enumerated as U+FFFD, which says that something is missing.
    private static bool IsAllowed(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
