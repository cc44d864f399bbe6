using System.Globalization;
using System.Text;

namespace IntegrationHost.Authoring;

/// <summary>Text of strangers, made fit for a metadata file: one line, visible characters, not too long.</summary>
internal static class DraftText
{
    /// <summary>One line of at most so many characters.</summary>
    public static string Line(string? text, int most)
    {
        var line = new StringBuilder();
        foreach (Rune rune in (text ?? "").EnumerateRunes())
        {
            bool visible = rune.Value != 0xFFFD && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            if (visible && !Rune.IsWhiteSpace(rune))
                line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
            if (line.Length >= most)
                break;
        }

        return line.ToString().Trim();
    }

    /// <summary>A sentence: the first line of the text, with a full stop.</summary>
    /// <param name="text">The text; if there is none, <paramref name="otherwise"/> is the sentence.</param>
    /// <param name="otherwise">What stands there instead.</param>
    public static string Sentence(string? text, string otherwise)
    {
        string line = Line(text, 400).TrimEnd(' ', '.', ':', ';', ',');
        return (line.Length > 0 ? line : otherwise.TrimEnd('.')) + ".";
    }
}
