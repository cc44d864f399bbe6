using System.Globalization;

namespace IntegrationHost.Metadata.Json;

/// <summary>Characters that metadata may not hold: they hide text or reorder it in editors, terminals and reviews (Unicode TR 36).</summary>
internal static class ForbiddenCharacters
{
    /// <summary>What stands for bytes that are no text of the file's encoding.</summary>
    public const char Replacement = '\uFFFD';

    /// <summary>Index of the first one, or -1.</summary>
    public static int IndexIn(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(text, index))
            {
                case UnicodeCategory.Control when text[index] is not ('\n' or '\t'):
                case UnicodeCategory.Format:
                case UnicodeCategory.LineSeparator:
                case UnicodeCategory.ParagraphSeparator:
                case UnicodeCategory.Surrogate:
                case UnicodeCategory.OtherSymbol when text[index] == Replacement:
                    return index;
                default:
                    if (char.IsHighSurrogate(text[index]))
                    {
                        index++;
                    }

                    break;
            }
        }

        return -1;
    }
}
