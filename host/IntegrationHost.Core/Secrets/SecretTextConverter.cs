using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Core.Secrets;

/// <summary>Refuses to read or write a secret: where one would be serialized, a type is wrong.</summary>
internal sealed class SecretTextConverter : JsonConverter<SecretText>
{
    /// <exception cref="NotSupportedException">Always.</exception>
    public override SecretText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("A secret is not read from JSON.");

    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Write(Utf8JsonWriter writer, SecretText value, JsonSerializerOptions options) => throw new NotSupportedException("A secret is not written to JSON.");
}
