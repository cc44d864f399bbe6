using System.Globalization;
using System.Text.Json;

namespace IntegrationHost.Core.Verification;

/// <summary>Finds a value by property names and array positions joined by dots, such as <c>error.details.0.reason</c>, or <c>[0].code</c> where the whole is an array.</summary>
internal static class JsonPath
{
    /// <summary>The value; <c>null</c> if the path leads nowhere or to JSON's <c>null</c>.</summary>
    public static JsonElement? Find(JsonElement root, string path)
    {
        JsonElement current = root;
        foreach (string step in path.Split('.'))
        {
            if (!TryStep(ref current, step))
                return null;
        }

        return current.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : current;
    }

    /// <summary>The text of a string, number or boolean; <c>null</c> for an object or array.</summary>
    public static string? Text(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.String => String(value.Value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.Value.GetRawText(),
        _ => null,
    };

    /// <summary>The texts of an array's items, or the one text of a single value.</summary>
    public static IEnumerable<string> Texts(JsonElement? value) => value is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Select(item => Text(item)).OfType<string>()
        : Text(value) is { } text ? [text] : [];

    // The parser takes half surrogate pairs and broken UTF-8 within strings; reading such a name or string throws. They are no text.
    private static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool TryStep(ref JsonElement current, string step)
    {
        try
        {
            return current.ValueKind switch
            {
                JsonValueKind.Object => current.TryGetProperty(step, out current),
                JsonValueKind.Array => TryGetItem(ref current, step),
                _ => false,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryGetItem(ref JsonElement current, string step)
    {
        if (!int.TryParse(step.Trim('[', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index >= current.GetArrayLength())
            return false;

        current = current[index];
        return true;
    }
}
