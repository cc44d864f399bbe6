using System;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Generators.Emission;

/// <summary>What a value is in C#, and how it is read and written.</summary>
/// <param name="Name">The type, without the mark of <c>null</c>.</param>
/// <param name="Read">The call of a reader, with the reader's name and the value's name put in.</param>
/// <param name="Write">What is written for an expression of the type that may be <c>null</c>.</param>
internal sealed record TypeView(string Name, Func<string, string, string> Read, Func<string, string> Write)
{
    private static readonly Func<string, string> AsIs = value => value;

    /// <summary>Whether it is a list of typed items, for which <c>[]</c> can stand.</summary>
    public bool IsList => Name.StartsWith("IReadOnlyList<", StringComparison.Ordinal);

    /// <summary>A value of which no more than the type is known.</summary>
    public static TypeView Of(string type) => type switch
    {
        ValueTypes.Integer => Plain("long", "Integer"),
        ValueTypes.Number => Plain("decimal", "Number"),
        ValueTypes.Boolean => Plain("bool", "Boolean"),
        ValueTypes.Date => Plain("DateOnly", "Date"),
        ValueTypes.DateTime => Plain("DateTimeOffset", "DateTime"),
        ValueTypes.Array => Plain("JsonElement", "Array"),
        ValueTypes.Object => Plain("JsonElement", "Object"),
        ValueTypes.Json => Plain("JsonElement", "Any"),
        ValueTypes.File => Plain("FilePart", "File"),
        _ => Plain("string", "Text"),
    };

    /// <summary>One of an enum's values.</summary>
    public static TypeView Enum(EnumView view) =>
        new(view.Name, (reader, name) => $"{reader}.Word({name}, {view.WordsName})", value => $"{view.WordsName}.Write({value})");

    /// <summary>A list of an enum's values.</summary>
    public static TypeView Enums(EnumView view, int depth) =>
        new($"IReadOnlyList<{view.Name}>", (reader, name) => $"{reader}.List({name}, static {Item(depth)} => {Item(depth)}.Word(\"\", {view.WordsName}))", value => $"{view.WordsName}.WriteAll({value})");

    /// <summary>A class of its own.</summary>
    public static TypeView Record(string className) => new(className, (reader, name) => $"{reader}.Record({name}, {className}.Read)", AsIs);

    /// <summary>A list.</summary>
    public static TypeView List(TypeView item, int depth) =>
        new($"IReadOnlyList<{item.Name}>", (reader, name) => $"{reader}.List({name}, static {Item(depth)} => {item.Read(Item(depth), "\"\"")})", AsIs);

    private static string Item(int depth) => depth == 0 ? "item" : "item" + (depth + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TypeView Plain(string name, string method) => new(name, (reader, value) => $"{reader}.{method}({value})", AsIs);
}
