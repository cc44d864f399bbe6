using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Client.Wire;

/// <summary>Reads ThorAPI's dates, whose offset may lack its colon (<c>2025-11-01T13:21:23.000-0700</c>, as in the published contract's examples), beside those of RFC 3339. Writes the latter.</summary>
public sealed class ThorDateConverter : JsonConverter<DateTimeOffset>
{
    private const int OffsetLength = 5;

    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A date is a text.");
        if (reader.TryGetDateTimeOffset(out DateTimeOffset moment))
            return moment;

        string text = reader.GetString()!;
        bool bare = text.Length > OffsetLength && text[^OffsetLength] is '+' or '-';
        return bare && DateTimeOffset.TryParse($"{text[..^2]}:{text[^2..]}", CultureInfo.InvariantCulture, DateTimeStyles.None, out moment)
            ? moment
            : throw new JsonException("A text is no date.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value);
    }
}
