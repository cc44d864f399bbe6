using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace IntegrationHost.Metadata.Naming;

/// <summary>The one way in which text of a metadata file becomes C#: as a literal, an identifier, or documentation. Never as code.</summary>
internal static class CSharpText
{
    private static readonly Dictionary<char, string> SignNames = new()
    {
        ['<'] = "Less",
        ['>'] = "Greater",
        ['='] = "Equal",
        ['!'] = "Not",
        ['+'] = "Plus",
        ['-'] = "Minus",
        ['*'] = "Star",
        ['/'] = "Slash",
        ['\\'] = "Backslash",
        ['%'] = "Percent",
        ['&'] = "And",
        ['|'] = "Or",
        ['^'] = "Caret",
        ['~'] = "Tilde",
        ['.'] = "Dot",
        [','] = "Comma",
        [';'] = "Semicolon",
        [':'] = "Colon",
        ['?'] = "Question",
        ['#'] = "Hash",
        ['@'] = "At",
        ['$'] = "Dollar",
        ['_'] = "Underscore",
        ['\''] = "Apostrophe",
        ['"'] = "Quote",
        [' '] = "Space",
        ['\t'] = "Tab",
        ['('] = "Open",
        [')'] = "Close",
        ['['] = "Open",
        [']'] = "Close",
        ['{'] = "Open",
        ['}'] = "Close",
        ['\n'] = "Line",
    };

    /// <summary>A regular string literal in ASCII: a quote and a backslash are escaped by a backslash, everything else that is not plain is written as <c>\uXXXX</c>.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            if (c is >= ' ' and <= '~' and not ('"' or '\\'))
            {
                literal.Append(c);
            }
            else if (c is '"' or '\\')
            {
                literal.Append('\\').Append(c);
            }
            else
            {
                literal.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            }
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A literal, or <c>null</c>.</summary>
    public static string LiteralOrNull(string? text) => text is null ? "null" : Literal(text);

    /// <summary>A collection expression of literals.</summary>
    public static string Literals(IEnumerable<string> texts) => "[" + string.Join(", ", texts.Select(Literal)) + "]";

    /// <summary>
    /// An identifier in Pascal case, made of the ASCII letters and digits of the text; if it has none, of the names of its signs.
    /// It begins with a capital, so it is no keyword.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="otherwise">The identifier of a text from which none can be made.</param>
    public static string Identifier(string text, string otherwise = "Item")
    {
        string latin = LatinText.Letters(text);
        var identifier = new StringBuilder();
        bool begins = true;
        for (int index = 0; index < latin.Length; index++)
        {
            char c = latin[index];
            bool digit = c is >= '0' and <= '9';
            if (digit || c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
            {
                // Two numbers stay two: 1.0 is not 10. And the sign before the first one is a part of it.
                bool after = identifier.Length > 0 && identifier[identifier.Length - 1] is >= '0' and <= '9';
                string sign = digit && identifier.Length == 0 && index > 0 ? latin[index - 1] switch { '-' => "Minus", '+' => "Plus", _ => "" } : begins && digit && after ? "_" : "";
                identifier.Append(sign).Append(begins ? char.ToUpperInvariant(c) : c);
                begins = false;
            }
            else
            {
                begins = true;
            }
        }

        if (identifier.Length == 0)
        {
            return text.Length == 0 ? "Empty" : SignName(text) ?? otherwise;
        }

        if (identifier[0] is >= '0' and <= '9')
        {
            identifier.Insert(0, 'N');
        }

        return identifier.Length <= 64 ? identifier.ToString() : identifier.ToString(0, 64);
    }

    /// <summary>The names of up to three signs, such as <c>GreaterEqual</c>; <c>null</c> if one has none.</summary>
    private static string? SignName(string text) =>
        text.Length <= 3 && text.All(SignNames.ContainsKey) ? string.Concat(text.Select(c => SignNames[c])) : null;

    /// <summary>Documentation: printable ASCII in which what means something in XML is escaped; European letters and signs are spelt in ASCII, anything else is dropped.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="otherwise">What stands there if nothing is left of the text; ASCII letters, digits and spaces.</param>
    public static string Documentation(string text, string otherwise = "Not described")
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (char c in LatinText.LettersAndSigns(text))
        {
            if (c == ' ' ? plain.Length > 0 && plain[plain.Length - 1] != ' ' : c is > ' ' and <= '~')
            {
                Append(plain, c);
            }
        }

        string words = plain.ToString().Trim(' ', ':');
        words = words.Length == 0 ? otherwise : words;
        return words[words.Length - 1] is '.' or '!' or '?' or ':' ? words : words + ".";
    }

    /// <summary>A word as it stands on the wire, as code in documentation: what is no plain character is written as in a literal.</summary>
    public static string Code(string word)
    {
        string literal = Literal(word.Length <= 80 ? word : word.Substring(0, 80) + "...");
        var code = new StringBuilder("<c>");
        foreach (char c in literal.Length == 2 || word.Trim().Length < word.Length ? literal : literal.Substring(1, literal.Length - 2).Replace("\\\"", "\""))
        {
            Append(code, c);
        }

        return code.Append("</c>").ToString();
    }

    /// <summary>A name as words, such as <c>Ship name</c> for <c>ship_name</c> or <c>shipName</c>; documentation of what nobody described.</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder();
        string latin = LatinText.Letters(name);
        for (int index = 0; index < latin.Length; index++)
        {
            char c = latin[index];
            bool letter = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
            bool capital = c is >= 'A' and <= 'Z';
            bool hump = capital && index > 0 && latin[index - 1] is (>= 'a' and <= 'z') or (>= '0' and <= '9');
            if ((!letter || hump) && words.Length > 0 && words[words.Length - 1] != ' ')
            {
                words.Append(' ');
            }

            bool acronym = capital && ((index + 1 < latin.Length && latin[index + 1] is >= 'A' and <= 'Z') || (index > 0 && latin[index - 1] is >= 'A' and <= 'Z'));
            words.Append(!letter ? "" : words.Length == 0 ? char.ToUpperInvariant(c).ToString() : capital && !acronym ? char.ToLowerInvariant(c).ToString() : c.ToString());
        }

        string result = words.ToString().Trim();
        return result.Length == 0 ? "Not described" : result;
    }

    private static void Append(StringBuilder xml, char c)
    {
        switch (c)
        {
            case '<':
                xml.Append("&lt;");
                break;
            case '>':
                xml.Append("&gt;");
                break;
            case '&':
                xml.Append("&amp;");
                break;
            default:
                xml.Append(c);
                break;
        }
    }

    /// <summary>A number that was read as one, as a literal of a decimal or of an integer that becomes one; <c>null</c> for none.</summary>
    public static string Decimal(string? number)
    {
        if (number is null)
        {
            return "null";
        }

        decimal value = decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        string text = value.ToString(CultureInfo.InvariantCulture);
        return text.IndexOf('.') < 0 && value is > int.MinValue and <= int.MaxValue ? text : text + "m";
    }

    /// <summary>A date as an expression.</summary>
    public static string Date(string text)
    {
        var date = DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return FormattableString.Invariant($"new DateOnly({date.Year}, {date.Month}, {date.Day})");
    }

    /// <summary>A date and time as an expression.</summary>
    public static string Moment(string text)
    {
        DateTimeOffset moment = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        string offset = moment.Offset == TimeSpan.Zero ? "TimeSpan.Zero" : FormattableString.Invariant($"TimeSpan.FromMinutes({(int)moment.Offset.TotalMinutes})");
        long ticks = moment.Ticks % TimeSpan.TicksPerSecond;
        string rest = ticks == 0 ? "" : FormattableString.Invariant($".AddTicks({ticks})");
        return FormattableString.Invariant($"new DateTimeOffset({moment.Year}, {moment.Month}, {moment.Day}, {moment.Hour}, {moment.Minute}, {moment.Second}, {offset}){rest}");
    }

    /// <summary>A whole number, or <c>null</c>.</summary>
    public static string Integer(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";

    /// <summary>Names for the identifiers of one scope: a second one that would be equal gets a number.</summary>
    public static string Distinct(string identifier, HashSet<string> taken)
    {
        // After a digit the number would look like a part of it.
        string stem = identifier[identifier.Length - 1] is >= '0' and <= '9' ? identifier + "_" : identifier;
        string name = identifier;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = stem + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
