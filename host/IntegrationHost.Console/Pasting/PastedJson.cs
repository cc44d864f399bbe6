using System.Text.Json;

namespace IntegrationHost.Console.Pasting;

/// <summary>Says of pasted JSON that no provider takes as a key what it is, as far as that is known, and what to do. Nothing of it is repeated.</summary>
internal static class PastedJson
{
    /// <summary>Why it cannot be used; <c>null</c> if it is no JSON object.</summary>
    public static string? Describe(string value)
    {
        if (!value.StartsWith('{'))
            return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(value);
            return Of(document.RootElement);
        }
        catch (JsonException)
        {
            return "JSON that is not whole: copy it from its first to its last brace";
        }
    }

    private static string Of(JsonElement root)
    {
        if (root.TryGetProperty("installed", out _) || root.TryGetProperty("web", out _))
            return "an OAuth client's JSON: put its id and secret into the OAuth form of the template";
        string? type = root.TryGetProperty("type", out JsonElement kind) && kind.ValueKind == JsonValueKind.String ? kind.GetString() : null;
        return type switch
        {
            "authorized_user" => "gcloud's own login, which is nobody else's: make a service account's key, or use OAuth",
            "external_account" => "a workload identity, which holds no key: make a service account's key",
            "service_account" => "a Google service account's key, and no active provider takes one (5 shows the plugins)",
            _ => "JSON that no active provider takes whole: paste single values into its template's fields",
        };
    }
}
