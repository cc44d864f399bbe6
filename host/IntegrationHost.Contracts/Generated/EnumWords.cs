using System.Globalization;

namespace IntegrationHost.Contracts.Generated;

/// <summary>The words that an enum's values have on the wire.</summary>
/// <typeparam name="T">An enum whose values count up from 0.</typeparam>
/// <param name="words">A word for each value, in their order.</param>
public sealed class EnumWords<T>(params string[] words)
    where T : struct, Enum
{
    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>The value of a word; <c>null</c> if there is none.</summary>
    public T? Read(string word) => Array.IndexOf(words, word) is >= 0 and var index ? (T)Enum.ToObject(typeof(T), index) : null;

    /// <summary>The word of a value; <c>null</c> for <c>null</c>.</summary>
    public string? Write(T? value) => value is { } set ? words[Convert.ToInt32(set, CultureInfo.InvariantCulture)] : null;

    /// <summary>The words of values; <c>null</c> for <c>null</c>.</summary>
    public IReadOnlyList<string>? WriteAll(IReadOnlyList<T>? values) => values is null ? null : [.. values.Select(value => Write(value)!)];
}
