using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Wire;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.ThorApi;

/// <summary>Reads a body as an object, so that absent and <c>null</c> stay apart.</summary>
internal static class WireBody
{
    /// <exception cref="JsonException">It is no JSON, or too deep, or names a property twice.</exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            // Names are looked at while it is read, or when the first is asked for: both here.
            JsonNode? body = await JsonSerializer.DeserializeAsync(request.Body, ApiJsonContext.Default.JsonNode, cancellationToken);
            JsonObject whole = body as JsonObject ?? throw RequestRefusedException.BadRequest("The request body is not a JSON object. Send the whole thing, or for PATCH its changes.");
            _ = whole.Count;
            return whole;
        }
        catch (ArgumentException)
        {
            throw RequestRefusedException.BadRequest("The request body names a property twice. Name each once.");
        }
    }
}
