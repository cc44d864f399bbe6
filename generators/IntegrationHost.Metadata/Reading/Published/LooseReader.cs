using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using IntegrationHost.Metadata.Json;

namespace IntegrationHost.Metadata.Reading.Published;

/// <summary>
/// Reads an object of a published file: what a server that nobody here controls sends is taken as far as it makes sense. What cannot be used is noted and left out.
/// </summary>
internal sealed class LooseReader
{
    /// <summary>Longest text that is taken over; the rest is cut off.</summary>
    private const int MaxText = 2000;

    private readonly ProblemList problems;

    /// <summary>A reader of an object within another.</summary>
    public LooseReader(JsonNode node, LooseReader outer)
        : this(node, outer.problems)
    {
    }

    public LooseReader(JsonNode node, ProblemList problems)
    {
        Node = node;
        this.problems = problems;
    }

    public JsonNode Node { get; }

    /// <summary>The value of the first of the names that has one.</summary>
    public JsonNode? Find(params string[] names)
    {
        foreach (string name in names)
        {
            if (Node.Find(name) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The text of a value in one line, without characters that hide or reorder text; empty if there is none.</summary>
    public string Text(params string[] names)
    {
        foreach (string name in names)
        {
            if (TextOf(Node.Find(name)) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return "";
    }

    /// <summary>The text of a scalar as people see it; <c>null</c> for anything else.</summary>
    public static string? TextOf(JsonNode? node) => RawOf(node) is { } text ? Clean(text) : null;

    /// <summary>The text of a scalar as it is; <c>null</c> for anything else.</summary>
    public static string? RawOf(JsonNode? node) => node is { Kind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } ? node.Text : null;

    public bool Flag(string name) => RawOf(Node.Find(name)) is { } text && string.Equals(text.Trim(), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A number, in quotes or not, as invariant text; <c>null</c> for anything else.</summary>
    public string? Number(params string[] names)
    {
        string? text = RawOf(Find(names))?.Trim();
        return text is not null && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number.ToString(CultureInfo.InvariantCulture) : null;
    }

    public int? Integer(params string[] names) => Number(names) is { } text && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Scalars of an array, or what commas separate in a text. An object counts by its <c>value</c>, as options of a form do.</summary>
    public string[] Texts(int most, params string[] names)
    {
        JsonNode? node = Find(names);
        IEnumerable<string?> texts = node switch
        {
            null => [],
            { Kind: JsonValueKind.Array } => node.Items.Select(item => RawOf(item) ?? RawOf(item.Find("value") ?? item.Find("id") ?? item.Find("name"))),
            { Kind: JsonValueKind.Object } => node.Members.Select(member => (string?)member.Name),
            { Kind: JsonValueKind.String } => Split(node.Text),
            _ => [RawOf(node)],
        };
        return [.. texts.Where(text => text is not null && IsPlain(text)).Select(text => text!).Distinct(StringComparer.Ordinal).Take(most)];
    }

    /// <summary>A list that was written as one text: <c>a, b</c>, <c>a|b</c>, or a JSON array in quotes.</summary>
    private static IEnumerable<string?> Split(string text)
    {
        string list = text.Trim();
        bool array = list.Length > 1 && list[0] == '[' && list[list.Length - 1] == ']';
        string inner = array ? list.Substring(1, list.Length - 2) : list;
        char separator = inner.IndexOf(',') < 0 && inner.IndexOf('|') > 0 ? '|' : ',';
        return inner.Split(separator).Select(part => (string?)(array ? part.Trim().Trim('"', '\'') : part.Trim()));
    }

    /// <summary>Objects of an array, or of a map by name.</summary>
    public IEnumerable<(LooseReader Item, string? Key)> Objects(params string[] names)
    {
        JsonNode? node = Find(names);
        return node switch
        {
            null => [],
            { Kind: JsonValueKind.Array } => node.Items.Select(item => (new LooseReader(item, problems), RawOf(item))),
            { Kind: JsonValueKind.Object } => node.Members.Select(member => (new LooseReader(member.Value, problems), (string?)member.Name)),
            _ => Odd(node),
        };
    }

    public void Report(MetadataRule rule, JsonNode place, string message) => problems.Add(rule, place.Start, place.Length, message);

    /// <summary>Says of a part why it was left out.</summary>
    public void LeaveOut(JsonNode place, string why) => Report(MetadataRules.LeftOut, place, $"{place.Path} was left out: {why}");

    /// <summary>Notes properties that are spelt almost like known ones. All others are the server's own affair.</summary>
    public void NoteMisspelt(string[] known)
    {
        foreach (JsonMember member in Node.Members)
        {
            if (Array.IndexOf(known, member.Name) < 0 && Suggestion.Near(member.Name, known) is { } near && Node.Find(near) is null)
            {
                problems.Add(MetadataRules.MaybeMisspelt, member.Start, member.Length, $"{Node.Path} has a property \"{Place.Shown(member.Name)}\" that is not known and was ignored. Is \"{near}\" meant?");
            }
        }
    }

    /// <summary>Whether a text can stand in a file of our own as it is; one that means something to a module is taken whole or not at all.</summary>
    public static bool IsPlain(string text) => text.Length <= JsonText.MaxLength && ForbiddenCharacters.IndexIn(text) < 0;

    /// <summary>One line of visible text: line breaks and tabs become spaces, characters that hide or reorder text go.</summary>
    public static string Clean(string text)
    {
        string cut = text.Length <= MaxText ? text : text.Substring(0, char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText);
        if (ForbiddenCharacters.IndexIn(cut) < 0 && cut.IndexOf('\n') < 0 && cut.IndexOf('\t') < 0)
        {
            return cut.Trim();
        }

        return new string([.. cut.Select(c => c is '\n' or '\r' or '\t' ? ' ' : c).Where((c, index) => char.IsSurrogate(c) || ForbiddenCharacters.IndexIn(c.ToString()) < 0)]).Trim();
    }

    private IEnumerable<(LooseReader Item, string? Key)> Odd(JsonNode node)
    {
        LeaveOut(node, "it is neither a list nor a map.");
        return [];
    }
}
