using System.Text.Json.Serialization;

namespace IntegrationHost.Worker.Wire;

/// <summary>
/// How a worker writes: straight, without descriptions of the types. Those are what half of a worker's start would go into, since the runtime compiles them anew in every process. The host
/// reads by <see cref="WireJson"/>, which holds the message to all of its rules.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, MaxDepth = 24, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerMessage))]
internal sealed partial class WorkerJson : JsonSerializerContext;
