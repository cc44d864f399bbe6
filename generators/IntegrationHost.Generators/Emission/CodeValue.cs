using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Naming;

namespace IntegrationHost.Generators.Emission;

/// <summary>The code of a value, and what is known of it to break it over lines.</summary>
internal readonly struct CodeValue
{
    private readonly string? text;
    private readonly IReadOnlyCollection<string>? items;

    private CodeValue(string? line, string? text, IReadOnlyCollection<string>? items)
    {
        Line = line;
        this.text = text;
        this.items = items;
    }

    /// <summary>Nothing to say.</summary>
    public static CodeValue None => default;

    /// <summary>The code in one line; <c>null</c> if there is nothing to say.</summary>
    public string? Line { get; }

    /// <summary>Whether there is something to say.</summary>
    public bool IsSome => Line is not null;

    /// <summary>Code that cannot be broken.</summary>
    public static implicit operator CodeValue(string? code) => new(code, null, null);

    /// <summary>A literal; nothing for an empty text.</summary>
    public static CodeValue Text(string text) => text.Length == 0 ? None : Literal(text);

    /// <summary>A literal.</summary>
    public static CodeValue Literal(string text) => new(CSharpText.Literal(text), text, null);

    /// <summary>A collection expression of literals; nothing for an empty list.</summary>
    public static CodeValue Texts(IReadOnlyCollection<string> texts) => texts.Count == 0 ? None : List([.. texts.Select(CSharpText.Literal)]);

    /// <summary>A collection expression.</summary>
    public static CodeValue List(IReadOnlyCollection<string> items) => new("[" + string.Join(", ", items) + "]", null, items);

    /// <summary>The value as it stands after <c>Name =</c>: in that line if it fits, and otherwise below it.</summary>
    /// <param name="indent">White space before the property.</param>
    /// <param name="before">Characters of the line before the value, without the white space.</param>
    public string After(string indent, int before)
    {
        if (Line is null || indent.Length + before + Line.Length < Layout.Width || (items is null && (text is null || text.IndexOf(' ') < 0)))
        {
            return " " + Line;
        }

        if (items is not null)
        {
            return "\n" + indent + "[\n" + Layout.Packed(indent + "    ", items) + ",\n" + indent + "]";
        }

        string inner = indent + "    ";
        return "\n" + inner + string.Join("\n" + inner + "+ ", Layout.Broken(text!, Layout.Width - inner.Length - 6).Select(CSharpText.Literal));
    }
}
