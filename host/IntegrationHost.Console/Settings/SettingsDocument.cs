using System.Text.Json.Serialization;

namespace IntegrationHost.Console.Settings;

/// <summary>The file's content.</summary>
internal sealed class SettingsDocument
{
    /// <summary>Saved filters by table.</summary>
    public Dictionary<string, List<SavedFilter>> Filters { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Titles of hidden columns by table.</summary>
    public Dictionary<string, List<string>> Hidden { get; init; } = new(StringComparer.Ordinal);
}

/// <summary>How the file is read and written without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SettingsDocument))]
internal sealed partial class SettingsJsonContext : JsonSerializerContext;
