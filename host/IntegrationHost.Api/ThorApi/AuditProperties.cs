using System.Text.Json.Nodes;

namespace IntegrationHost.Api.ThorApi;

/// <summary>What ThorAPI adds to every schema and its servers write themselves. In a body it is the server's business, and is passed over.</summary>
internal static class AuditProperties
{
    private static readonly string[] Names =
        ["ownerId", "createdDate", "keyHash", "lastAccessedById", "lastAccessedDate", "lastModifiedById", "lastModifiedDate", "workflowStateId"];

    /// <summary>Takes them out of an object and all that is in it. Only for entities of which nothing else is kept.</summary>
    public static JsonObject Remove(JsonObject body)
    {
        foreach (string name in Names)
            body.Remove(name);
        foreach ((_, JsonNode? value) in body)
            RemoveBelow(value);
        return body;
    }

    private static void RemoveBelow(JsonNode? node)
    {
        if (node is JsonObject nested)
            Remove(nested);
        foreach (JsonNode? item in node as JsonArray ?? [])
            RemoveBelow(item);
    }
}
