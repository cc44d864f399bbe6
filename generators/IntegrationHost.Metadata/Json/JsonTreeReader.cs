using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace IntegrationHost.Metadata.Json;

/// <summary>JSON text to a tree with places. Reports what is not JSON, too deep, doubled or made of forbidden characters.</summary>
internal sealed class JsonTreeReader
{
    /// <summary>Greatest depth. Metadata needs seven; what a schema or an example adds is its author's.</summary>
    public const int MaxDepth = 16;

    /// <summary>Longest text of one value, in UTF-16 code units.</summary>
    public const int MaxText = 4096;

    private readonly ProblemList problems;

    public JsonTreeReader(ProblemList problems) => this.problems = problems;

    /// <summary>The root; <c>null</c> if the text is not JSON.</summary>
    public JsonNode? Read(byte[] utf8)
    {
        var options = new JsonReaderOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Disallow };
        var reader = new Utf8JsonReader(utf8, options);
        try
        {
            reader.Read();
            JsonNode root = ReadValue(ref reader, "");
            reader.Read();
            return root;
        }
        catch (JsonException failure)
        {
            int start = Math.Min((int)reader.BytesConsumed, Math.Max(0, utf8.Length - 1));
            bool deep = reader.CurrentDepth >= MaxDepth || failure.Message.IndexOf("depth", StringComparison.OrdinalIgnoreCase) >= 0;
            problems.Add(
                deep ? MetadataRules.TooLarge : MetadataRules.NotJson, start, 1,
                deep ? $"The file nests deeper than {MaxDepth} levels. Flatten it." : "The file is not JSON from here on: a comma, quote or bracket is missing or too many. Comments and trailing commas are not allowed.");
            return null;
        }
        catch (InvalidOperationException)
        {
            problems.Add(MetadataRules.NotJson, (int)reader.TokenStartIndex, 1, "A string here is not valid Unicode. Remove the broken escape.");
            return null;
        }
    }

    private JsonNode ReadValue(ref Utf8JsonReader reader, string path)
    {
        int start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, new JsonNode(JsonValueKind.Object, start, 1, path));
            case JsonTokenType.StartArray:
                var array = new JsonNode(JsonValueKind.Array, start, 1, path);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    array.Items.Add(ReadValue(ref reader, $"{path}[{array.Items.Count}]"));
                }

                return array;
            case JsonTokenType.String:
                return new JsonNode(JsonValueKind.String, start, reader.ValueSpan.Length + 2, path) { Text = ReadText(ref reader, path) };
            case JsonTokenType.Number:
                return new JsonNode(JsonValueKind.Number, start, reader.ValueSpan.Length, path) { Text = Ascii(ref reader) };
            case JsonTokenType.True:
                return new JsonNode(JsonValueKind.True, start, 4, path) { Text = "true" };
            case JsonTokenType.False:
                return new JsonNode(JsonValueKind.False, start, 5, path) { Text = "false" };
            default:
                return new JsonNode(JsonValueKind.Null, start, 4, path);
        }
    }

    private JsonNode ReadObject(ref Utf8JsonReader reader, JsonNode node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int start = (int)reader.TokenStartIndex;
            int length = reader.ValueSpan.Length + 2;
            string name = ReadText(ref reader, node.Path);
            string path = node.Path.Length == 0 ? Place.Shown(name) : $"{node.Path}.{Place.Shown(name)}";
            if (!seen.Add(name))
            {
                problems.Add(MetadataRules.Duplicate, start, length, $"{path} stands twice in one object. Remove one of them.");
            }

            reader.Read();
            node.Members.Add(new JsonMember(name, start, length, ReadValue(ref reader, path)));
        }

        return node;
    }

    private string ReadText(ref Utf8JsonReader reader, string path)
    {
        int start = (int)reader.TokenStartIndex;
        int length = reader.ValueSpan.Length + 2;
        string text = reader.GetString() ?? "";
        string place = path.Length == 0 ? "The text" : path;
        if (text.Length > MaxText)
        {
            problems.Add(MetadataRules.TooLarge, start, length, $"{place} is longer than {MaxText} characters. Shorten it.");
        }

        int forbidden = ForbiddenCharacters.IndexIn(text);
        if (forbidden >= 0)
        {
            problems.Add(
                MetadataRules.ForbiddenCharacter, start, length,
                $"{place} holds the character U+{(int)text[forbidden]:X4}, which is invisible or changes how text is read. Remove it.");
        }

        return text;
    }

    private static string Ascii(ref Utf8JsonReader reader) => Encoding.ASCII.GetString(reader.ValueSpan.ToArray());
}
