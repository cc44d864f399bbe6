using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using IntegrationHost.Api.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntegrationHost.Api.ThorApi;

/// <summary>Answers whose JSON is at hand already: an ExecModule is written as it was stored, not through a model that might lose something.</summary>
internal static class ThorResults
{
    private const string MediaType = "application/json; charset=utf-8";

    public static ContentHttpResult Json(JsonArray items) => TypedResults.Content(items.ToJsonString(WireJson.Options), MediaType);

    /// <summary>An answer that is a model, written to bytes at once.</summary>
    public static Utf8ContentHttpResult Json<T>(T item, JsonTypeInfo<T> type) => TypedResults.Text(JsonSerializer.SerializeToUtf8Bytes(item, type), MediaType);

    public static ContentHttpResult Json(JsonObject item, int status = StatusCodes.Status200OK) =>
        TypedResults.Content(item.ToJsonString(WireJson.Options), MediaType, statusCode: status);
}
