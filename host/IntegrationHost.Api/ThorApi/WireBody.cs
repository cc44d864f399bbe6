using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Wire;
using IntegrationHost.Core;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.ThorApi;

/// <summary>Reads a body as an object, so that absent and <c>null</c> stay apart.</summary>
internal static class WireBody
{
    /// <exception cref="JsonException">It is no JSON, or too deep, names a property twice, or has a text that is no valid Unicode.</exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            // Names and texts are looked at while it is read, or when they are asked for: both here.
            JsonNode? body = await JsonSerializer.DeserializeAsync(request.Body, ApiJsonContext.Default.JsonNode, cancellationToken);
            JsonObject whole = body as JsonObject ?? throw RequestRefusedException.BadRequest("The request body is not a JSON object. Send the whole thing, or for PATCH its changes.");
            JsonText.Check(whole);
            return whole;
        }
        catch (ArgumentException)
        {
            throw RequestRefusedException.BadRequest("The request body names a property twice. Name each once.");
        }
    }
}
