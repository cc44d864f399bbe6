using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace IntegrationHost.Metadata.Json;

/// <summary>JSON text to a tree with places. Reports what is not JSON, too deep, doubled or made of forbidden characters.</summary>
internal sealed class JsonTreeReader
{
    /// <summary>Greatest depth. Metadata needs seven; what a schema or an example adds is its author's.</summary>
    public const int MaxDepth = 32;

    private readonly ProblemList problems;
    private readonly List<JsonText> odd = [];

    public JsonTreeReader(ProblemList problems) => this.problems = problems;

    /// <summary>Texts with characters that hide or reorder text, and overlong ones. What they mean, the format decides: its own files may not have them.</summary>
    public IReadOnlyList<JsonText> OddTexts => odd;

    /// <summary>The root; <c>null</c> if the text is not JSON.</summary>
    public JsonNode? Read(byte[] utf8)
    {
        var options = new JsonReaderOptions { MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Disallow };
        var reader = new Utf8JsonReader(utf8, options);
        try
        {
            reader.Read();
            JsonNode root = ReadValue(ref reader, null, "", -1);
            reader.Read();
            return root;
        }
        catch (JsonException failure)
        {
            bool deep = reader.CurrentDepth >= MaxDepth || failure.Message.IndexOf("maximum configured depth", StringComparison.OrdinalIgnoreCase) >= 0;
            (int start, string message) = deep
                ? (Math.Min((int)reader.BytesConsumed, Math.Max(0, utf8.Length - 1)), $"The file nests deeper than {MaxDepth} levels. Flatten it.")
                : JsonSyntax.Explain(utf8, failure.LineNumber ?? 0, failure.BytePositionInLine ?? 0);
            problems.Add(deep ? MetadataRules.TooLarge : MetadataRules.NotJson, start, 1, message);
            return null;
        }
        catch (InvalidOperationException)
        {
            problems.Add(MetadataRules.NotJson, (int)reader.TokenStartIndex, 1, "A string here is not valid Unicode. Remove the broken escape.");
            return null;
        }
    }

    private JsonNode ReadValue(ref Utf8JsonReader reader, JsonNode? parent, string name, int index)
    {
        int start = (int)reader.TokenStartIndex;
        JsonNode Node(JsonValueKind kind, int length) => index >= 0 ? new JsonNode(kind, start, length, parent!, index) : new JsonNode(kind, start, length, parent, name);
        JsonNode node;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                node = Node(JsonValueKind.Object, 1);
                ReadMembers(ref reader, node);
                return node;
            case JsonTokenType.StartArray:
                node = Node(JsonValueKind.Array, 1);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    node.Add(ReadValue(ref reader, node, "", node.Items.Count));
                }

                return node;
            case JsonTokenType.String:
                node = Node(JsonValueKind.String, reader.ValueSpan.Length + 2);
                node.Text = ReadText(ref reader, node);
                return node;
            case JsonTokenType.Number:
                node = Node(JsonValueKind.Number, reader.ValueSpan.Length);
                node.Text = Ascii(ref reader);
                return node;
            case JsonTokenType.True:
                node = Node(JsonValueKind.True, 4);
                node.Text = "true";
                return node;
            case JsonTokenType.False:
                node = Node(JsonValueKind.False, 5);
                node.Text = "false";
                return node;
            default:
                return Node(JsonValueKind.Null, 4);
        }
    }

    private void ReadMembers(ref Utf8JsonReader reader, JsonNode node)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int start = (int)reader.TokenStartIndex;
            int length = reader.ValueSpan.Length + 2;
            string name = ReadText(ref reader, node);
            if (!seen.Add(name))
            {
                problems.Add(MetadataRules.Duplicate, start, length, $"{node.Absent(name).Path} stands twice in one object. Remove one of them.");
            }

            reader.Read();
            node.Add(new JsonMember(name, start, length, ReadValue(ref reader, node, name, -1)));
        }
    }

    private string ReadText(ref Utf8JsonReader reader, JsonNode place)
    {
        string text = reader.GetString() ?? "";
        int forbidden = ForbiddenCharacters.IndexIn(text);
        if (forbidden >= 0 || text.Length > JsonText.MaxLength)
        {
            odd.Add(new JsonText((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2, place, text.Length, forbidden < 0 ? null : text[forbidden]));
        }

        return text;
    }

    private static string Ascii(ref Utf8JsonReader reader) => Encoding.ASCII.GetString(reader.ValueSpan.ToArray());
}

/// <summary>A text of the file that is longer than it should be, or holds a character that it should not.</summary>
internal sealed class JsonText
{
    /// <summary>Longest text of one value, in UTF-16 code units.</summary>
    public const int MaxLength = 4096;

    private readonly JsonNode place;

    public JsonText(int start, int byteCount, JsonNode place, int characters, char? forbidden)
    {
        Start = start;
        Length = byteCount;
        this.place = place;
        IsTooLong = characters > MaxLength;
        Forbidden = forbidden;
    }

    public int Start { get; }

    public int Length { get; }

    /// <summary>The value, or the object whose property name it is.</summary>
    public string Place => place.Path.Length == 0 ? "The text" : place.Path;

    public bool IsTooLong { get; }

    /// <summary>The first forbidden character; <c>null</c> if there is none.</summary>
    public char? Forbidden { get; }
}
