using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Verification;

/// <summary>The answer to one request of a smoke test.</summary>
/// <param name="RequestId">Id of the request.</param>
/// <param name="Response">The answer as the channel gave it.</param>
/// <param name="Json">The body, if the content type says JSON and it is an object or array; otherwise <c>null</c>.</param>
internal sealed record ProviderAnswer(string RequestId, ProviderResponse Response, JsonElement? Json)
{
    // Longer than any word a provider answers with; a page is none.
    private const int LongestText = 1024;

    // An answer that says two things of one name says neither.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Whether the content type is JSON or built on it.</summary>
    public bool SaysJson => Response.ContentType == "application/json" || Response.ContentType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>Whether the answer sends the caller elsewhere.</summary>
    public bool IsRedirect => Response.StatusCode is >= 300 and <= 399;

    /// <summary>The whole body as text without white space around it, if the content type does not say JSON; otherwise <c>null</c>.</summary>
    public string? Text => SaysJson || Response.Body.Length > LongestText ? null : Encoding.UTF8.GetString(Response.Body.Span).Trim();

    /// <summary>Reads an answer.</summary>
    public static ProviderAnswer Read(string requestId, ProviderResponse response)
    {
        var answer = new ProviderAnswer(requestId, response, null);
        return answer.SaysJson ? answer with { Json = Parse(response.Body) } : answer;
    }

    /// <summary>Prints no body.</summary>
    public override string ToString() => $"ProviderAnswer({RequestId}, {Response})";

    private static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
