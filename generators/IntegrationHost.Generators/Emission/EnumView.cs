using System;
using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Naming;
using Scriban.Runtime;

namespace IntegrationHost.Generators.Emission;

/// <summary>The enum of a closed set of words: a name in C# for each.</summary>
internal sealed class EnumView
{
    private readonly string description;

    public EnumView(string name, string wordsName, string description, IEnumerable<string> words)
    {
        Name = name;
        WordsName = wordsName;
        this.description = description;
        Words = [.. words.Distinct(StringComparer.Ordinal)];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        Values = [.. Words.Select(word => CSharpText.Distinct(CSharpText.Identifier(word, "Value"), taken))];
    }

    /// <summary>Name of the type.</summary>
    public string Name { get; }

    /// <summary>Name of the field that holds the words.</summary>
    public string WordsName { get; }

    /// <summary>The words as on the wire.</summary>
    public string[] Words { get; }

    /// <summary>The names of the values, in the order of the words.</summary>
    public string[] Values { get; }

    /// <summary>The value of a word, with the type's name; <c>null</c> if there is none.</summary>
    public string? ValueOf(string word) => Array.IndexOf(Words, word) is >= 0 and var index ? $"{Name}.{Values[index]}" : null;

    public ScriptObject ToScript() => new()
    {
        ["name"] = Name,
        ["words_name"] = WordsName,
        ["words"] = Layout.Arguments("    ", (2 * Name.Length) + 60, [.. Words.Select(CSharpText.Literal)]),
        ["doc"] = Layout.Summary("", CSharpText.Documentation(description, CSharpText.Words(Name))),
        ["values"] = ProviderView.Array(Words.Select((word, index) => new ScriptObject { ["name"] = Values[index], ["doc"] = $"/// <summary>{CSharpText.Code(word)} on the wire.</summary>" })),
    };
}
