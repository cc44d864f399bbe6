using System.Text.Json.Nodes;
using IntegrationHost.Api.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHost.Api.ThorApi;

/// <summary>Answers whose JSON is at hand already: an ExecModule is written as it was stored, not through a model that might lose something.</summary>
internal static class ThorResults
{
    private const string MediaType = "application/json; charset=utf-8";

    public static ContentHttpResult Json(JsonArray items) => TypedResults.Content(items.ToJsonString(WireJson.Options), MediaType);

    public static ContentHttpResult Json(JsonObject item, int status = StatusCodes.Status200OK) =>
        TypedResults.Content(item.ToJsonString(WireJson.Options), MediaType, statusCode: status);
}
