using System.Text.Json.Serialization;

namespace IntegrationHost.Client;

/// <summary>Apart from <see cref="WireJsonContext"/>, because what it reads is no one else's.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ErrorJsonContext : JsonSerializerContext;
