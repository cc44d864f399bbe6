using System.Collections.Generic;
using System.Text;

namespace IntegrationHost.Metadata.Naming;

/// <summary>Letters and signs of European texts in ASCII, for names and documentation. A table of our own: what the platform offers depends on the machine's libraries.</summary>
internal static class LatinText
{
    private static readonly Dictionary<char, string> Plain = Table(
        ("A", "ÀÁÂÃÄÅĀĂĄ"), ("AE", "Æ"), ("C", "ÇĆĈĊČ"), ("D", "ÐĎĐ"), ("E", "ÈÉÊËĒĔĖĘĚ"), ("G", "ĜĞĠĢ"), ("H", "ĤĦ"), ("I", "ÌÍÎÏĨĪĬĮİ"), ("J", "Ĵ"), ("K", "Ķ"), ("L", "ĹĻĽŁ"),
        ("N", "ÑŃŅŇ"), ("O", "ÒÓÔÕÖØŌŎŐ"), ("OE", "Œ"), ("R", "ŔŖŘ"), ("S", "ŚŜŞŠȘ"), ("T", "ŢŤŦȚ"), ("Th", "Þ"), ("U", "ÙÚÛÜŨŪŬŮŰŲ"), ("W", "Ŵ"), ("Y", "ÝŶŸ"), ("Z", "ŹŻŽ"),
        ("a", "àáâãäåāăą"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ðďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľł"),
        ("n", "ñńņň"), ("o", "òóôõöøōŏő"), ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûüũūŭůűųµ"), ("w", "ŵ"), ("y", "ýŷÿ"), ("z", "źżž"));

    private static readonly Dictionary<char, string> Signs = Table(
        ("'", "\u2018\u2019\u201A\u2032"), ("\"", "\u201C\u201D\u201E\u00AB\u00BB"), ("-", "\u2010\u2011\u2012\u2013\u2014\u2212\u00B7\u2022"), ("...", "\u2026"), (" ", "\u00A0\u2009\u202F\n\t"),
        ("->", "\u2192"), ("<-", "\u2190"), ("x", "\u00D7"), ("+-", "\u00B1"), ("<=", "\u2264"), (">=", "\u2265"), ("!=", "\u2260"), ("1/2", "\u00BD"), (" EUR", "\u20AC"), (" GBP", "\u00A3"), (" degrees", "\u00B0"));

    /// <summary>The text with European letters in ASCII, other characters as they are.</summary>
    public static string Letters(string text) => Replaced(text, Plain, null);

    /// <summary>The text with European letters and the signs of typography in ASCII, other characters as they are.</summary>
    public static string LettersAndSigns(string text) => Replaced(text, Plain, Signs);

    private static string Replaced(string text, Dictionary<char, string> first, Dictionary<char, string>? second)
    {
        int index = 0;
        while (index < text.Length && text[index] is >= ' ' and <= '~')
        {
            index++;
        }

        if (index == text.Length)
        {
            return text;
        }

        var plain = new StringBuilder(text, 0, index, text.Length + 16);
        for (; index < text.Length; index++)
        {
            char c = text[index];
            if (c is < ' ' or > '~' && (first.TryGetValue(c, out string? ascii) || (second is not null && second.TryGetValue(c, out ascii))))
            {
                plain.Append(ascii);
            }
            else
            {
                plain.Append(c);
            }
        }

        return plain.ToString();
    }

    private static Dictionary<char, string> Table(params (string Ascii, string Characters)[] rows)
    {
        var table = new Dictionary<char, string>();
        foreach ((string ascii, string characters) in rows)
        {
            foreach (char c in characters)
            {
                table[c] = ascii;
            }
        }

        return table;
    }
}
