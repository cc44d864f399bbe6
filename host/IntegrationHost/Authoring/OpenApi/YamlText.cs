using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>YAML as a JSON tree, within bounds: a stranger's file may nest without end, or repeat itself by aliases until memory ends.</summary>
internal static partial class YamlText
{
    private const int MostNodes = 2_000_000;

    /// <exception cref="DraftException">It is no YAML, or beyond a bound.</exception>
    public static JsonNode Read(string text)
    {
        try
        {
            return Read(new Parser(new StringReader(text)));
        }
        catch (YamlException failure)
        {
            // The exception repeats the file; only the place is told.
            throw new DraftException($"The document is neither JSON nor YAML: it breaks at line {failure.Start.Line}, column {failure.Start.Column}.");
        }
    }

    private static JsonNode Read(Parser parser)
    {
        var open = new Stack<(JsonNode Node, string? Key, string? Anchor)>();
        var anchors = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        int nodes = 0;
        JsonNode? root = null;
        while (parser.MoveNext())
        {
            JsonNode? value;
            switch (parser.Current)
            {
                case MappingStart or SequenceStart when open.Count >= DocumentText.MaxDepth:
                    throw new DraftException($"The document nests deeper than {DocumentText.MaxDepth} levels. Flatten it.");
                case MappingStart mapping:
                    open.Push((new JsonObject(), null, Name(mapping.Anchor)));
                    continue;
                case SequenceStart sequence:
                    open.Push((new JsonArray(), null, Name(sequence.Anchor)));
                    continue;
                case MappingEnd or SequenceEnd:
                    (value, _, string? anchor) = open.Pop();
                    if (anchor is not null)
                        anchors[anchor] = value;
                    break;
                case YamlScalar scalar when open.TryPeek(out var top) && top is { Node: JsonObject, Key: null }:
                    open.Pop();
                    open.Push((top.Node, scalar.Value, top.Anchor));
                    continue;
                case YamlScalar scalar:
                    value = Value(scalar);
                    if (Name(scalar.Anchor) is { } name && value is not null)
                        anchors[name] = value;
                    break;
                case AnchorAlias alias:
                    JsonNode target = anchors.GetValueOrDefault(alias.Value.Value) ?? throw new DraftException("The document has an alias of nothing that stands before it.");
                    nodes += Count(target);
                    value = nodes <= MostNodes ? target.DeepClone() : null;
                    break;
                case DocumentEnd:
                    return root ?? throw new DraftException("The document is empty.");
                default:
                    continue;
            }

            if (++nodes > MostNodes)
                throw new DraftException($"The document has more than {MostNodes} values. Name a smaller one.");
            if (open.Count == 0)
                root = value;
            else
                Add(open, value);
        }

        return root ?? throw new DraftException("The document is empty.");
    }

    private static void Add(Stack<(JsonNode Node, string? Key, string? Anchor)> open, JsonNode? value)
    {
        (JsonNode node, string? key, string? anchor) = open.Pop();
        if (node is JsonArray items)
        {
            items.Add(value);
        }
        else if (key is not null)
        {
            // A key that stands twice: the last one counts, as in most readers.
            node.AsObject()[key] = value;
        }

        open.Push((node, null, anchor));
    }

    private static int Count(JsonNode? node) => node switch
    {
        JsonObject item => 1 + item.Sum(pair => Count(pair.Value)),
        JsonArray items => 1 + items.Sum(Count),
        _ => 1,
    };

    private static string? Name(AnchorName anchor) => anchor.IsEmpty ? null : anchor.Value;

    // YAML 1.2, core schema: what is quoted is text.
    private static JsonNode? Value(YamlScalar scalar)
    {
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str")
            return scalar.Value;

        string text = scalar.Value;
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ when Number().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
            _ when Number().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
            _ => text,
        };
    }

    [GeneratedRegex(@"^[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?$")]
    private static partial Regex Number();
}
