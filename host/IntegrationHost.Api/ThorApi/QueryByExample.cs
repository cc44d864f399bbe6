using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Problems;
using IntegrationHost.Core;
using IntegrationHost.Core.Entities;

namespace IntegrationHost.Api.ThorApi;

/// <summary>ThorAPI's query by example: texts are contained without case, all else is equal, nulls mean anything, all must hold.</summary>
internal sealed class QueryByExample
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly JsonObject example;
    private readonly HashSet<string> exact;

    private QueryByExample(JsonObject example, EntityType type)
    {
        this.example = example;
        exact = [.. type.ExactNames.Select(Plain)];
    }

    /// <summary>Whether it asks for what is soft-deleted.</summary>
    public bool WantsTrashed => example["trashed"] is JsonValue value && value.TryGetValue(out bool trashed) && trashed;

    /// <summary>Reads an example; <c>false</c> if it is no JSON object.</summary>
    /// <remarks>ThorAPI decodes the value a second time, so that clients exist which encode it twice.</remarks>
    /// <exception cref="RequestRefusedException">It asks by a secure field.</exception>
    public static bool TryParse(string? text, EntityType type, out QueryByExample? query)
    {
        query = null;
        bool twice = text?.StartsWith("%7B", StringComparison.OrdinalIgnoreCase) == true;
        if (Parse(twice ? Uri.UnescapeDataString(text!) : text) is not { } example)
            return false;

        HashSet<string> secure = [.. SecureProperties.Names.Concat(type.SecureNames).Select(Plain)];
        if (AsksForSecret(example, secure))
            throw RequestRefusedException.BadRequest($"Secure fields ({string.Join(", ", type.SecureNames.Count > 0 ? type.SecureNames : SecureProperties.Names)}) cannot be searched. Leave them out of the example.");
        query = new QueryByExample(example, type);
        return true;
    }

    /// <summary>What is asked for, by plain name: upper case without underscores.</summary>
    public IEnumerable<(string Plain, JsonNode Value)> Terms => example.Where(property => property.Value is not null).Select(property => (Plain(property.Key), property.Value!));

    /// <summary>Whether an item is like it.</summary>
    public bool Matches(JsonObject item) => Matches(item, example);

    private static JsonObject? Parse(string? text)
    {
        try
        {
            // Half of a surrogate pair is found when the text is asked for, or when names are compared: both here.
            var example = JsonNode.Parse(text ?? "", documentOptions: Strict) as JsonObject;
            JsonText.Check(example);
            return example;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Property names as they compare: camel and snake case alike, without case.</summary>
    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    private static JsonNode? Find(JsonObject item, string plain) => item.FirstOrDefault(property => Plain(property.Key) == plain).Value;

    private static bool AsksForSecret(JsonObject example, HashSet<string> secure) =>
        example.Any(property => property.Value is not null && (secure.Contains(Plain(property.Key)) || (property.Value is JsonObject nested && AsksForSecret(nested, secure))));

    private bool Matches(JsonObject item, JsonObject wanted) =>
        wanted.All(property => property.Value is null || Matches(Plain(property.Key), Find(item, Plain(property.Key)), property.Value));

    private bool Matches(string name, JsonNode? value, JsonNode wanted) => (value, wanted) switch
    {
        (null, _) => false,
        (JsonObject nested, JsonObject example) => Matches(nested, example),
        _ when wanted.GetValueKind() == JsonValueKind.String && value.GetValueKind() == JsonValueKind.String => exact.Contains(name)
            ? WireValues.Text(value).Equals(WireValues.Text(wanted), StringComparison.OrdinalIgnoreCase)
            : WireValues.Text(value).Contains(WireValues.Text(wanted), StringComparison.OrdinalIgnoreCase),
        _ => JsonNode.DeepEquals(value, wanted),
    };
}
