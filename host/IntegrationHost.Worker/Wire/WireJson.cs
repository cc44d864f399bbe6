using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Worker.Wire;

/// <summary>The messages as JSON, written by generated code: a worker starts without a look at its types.</summary>
[JsonSourceGenerationOptions(
    MaxDepth = 24,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HostMessage))]
[JsonSerializable(typeof(WorkerMessage))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <exception cref="WireException">It is no message of a worker, or holds an empty place in a list.</exception>
    public static WorkerMessage ReadWorker(ReadOnlySpan<byte> json)
    {
        try
        {
            RefuseNullItems(json);
            return JsonSerializer.Deserialize(json, Default.WorkerMessage) ?? throw new JsonException();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new WireException("It sent a message that is not readable.");
        }
    }

    /// <summary>The reader of JSON checks members for null, but not the items of lists.</summary>
    private static void RefuseNullItems(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 24 });
        Span<bool> inArray = stackalloc bool[32];
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                inArray[reader.CurrentDepth] = reader.TokenType == JsonTokenType.StartArray;
            else if (reader.TokenType == JsonTokenType.Null && reader.CurrentDepth > 0 && inArray[reader.CurrentDepth - 1])
                throw new JsonException();
        }
    }
}
