using System.Text.Json;
using System.Text.Unicode;

namespace IntegrationHost.Contracts.Generated;

/// <summary>JSON whose texts can be read. The parser takes half surrogate pairs and broken UTF-8 within strings; reading or writing them throws.</summary>
internal static class ReadableJson
{
    /// <summary>Whether every name and text of a parsed answer is one. Costs next to nothing where nothing looks like half a pair.</summary>
    /// <param name="utf8">What was parsed.</param>
    /// <param name="value">The value; its depth is bounded by the parser.</param>
    public static bool Is(ReadOnlySpan<byte> utf8, JsonElement value) =>
        Utf8.IsValid(utf8) && ((utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0) || Is(value));

    /// <summary>Whether every name and text below the value is one.</summary>
    /// <param name="value">The value; its depth is bounded by the parser.</param>
    public static bool Is(JsonElement value)
    {
        try
        {
            return Walk(value);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Walk(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().All(property => property.Name is not null && Walk(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().All(Walk),
        JsonValueKind.String => value.GetString() is not null,
        _ => true,
    };
}
