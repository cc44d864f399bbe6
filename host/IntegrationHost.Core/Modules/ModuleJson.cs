using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Modules;

/// <summary>Reads and changes single properties of an ExecModule's JSON; the rest is left as it came.</summary>
internal static class ModuleJson
{
    public const string Link = "integrationAccount";
    public const string OtherLink = "execModuleIntegrationAccount";

    private const string Config = "execModuleConfig";
    private const string AuthConfig = "authConfig";

    // ThorAPI's secure fields of an IntegrationAccount, and the keys its ExecModuleAuthConfig can carry itself.
    private static readonly string[] AccountSecrets = ["apiKey", "password", "accountId"];
    private static readonly string[] AuthConfigSecrets = ["apiKey", "auth", "openAiApiKey", "signingSecret"];

    // Readable text in the database and on the wire; it never goes into HTML.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A copy that may be changed.</summary>
    /// <exception cref="JsonException">A property stands twice.</exception>
    public static JsonObject Copy(JsonObject wire) =>
        JsonNode.Parse(Write(wire), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();

    /// <summary>The stored text of an ExecModule or an entity, to be changed.</summary>
    /// <exception cref="ConflictException">It is none: something else than the host wrote it.</exception>
    public static JsonObject Parse(string json) => TryParse(json)
        ?? throw new ConflictException("The stored text of this is no JSON object: it was changed outside the host. Save it anew as a whole, or delete it.");

    /// <summary>The stored text of an ExecModule or an entity, to be shown; empty if it is none, so that one does not hide the others.</summary>
    public static JsonObject Read(string json) => TryParse(json) ?? [];

    public static string Write(JsonObject wire) => wire.ToJsonString(Options);

    public static string? Text(JsonObject wire, string property) => wire[property] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The linked account, in the first of ThorAPI's three places that names one.</summary>
    public static Guid? ReadLink(JsonObject wire)
    {
        foreach ((JsonObject holder, string property) in LinkPlaces(wire))
        {
            if (holder[property] is JsonObject reference && Guid.TryParse(Text(reference, "id"), out Guid id))
                return id;
        }

        return null;
    }

    /// <summary>The task it belongs to: by id, or by the nested object that newer servers write.</summary>
    public static Guid? ReadTask(JsonObject wire)
    {
        string? id = Text(wire, "taskId") ?? (wire["task"] is JsonObject task ? Text(task, "id") : null);
        return Guid.TryParse(id, out Guid known) ? known : null;
    }

    public static void SetLink(JsonObject wire, Guid accountId) => wire[Link] = new JsonObject { ["id"] = accountId.ToString() };

    public static void RemoveLinks(JsonObject wire)
    {
        foreach ((JsonObject holder, string property) in LinkPlaces(wire))
            holder.Remove(property);
    }

    /// <summary>Whether two texts of a module say the same of everything but its link, and what the host itself writes.</summary>
    public static bool IsSameButLink(JsonObject left, JsonObject right) => JsonNode.DeepEquals(WithoutLink(left), WithoutLink(right));

    /// <summary>The object in a stored text; <c>null</c> if there is none. Duplicates count as none: they would be found only when a property is asked for.</summary>
    public static JsonObject? TryParse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject WithoutLink(JsonObject wire)
    {
        JsonObject copy = Copy(wire);
        RemoveLinks(copy);
        foreach (string property in (string[])["id", "createdDate", "lastModifiedDate"])
            copy.Remove(property);
        foreach (string empty in copy.Where(pair => pair.Value is null || (pair.Key == "trashed" && pair.Value.GetValueKind() == JsonValueKind.False)).Select(pair => pair.Key).ToArray())
            copy.Remove(empty);
        DropNestedSecrets(copy);
        return copy;
    }

    /// <summary>Takes the secure fields out of nested accounts and of the auth config, however deep: a module refers to an account, it does not carry one.</summary>
    public static void DropNestedSecrets(JsonNode? node, string name = "")
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array)
                DropNestedSecrets(item, name);
        }

        if (node is not JsonObject holder)
            return;
        if (name.EndsWith("account", StringComparison.OrdinalIgnoreCase))
            Remove(holder, AccountSecrets);
        else if (name.Equals(AuthConfig, StringComparison.OrdinalIgnoreCase))
            Remove(holder, AuthConfigSecrets);
        foreach ((string property, JsonNode? value) in holder)
            DropNestedSecrets(value, property);
    }

    private static void Remove(JsonObject holder, string[] fields)
    {
        foreach (string field in fields)
            holder.Remove(field);
    }

    private static List<(JsonObject Holder, string Property)> LinkPlaces(JsonObject wire)
    {
        List<(JsonObject, string)> places = [(wire, Link), (wire, OtherLink)];
        if ((wire[Config] as JsonObject)?[AuthConfig] is JsonObject auth)
            places.Add((auth, Link));
        return places;
    }
}
