using System.Text.Json;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.SecureKeys;

/// <summary>Takes the value that a reference means out of what a bridge holds.</summary>
internal static class SecureKeyValue
{
    /// <summary>The whole text, or a property of it if the reference names one.</summary>
    /// <exception cref="SecureKeyException">The property is not there, or nothing is.</exception>
    public static SecretText Of(SecureKeyReference reference, string held)
    {
        string value = held.TrimEnd('\r', '\n');
        if (reference.Key is { } key)
            value = Property(value, key) ?? throw new SecureKeyException($"What '{reference.Bridge}' holds at this reference has no property '{key}'. Correct the part after '#'.");
        return value.Length > 0 ? new SecretText(value) : throw new SecureKeyException($"What '{reference.Bridge}' holds at this reference is empty.");
    }

    private static string? Property(string json, string key)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Text(document.RootElement, key);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A property's text; objects and lists as JSON.</summary>
    public static string? Text(JsonElement json, string key)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;

        return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
    }
}
