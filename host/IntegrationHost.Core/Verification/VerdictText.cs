using System.Globalization;
using System.Text;

namespace IntegrationHost.Core.Verification;

/// <summary>Makes text that a provider sent fit to be shown: short, one line, without characters that steer a terminal.</summary>
internal static class VerdictText
{
    private const int LongestValue = 200;
    private const int LongestCode = 64;
    private const int LargestSet = 500;

    /// <summary>The text without control and direction characters, at most 200 characters long; empty if nothing is left.</summary>
    public static string Clean(string text)
    {
        var result = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsUnsafe(rune))
                continue;

            if (result.Length + rune.Utf16SequenceLength > LongestValue)
                break;

            result.Append(rune);
        }

        return result.ToString().Trim();
    }

    /// <summary>An error code of letters, digits, <c>_ . -</c>, at most 64; <c>null</c> if it is not of that form. Free text is no code.</summary>
    public static string? Code(string? text)
    {
        bool isCode = text is { Length: > 0 and <= LongestCode } && text.All(IsCodeCharacter);
        return isCode ? text : null;
    }

    /// <summary>The texts cleaned, in order and without repetition, at most 500.</summary>
    public static IReadOnlyList<string> CleanSet(IEnumerable<string> texts) =>
        [.. texts.Select(Clean).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(LargestSet)];

    private static bool IsCodeCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-';

    // Format characters hold the bidirectional controls, zero-width characters and tags; surrogates stand alone only in broken text.
    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || rune == Rune.ReplacementChar;
}
