using System.Buffers;
using System.Text;
using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>
/// A list of modules that comes in Spring's pages (<c>content</c>, <c>number</c>, <c>last</c>, <c>totalPages</c>). Whether ThorAPI pages its metadata is not public; taking the first
/// page for all of it would tell of a hundred removed modules.
/// </summary>
internal static class MetadataPages
{
    /// <summary>Most pages that are asked for; a server that never ends is not believed.</summary>
    public const int Most = 1000;

    /// <summary>Whether an answer is a page with another after it.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="page">Number of the page, from 0.</param>
    public static bool HasNext(string text, int page)
    {
        try
        {
            using JsonDocument document = Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("content", out JsonElement content) || content.ValueKind != JsonValueKind.Array || content.GetArrayLength() == 0)
            {
                return false;
            }

            JsonElement shown = root.TryGetProperty("page", out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
            return root.TryGetProperty("last", out JsonElement last) && last.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? last.ValueKind == JsonValueKind.False
                : shown.TryGetProperty("totalPages", out JsonElement total) && total.ValueKind == JsonValueKind.Number && total.TryGetInt32(out int pages) && page + 1 < pages;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>One answer with the modules of all pages.</summary>
    /// <exception cref="UpstreamException">One of them is no page.</exception>
    public static string Join(IReadOnlyList<string> pages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (string page in pages)
            {
                Append(json, page);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Append(Utf8JsonWriter json, string page)
    {
        try
        {
            using JsonDocument document = Parse(page);
            foreach (JsonElement module in document.RootElement.GetProperty("content").EnumerateArray())
            {
                module.WriteTo(json);
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UpstreamException("The server answered with a first page of modules and then with something else. Try again, or fetch the answer yourself and name the file with --from.");
        }
    }

    private static JsonDocument Parse(string text) => JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 64 });
}
