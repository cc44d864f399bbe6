using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace IntegrationHost.Metadata.Json;

/// <summary>A JSON value that knows where it stands.</summary>
internal sealed class JsonNode
{
    private static readonly IReadOnlyList<JsonMember> NoMembers = Array.Empty<JsonMember>();
    private static readonly IReadOnlyList<JsonNode> NoItems = Array.Empty<JsonNode>();

    private readonly JsonNode? parent;
    private readonly string name;
    private readonly int index;
    private List<JsonMember>? members;
    private List<JsonNode>? items;

    /// <summary>A property's value, or the root if there is no parent.</summary>
    public JsonNode(JsonValueKind kind, int start, int length, JsonNode? parent = null, string name = "")
        : this(kind, start, length, parent, name, -1)
    {
    }

    /// <summary>An item of an array.</summary>
    public JsonNode(JsonValueKind kind, int start, int length, JsonNode parent, int index)
        : this(kind, start, length, parent, "", index)
    {
    }

    private JsonNode(JsonValueKind kind, int start, int length, JsonNode? parent, string name, int index)
    {
        Kind = kind;
        Start = start;
        Length = length;
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    public JsonValueKind Kind { get; }

    /// <summary>Offset in bytes.</summary>
    public int Start { get; }

    /// <summary>Length in bytes; of an object or array, its first byte only.</summary>
    public int Length { get; }

    /// <summary>The value of a string; the raw text of a number or boolean.</summary>
    public string Text { get; set; } = "";

    public IReadOnlyList<JsonMember> Members => members ?? NoMembers;

    public IReadOnlyList<JsonNode> Items => items ?? NoItems;

    /// <summary>Where it stands, for people, such as <c>modules[0].name</c>. Made when it is asked for: a large file has a million values and few problems.</summary>
    public string Path
    {
        get
        {
            string above = parent?.Path ?? "";
            if (index >= 0)
            {
                return above + "[" + index.ToString(CultureInfo.InvariantCulture) + "]";
            }

            string shown = name.Length == 0 ? "" : Place.Shown(name);
            return above.Length == 0 ? shown : shown.Length == 0 ? above : above + "." + shown;
        }
    }

    /// <summary>An object without properties that stands where a missing one should.</summary>
    public JsonNode Absent(string property) => new(JsonValueKind.Object, Start, Length, this, property);

    public void Add(JsonMember member) => (members ??= []).Add(member);

    public void Add(JsonNode item) => (items ??= []).Add(item);

    /// <summary>The value of a property; <c>null</c> if it is not there or <c>null</c>.</summary>
    public JsonNode? Find(string property)
    {
        foreach (JsonMember member in Members)
        {
            if (member.Name == property)
            {
                return member.Value.Kind == JsonValueKind.Null ? null : member.Value;
            }
        }

        return null;
    }
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
