using System.Collections.Generic;
using System.Text;
using IntegrationHost.Metadata.Naming;

namespace IntegrationHost.Generators.Emission;

/// <summary>Lines that fit a screen: what is short stands in one line, and what is not is broken at its commas and spaces.</summary>
internal static class Layout
{
    /// <summary>Longest line, if what it says can be broken.</summary>
    public const int Width = 140;

    private const string Step = "    ";

    /// <summary>An object creation of the properties that say something.</summary>
    /// <param name="indent">White space before its first line.</param>
    /// <param name="properties">Properties and their values; <see cref="CodeValue.None"/> for those that are as by default.</param>
    public static string Creation(string indent, params (string Name, CodeValue Value)[] properties)
    {
        var code = new StringBuilder("new() {", 160);
        string before = " ";
        foreach ((string name, CodeValue value) in properties)
        {
            if (value.IsSome)
            {
                code.Append(before).Append(name).Append(" = ").Append(value.Line);
                before = ", ";
            }
        }

        code.Append(" }");
        if (code.Length + indent.Length <= Width)
        {
            return code.ToString();
        }

        code.Clear().Append("new()\n").Append(indent).Append("{\n");
        foreach ((string name, CodeValue value) in properties)
        {
            if (value.IsSome)
            {
                code.Append(indent).Append(Step).Append(name).Append(" =").Append(value.After(indent + Step, name.Length + 3)).Append(",\n");
            }
        }

        return code.Append(indent).Append('}').ToString();
    }

    /// <summary>A property of an initializer.</summary>
    public static string Property(string indent, string name, CodeValue value) => name + " =" + value.After(indent, name.Length + 3);

    /// <summary>Code of several items between commas, as many in a line as fit.</summary>
    /// <param name="indent">White space before each line.</param>
    /// <param name="items">Code of the items.</param>
    public static string Packed(string indent, IEnumerable<string> items)
    {
        var packed = new StringBuilder();
        int column = 0;
        foreach (string item in items)
        {
            bool begins = column == 0;
            bool fits = column + item.Length + 2 <= Width;
            packed.Append(begins ? indent : fits ? ", " : ",\n" + indent).Append(item);
            column = (begins || !fits ? indent.Length : column + 2) + item.Length;
        }

        return packed.ToString();
    }

    /// <summary>The arguments of a call: in its line, or below it.</summary>
    /// <param name="indent">White space before the line of the call.</param>
    /// <param name="before">Characters of the line before the arguments.</param>
    /// <param name="items">Code of the arguments.</param>
    public static string Arguments(string indent, int before, IReadOnlyCollection<string> items)
    {
        string line = string.Join(", ", items);
        return line.Length + before <= Width ? line : "\n" + Packed(indent + Step, items);
    }

    /// <summary>A documentation comment; a long one stands in several lines.</summary>
    /// <param name="indent">White space before each line; the first has it already.</param>
    /// <param name="words">Documentation, as <see cref="CSharpText.Documentation"/> makes it.</param>
    public static string Summary(string indent, string words)
    {
        string line = "/// <summary>" + words + "</summary>";
        if (line.Length + indent.Length <= Width)
        {
            return line;
        }

        var summary = new StringBuilder("/// <summary>\n");
        foreach (string part in Broken(words, Width - indent.Length - 4))
        {
            summary.Append(indent).Append("/// ").Append(part.TrimEnd()).Append('\n');
        }

        return summary.Append(indent).Append("/// </summary>").ToString();
    }

    /// <summary>A text in parts that end after a space, none longer than it must be.</summary>
    public static IEnumerable<string> Broken(string text, int most)
    {
        int start = 0;
        while (text.Length - start > most)
        {
            int space = text.LastIndexOf(' ', start + most - 1, most);
            int end = space > start ? space + 1 : start + most;
            end -= end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
            yield return text.Substring(start, end - start);
            start = end;
        }

        yield return text.Substring(start);
    }
}
