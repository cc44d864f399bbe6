using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace IntegrationHost.Generators.Emission;

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

    /// <summary>A regular string literal in ASCII: everything that is not plain is written as <c>\uXXXX</c>.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            if (c is >= ' ' and <= '~' and not ('"' or '\\'))
            {
                literal.Append(c);
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

    /// <summary>A collection expression of name and value pairs.</summary>
    public static string Pairs(IEnumerable<Metadata.Model.NamedText> pairs) =>
        "[" + string.Join(", ", pairs.Select(pair => $"new({Literal(pair.Name)}, {Literal(pair.Value)})")) + "]";

    /// <summary>
    /// An identifier in Pascal case, made of the ASCII letters and digits of the text; if it has none, of the names of its signs.
    /// It begins with a capital, so it is no keyword.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="otherwise">The identifier of a text from which none can be made.</param>
    public static string Identifier(string text, string otherwise = "Item")
    {
        var identifier = new StringBuilder();
        bool upper = true;
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
            {
                bool minus = c is >= '0' and <= '9' && index > 0 && text[index - 1] == '-' && identifier.Length == 0;
                identifier.Append(minus ? "Minus" : "").Append(upper ? char.ToUpperInvariant(c) : c);
                upper = false;
            }
            else
            {
                upper = true;
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

    /// <summary>Documentation: printable ASCII without the characters that mean something in XML; anything else is dropped.</summary>
    public static string Documentation(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is > ' ' and <= '~' and not ('<' or '>' or '&'))
            {
                plain.Append(c);
            }
            else if (c == ' ' && plain.Length > 0 && plain[plain.Length - 1] != ' ')
            {
                plain.Append(c);
            }
        }

        string words = plain.ToString().TrimEnd();
        return words.Length == 0 ? "Not described." : words[words.Length - 1] is '.' or '!' or '?' or ':' ? words : words + ".";
    }

    /// <summary>A number that was read as one, as a literal; <c>null</c> for none.</summary>
    public static string Decimal(string? number) =>
        number is null ? "null" : decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) + "m";

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
