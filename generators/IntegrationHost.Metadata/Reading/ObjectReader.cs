using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Reads one object strictly: what was asked for is known, and <see cref="End"/> reports the rest.</summary>
internal sealed class ObjectReader
{
    private readonly JsonNode node;
    private readonly ProblemList problems;
    private readonly List<string> known = [];
    private readonly bool isObject;
    private JsonMember[]? odd;

    public ObjectReader(JsonNode node, ProblemList problems)
    {
        this.node = node;
        this.problems = problems;
        isObject = node.Kind == JsonValueKind.Object;
        if (!isObject)
        {
            problems.Add(MetadataRules.WrongType, node.Start, node.Length, $"{Name(node.Path)} must be an object. Put its properties in {{ }}.");
        }
    }

    /// <summary>A reader of an object within another's.</summary>
    public ObjectReader(JsonNode node, ObjectReader outer)
        : this(node, outer.problems)
    {
    }

    public string Path => node.Path;

    public JsonNode Node => node;

    /// <summary>The value of a property; <c>null</c> if it is not there or <c>null</c>.</summary>
    public JsonNode? Find(string name)
    {
        known.Add(name);
        return node.Find(name) ?? Misspelt(name);
    }

    /// <summary>The value of a property that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="form">What it must be, for the message; empty if the name says it.</param>
    public JsonNode? Require(string name, string form = "")
    {
        JsonNode? value = Find(name);
        if (value is null && isObject)
        {
            bool isNull = node.Members.Any(member => member.Name == name);
            string step = form.Length == 0 ? isNull ? "Give it a value." : "Add it." : (isNull ? "Give it a value: " : "Add it: ") + form + ".";
            problems.Add(MetadataRules.MissingProperty, node.Start, node.Length, $"{Name(node.Path)} has no \"{name}\"{(isNull ? ", only null" : "")}. {step}");
        }

        return value;
    }

    public string Text(string name) => TextOf(Require(name)) ?? "";

    public string? OptionalText(string name) => TextOf(Find(name));

    public bool Flag(string name)
    {
        JsonNode? value = Find(name);
        if (value is { Kind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            problems.Add(MetadataRules.WrongType, value.Start, value.Length, $"{value.Path} must be true or false, without quotes.");
        }

        return value?.Kind == JsonValueKind.True;
    }

    public int? Number(string name, int least, int most)
    {
        JsonNode? value = Find(name);
        if (value is null)
        {
            return null;
        }

        if (value.Kind == JsonValueKind.Number && int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Add(MetadataRules.WrongType, value.Start, value.Length, $"{value.Path} must be a whole number from {least} to {most}.");
        return null;
    }

    public EquatableArray<string> Texts(string name, int most = 64) => List(name, most, item => TextOf(item) ?? "");

    public EquatableArray<T> List<T>(string name, int most, Func<JsonNode, T> read, bool required = false)
        where T : IEquatable<T>
    {
        JsonNode? value = required ? Require(name) : Find(name);
        if (value is null)
        {
            return EquatableArray<T>.Empty;
        }

        if (value.Kind != JsonValueKind.Array)
        {
            problems.Add(MetadataRules.WrongType, value.Start, value.Length, $"{value.Path} must be an array. Put what it holds in [ ].");
            return EquatableArray<T>.Empty;
        }

        if (value.Items.Count > most)
        {
            problems.Add(MetadataRules.TooLarge, value.Start, value.Length, $"{value.Path} has {value.Items.Count} items; {most} are allowed. Split it.");
            return EquatableArray<T>.Empty;
        }

        if (required && value.Items.Count == 0)
        {
            problems.Add(MetadataRules.MissingProperty, value.Start, value.Length, $"{value.Path} is empty. Add at least one item.");
        }

        return new EquatableArray<T>([.. value.Items.Select(read)]);
    }

    public EquatableArray<NamedText> Map(string name)
    {
        JsonNode? value = Find(name);
        if (value is null)
        {
            return EquatableArray<NamedText>.Empty;
        }

        if (value.Kind != JsonValueKind.Object)
        {
            problems.Add(MetadataRules.WrongType, value.Start, value.Length, $"{value.Path} must be an object of texts.");
            return EquatableArray<NamedText>.Empty;
        }

        return new EquatableArray<NamedText>([.. value.Members.Select(member => new NamedText(member.Name, TextOf(member.Value) ?? ""))]);
    }

    /// <summary>What a word of a closed set stands for in the contract.</summary>
    public string Choice(string name, IReadOnlyDictionary<string, string> choices, string? fallback)
    {
        JsonNode? value = fallback is null ? Require(name, "one of " + string.Join(", ", choices.Keys)) : Find(name);
        if (value is null || TextOf(value) is not { } written)
        {
            return fallback ?? "";
        }

        if (choices.TryGetValue(written, out string? meaning))
        {
            return meaning;
        }

        problems.Add(MetadataRules.UnknownValue, value.Start, value.Length, $"{value.Path} is none of the known values. {Suggestion.For(written, [.. choices.Keys])}");
        return fallback ?? "";
    }

    /// <summary>Reports every property that nobody asked for.</summary>
    public void End(params string[] accepted)
    {
        known.AddRange(accepted);
        foreach (JsonMember member in node.Members.Where(member => !known.Contains(member.Name)))
        {
            problems.Add(
                MetadataRules.UnknownProperty, member.Start, member.Length,
                $"{Name(node.Path)} knows no property \"{Place.Shown(member.Name)}\". {Suggestion.For(member.Name, [.. known.Distinct()])}");
        }
    }

    public void Report(MetadataRule rule, JsonNode place, string message) => problems.Add(rule, place.Start, place.Length, message);

    public string? TextOf(JsonNode? value)
    {
        if (value is null or { Kind: JsonValueKind.String })
        {
            return value?.Text;
        }

        problems.Add(MetadataRules.WrongType, value.Start, value.Length, $"{value.Path} must be text in quotes.");
        return null;
    }

    /// <summary>The value of an unknown property that is spelt almost like this one: <see cref="End"/> tells of it, and nothing else needs to.</summary>
    private JsonNode? Misspelt(string name)
    {
        odd ??= FormatWords.Odd(node.Members);
        return FormatWords.Misspelt(node.Members, odd, name);
    }

    private static string Name(string path) => path.Length == 0 ? "The file" : path;
}
