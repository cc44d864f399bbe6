using System.Globalization;
using System.Text;

namespace IntegrationHost.Output;

/// <summary>Makes text of any origin safe to print: names come from imports and providers and could steer a terminal.</summary>
internal static class TerminalText
{
    /// <summary>The text with control, format (bidi, zero-width) and line-separating characters replaced by <c>?</c>.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool unsafeRune = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse;
            clean.Append(unsafeRune ? "?" : rune.ToString());
        }

        return clean.ToString();
    }
}
