using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Client.Wire;

/// <summary>Writes JSON of somebody else's making as it is: a provider's answer may nest deeper than anything that the host itself says.</summary>
public sealed class JsonAsItIsConverter : JsonConverter<JsonElement>
{
    /// <inheritdoc/>
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);

        // It was JSON when it was read.
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }
}
