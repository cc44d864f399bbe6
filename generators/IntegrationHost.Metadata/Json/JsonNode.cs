using System.Collections.Generic;
using System.Text.Json;

namespace IntegrationHost.Metadata.Json;

/// <summary>A JSON value that knows where it stands.</summary>
internal sealed class JsonNode
{
    public JsonNode(JsonValueKind kind, int start, int length, string path)
    {
        Kind = kind;
        Start = start;
        Length = length;
        Path = path;
    }

    public JsonValueKind Kind { get; }

    /// <summary>Offset in bytes.</summary>
    public int Start { get; }

    /// <summary>Length in bytes; of an object or array, its first byte only.</summary>
    public int Length { get; }

    /// <summary>Where it stands, for people, such as <c>modules[0].name</c>.</summary>
    public string Path { get; }

    /// <summary>The value of a string; the raw text of a number or boolean.</summary>
    public string Text { get; set; } = "";

    public List<JsonMember> Members { get; } = [];

    public List<JsonNode> Items { get; } = [];
}

/// <summary>A property of an object.</summary>
internal sealed class JsonMember
{
    public JsonMember(string name, int start, int length, JsonNode value)
    {
        Name = name;
        Start = start;
        Length = length;
        Value = value;
    }

    public string Name { get; }

    /// <summary>Offset of the name in bytes.</summary>
    public int Start { get; }

    public int Length { get; }

    public JsonNode Value { get; }
}
