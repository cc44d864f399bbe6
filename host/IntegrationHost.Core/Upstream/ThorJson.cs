using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>Reads single properties of what a ThorAPI server answers with.</summary>
internal static class ThorJson
{
    /// <summary>What ThorAPI shows in place of a secret. It does not prove that one is set.</summary>
    public const string Mask = Entities.EntityTypes.Mask;

    /// <summary>Its id; <c>null</c> if it has none that is a UUID.</summary>
    public static string? IdOf(JsonElement row) => Text(row, "id") is { } text && Guid.TryParse(text, out Guid id) ? id.ToString() : null;

    /// <summary>A text; <c>null</c> if there is none of this name.</summary>
    public static string? Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether a flag is set.</summary>
    public static bool Flag(JsonElement row, string name) => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
