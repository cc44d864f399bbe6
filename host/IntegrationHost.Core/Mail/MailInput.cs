using System.Globalization;
using System.Text.Json;

namespace IntegrationHost.Core.Mail;

/// <summary>Reads what an operation was given. What is missing or of another type is <c>null</c>; the plugin has validated it already.</summary>
internal readonly struct MailInput(JsonElement json)
{
    /// <summary>A text.</summary>
    public string? Text(string name) => Find(name, JsonValueKind.String)?.GetString();

    /// <summary>A whole number within bounds.</summary>
    public int? Number(string name, int least, int most) =>
        Find(name, JsonValueKind.Number) is { } value && value.TryGetInt32(out int number) ? Math.Clamp(number, least, most) : null;

    /// <summary>Whether it is set and true.</summary>
    public bool Flag(string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A date (ISO 8601).</summary>
    public DateTime? Date(string name) =>
        DateTime.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out DateTime date) ? date : null;

    /// <summary>Texts: a list, or one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Text(name) is { } single)
            return [single];

        return Find(name, JsonValueKind.Array) is { } list
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
    }

    /// <summary>Objects of a list.</summary>
    public IEnumerable<MailInput> Items(string name) =>
        Find(name, JsonValueKind.Array) is { } list ? list.EnumerateArray().Select(item => new MailInput(item)) : [];

    private JsonElement? Find(string name, JsonValueKind kind) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == kind ? value : null;
}
