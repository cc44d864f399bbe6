using System.Text;
using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>
/// The link of an ExecModule in the very bytes that a server sent. A save replaces the whole object there, so that all but the link must go back as it came: unknown properties, the form
/// of numbers, escapes, order and white space.
/// </summary>
internal sealed class ModuleLinkText
{
    /// <summary>The link as a bare id, which some servers have instead of the object.</summary>
    public const string IdName = "integrationAccountId";

    private const string Main = "integrationAccount";
    private const string Double = "execModuleIntegrationAccount";
    private const string Config = "execModuleConfig";
    private const string AuthConfig = "authConfig";

    private readonly ReadOnlyMemory<byte> text;
    private readonly List<LinkPlace> places = [];
    private int end;
    private bool empty = true;

    private ModuleLinkText(ReadOnlyMemory<byte> text) => this.text = text;

    /// <summary>Id of the module; <c>null</c> if its text has none.</summary>
    public string? Id { get; private set; }

    /// <summary>Whether a value outside the link is ThorAPI's mask: sent back, it could become the secret.</summary>
    public bool HasMasks { get; private set; }

    /// <summary>The account that it names, in the first of the places that name one.</summary>
    public string? Linked => places.Find(place => place.Id is not null)?.Id;

    /// <summary>Finds the places.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static ModuleLinkText Read(ReadOnlyMemory<byte> text)
    {
        var module = new ModuleLinkText(text);
        var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = 64 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An ExecModule is an object.");
        module.ReadObject(ref reader, [Main, Double, IdName], Config, nested: false);
        module.end = (int)reader.TokenStartIndex;
        while (reader.Read())
        {
            // Nothing may follow.
        }

        return module;
    }

    /// <summary>Whether it names this account, and no other anywhere.</summary>
    public bool IsLinkedTo(string account) => !IsFree && places.TrueForAll(place => place.Id is null || Same(place.Id, account));

    /// <summary>Whether it names no account.</summary>
    public bool IsFree => places.TrueForAll(place => place.Id is null);

    /// <summary>The text with the link to an account, in the shape that the server uses.</summary>
    public byte[] LinkedTo(string account, string moduleId)
    {
        List<(Range Range, string Text)> changes = [.. Missing(moduleId)];
        foreach (LinkPlace place in places.Where(place => place.IsSet || (!place.Nested && place.Name is Main or IdName)))
            changes.Add((place.Value, place.IsBare ? $"\"{account}\"" : Reference(account)));
        if (!places.Exists(place => !place.Nested && place.Name is Main or IdName))
            changes.Add((end..end, $"{Comma(changes)}\"{Main}\":{Reference(account)}"));
        return Splice(changes);
    }

    /// <summary>The text with no link.</summary>
    public byte[] Unlinked(string moduleId) => Splice([.. Missing(moduleId), .. places.Where(place => place.IsSet).Select(place => (place.Value, "null"))]);

    // A save without the id in its body is taken for a new module by some servers.
    private IEnumerable<(Range, string)> Missing(string moduleId) => Id is null ? [(end..end, $"{(empty ? "" : ",")}\"id\":\"{moduleId}\"")] : [];

    private string Comma(List<(Range Range, string Text)> changes) => empty && changes.Count == 0 ? "" : ",";

    private static string Reference(string account) => $$"""{"id":"{{account}}"}""";

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private byte[] Splice(List<(Range Range, string Text)> changes)
    {
        var result = new MemoryStream(text.Length + 128);
        int at = 0;
        foreach ((Range range, string replacement) in changes.OrderBy(change => change.Range.Start.Value))
        {
            result.Write(text.Span[at..range.Start.Value]);
            result.Write(Encoding.UTF8.GetBytes(replacement));
            at = range.End.Value;
        }

        result.Write(text.Span[at..]);
        return result.ToArray();
    }

    /// <summary>Reads the object that the reader stands in, to its end.</summary>
    private void ReadObject(ref Utf8JsonReader reader, string[] links, string? inner, bool nested)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            empty = false;
            string name = reader.GetString()!;
            reader.Read();
            if (links.Contains(name))
                ReadPlace(ref reader, name, nested);
            else if (name == inner && reader.TokenType == JsonTokenType.StartObject)
                ReadObject(ref reader, nested ? [Main] : [], nested ? null : AuthConfig, nested: true);
            else
                ReadOther(ref reader, name, nested);
        }
    }

    private void ReadPlace(ref Utf8JsonReader reader, string name, bool nested)
    {
        int start = (int)reader.TokenStartIndex;
        JsonTokenType kind = reader.TokenType;
        string? id = kind == JsonTokenType.String ? reader.GetString() : null;
        if (kind == JsonTokenType.StartObject)
        {
            using JsonDocument account = JsonDocument.ParseValue(ref reader);
            id = ThorJson.Text(account.RootElement, "id");
        }
        else
        {
            reader.Skip();
        }

        places.Add(new LinkPlace(name, start..(int)reader.BytesConsumed, kind, string.IsNullOrEmpty(id) ? null : id, nested));
    }

    private void ReadOther(ref Utf8JsonReader reader, string name, bool nested)
    {
        if (name == "id" && !nested && reader.TokenType == JsonTokenType.String)
            Id = reader.GetString();
        int depth = reader.CurrentDepth;
        NoteMask(ref reader);
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        while (reader.Read() && reader.CurrentDepth > depth)
            NoteMask(ref reader);
    }

    private void NoteMask(ref Utf8JsonReader reader) => HasMasks |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(ThorJson.Mask);
}
