using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace IntegrationHost.Generators.Emission;

/// <summary>The one way in which text of a metadata file becomes C#: as a literal, an identifier, or documentation. Never as code.</summary>
internal static class CSharpText
{
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

    /// <summary>An identifier in Pascal case, made of the ASCII letters and digits of the text. It begins with a capital, so it is no keyword.</summary>
    public static string Identifier(string text)
    {
        var identifier = new StringBuilder();
        bool upper = true;
        foreach (char c in text)
        {
            if (c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
            {
                identifier.Append(upper ? char.ToUpperInvariant(c) : c);
                upper = false;
            }
            else
            {
                upper = true;
            }
        }

        if (identifier.Length == 0 || char.IsDigit(identifier[0]))
        {
            identifier.Insert(0, 'N');
        }

        return identifier.Length <= 64 ? identifier.ToString() : identifier.ToString(0, 64);
    }

    /// <summary>Documentation: printable ASCII without the characters that mean something in XML; anything else is dropped.</summary>
    public static string Documentation(string text)
    {
        string plain = new([.. text.Where(c => c is >= ' ' and <= '~' and not ('<' or '>' or '&'))]);
        return plain.Trim() is { Length: > 0 } words ? words : "Not described.";
    }

    /// <summary>A number that was read as one, as a literal; <c>null</c> for none.</summary>
    public static string Decimal(string? number) =>
        number is null ? "null" : decimal.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) + "m";

    /// <summary>A whole number, or <c>null</c>.</summary>
    public static string Integer(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";

    /// <summary>Names for the identifiers of one scope: a second one that would be equal gets a number.</summary>
    public static string Distinct(string identifier, HashSet<string> taken)
    {
        string name = identifier;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = identifier + number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
