using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Problems;

namespace IntegrationHost.Api.ThorApi;

/// <summary>ThorAPI's query by example: strings are contained without case, all else is equal, nulls mean anything, all must hold.</summary>
internal static class QueryByExample
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads an example; <c>false</c> if it is no JSON object.</summary>
    /// <exception cref="RequestRefusedException">It asks by a secure field.</exception>
    public static bool TryParse(string? text, out JsonObject? example)
    {
        example = null;
        try
        {
            example = JsonNode.Parse(text ?? "", documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }

        if (example is not null && AsksForSecret(example))
            throw RequestRefusedException.BadRequest("Secure fields (apiKey, password, accountId) cannot be searched. Leave them out of the example.");
        return example is not null;
    }

    public static bool Matches(JsonObject item, JsonObject example) =>
        example.All(wanted => wanted.Value is null || Matches(Find(item, wanted.Key), wanted.Value));

    /// <summary>Property names as they compare: camel and snake case alike, without case.</summary>
    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal);

    private static JsonNode? Find(JsonObject item, string name) =>
        item.FirstOrDefault(property => string.Equals(Plain(property.Key), Plain(name), StringComparison.OrdinalIgnoreCase)).Value;

    private static bool Matches(JsonNode? value, JsonNode wanted) => (value, wanted) switch
    {
        (null, _) => false,
        (JsonObject nested, JsonObject example) => Matches(nested, example),
        _ when wanted.GetValueKind() == JsonValueKind.String && value.GetValueKind() == JsonValueKind.String =>
            ((string)value!).Contains((string)wanted!, StringComparison.OrdinalIgnoreCase),
        _ => JsonNode.DeepEquals(value, wanted),
    };

    private static bool AsksForSecret(JsonObject example) =>
        example.Any(property => property.Value is not null
            && (SecureProperties.Names.Contains(Plain(property.Key), StringComparer.OrdinalIgnoreCase)
                || (property.Value is JsonObject nested && AsksForSecret(nested))));
}
