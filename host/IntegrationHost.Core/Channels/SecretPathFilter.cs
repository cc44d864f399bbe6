using System.Text.Json;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels;

/// <summary>Takes values out of JSON answers by their place, before anything else sees the answer: each becomes <c>null</c>.</summary>
/// <remarks>Works on the bytes, so that an answer with doubled names or odd escapes cannot hide a value from it that a later reader would see.</remarks>
internal static class SecretPathFilter
{
    private const string Each = "*";

    // A step that stays for all depths below.
    private const string AnyDepth = "**";

    /// <summary>The answer without the values at these places.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="paths">Names joined by dots; <c>[*]</c> or <c>*</c> for every item, <c>**</c> at the beginning for any depth.</param>
    /// <param name="host">For the message.</param>
    /// <exception cref="ChannelException">It begins like JSON and cannot be read as such, so that its secrets cannot be found.</exception>
    public static ProviderResponse Apply(ProviderResponse response, IReadOnlyList<string> paths, string host)
    {
        if (paths.Count == 0 || !LooksLikeJson(response))
            return response;

        try
        {
            return response with { Body = Remove(response.Body, paths) };
        }
        catch (JsonException)
        {
            throw new ChannelException(ChannelErrorCodes.InvalidAnswer, $"The answer of {host} is not the JSON that it begins like, so that it was not read further: it may hold a secret.");
        }
    }

    /// <summary>The JSON with <c>null</c> at these places; the same bytes if there is nothing at any.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static ReadOnlyMemory<byte> Remove(ReadOnlyMemory<byte> json, IReadOnlyList<string> paths)
    {
        List<Range> found = [];
        int start = json.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(json.Span[start..]);
        if (reader.Read())
            Walk(ref reader, [.. paths.Select(Steps)], found);
        while (reader.Read())
        {
        }

        if (found.Count == 0)
            return json;

        using var result = new MemoryStream(json.Length);
        int end = 0;
        foreach (Range range in found)
        {
            result.Write(json.Span[end..(range.Start.Value + start)]);
            result.Write("null"u8);
            end = range.End.Value + start;
        }

        result.Write(json.Span[end..]);
        return result.ToArray();
    }

    private static bool LooksLikeJson(ProviderResponse response)
    {
        ReadOnlySpan<byte> body = response.Body.Span.TrimStart("\uFEFF \t\r\n"u8);
        return body.Length > 0 && (body[0] is (byte)'{' or (byte)'[' || response.ContentType.EndsWith("json", StringComparison.Ordinal));
    }

    private static string[] Steps(string path) => path.Replace("[*]", ".*", StringComparison.Ordinal).TrimStart('.').Split('.');

    private static void Walk(ref Utf8JsonReader reader, List<ArraySegment<string>> paths, List<Range> found)
    {
        if (paths.Count == 0)
        {
            reader.Skip();
            return;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    List<ArraySegment<string>> next = [];
                    foreach (ArraySegment<string> path in paths)
                        AddNext(next, path, path[0] == Each || reader.ValueTextEquals(path[path[0] == AnyDepth ? 1 : 0]));
                    reader.Read();
                    Enter(ref reader, next, found);
                }

                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    List<ArraySegment<string>> next = [];
                    foreach (ArraySegment<string> path in paths)
                        AddNext(next, path, path[0] == Each);
                    Enter(ref reader, next, found);
                }

                break;
        }
    }

    private static void AddNext(List<ArraySegment<string>> next, ArraySegment<string> path, bool matches)
    {
        bool deep = path[0] == AnyDepth;
        if (matches)
            next.Add(path[(deep ? 2 : 1)..]);
        if (deep)
            next.Add(path);
    }

    private static void Enter(ref Utf8JsonReader reader, List<ArraySegment<string>> paths, List<Range> found)
    {
        if (!paths.Exists(path => path.Count == 0))
        {
            Walk(ref reader, paths, found);
            return;
        }

        int start = (int)reader.TokenStartIndex;
        reader.Skip();
        found.Add(start..(int)reader.BytesConsumed);
    }
}
