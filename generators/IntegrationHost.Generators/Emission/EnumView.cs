using System;
using System.Collections.Generic;
using System.Linq;

namespace IntegrationHost.Generators.Emission;

/// <summary>The enum of a closed set of words: a name in C# for each.</summary>
internal sealed class EnumView
{
    public EnumView(string name, IEnumerable<string> words)
    {
        Name = name;
        Words = [.. words.Distinct(StringComparer.Ordinal)];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        Values = [.. Words.Select(word => CSharpText.Distinct(CSharpText.Identifier(word), taken))];
    }

    /// <summary>Name of the type.</summary>
    public string Name { get; }

    /// <summary>Name of the field that holds the words.</summary>
    public string WordsName => Name + "Words";

    /// <summary>The words as on the wire.</summary>
    public string[] Words { get; }

    /// <summary>The names of the values, in the order of the words.</summary>
    public string[] Values { get; }

    /// <summary>The value of a word, with the type's name.</summary>
    public string ValueOf(string word) => $"{Name}.{Values[Array.IndexOf(Words, word)]}";
}
