using System.Buffers;
using System.Text;
using System.Text.Json;

namespace IntegrationHost.Contracts.Generated;

/// <summary>Writes a module's outputs as one JSON object. Values that are <c>null</c> are left out.</summary>
public sealed class OutputWriter
{
    private readonly List<KeyValuePair<string, object>> values = [];

    /// <summary>Adds a value.</summary>
    public OutputWriter Add(string name, object? value)
    {
        if (value is not null)
        {
            values.Add(KeyValuePair.Create(name, value));
        }

        return this;
    }

    /// <summary>The object.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach ((string name, object value) in values)
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, value, value.GetType());
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
