using System.Text.Json.Serialization;

namespace IntegrationHost.Sample;

/// <summary>A made-up account of the sample, and what its provider is recorded to say about it.</summary>
/// <param name="Provider">Provider id.</param>
/// <param name="Kind">Id of the credential kind.</param>
/// <param name="Name">Name of the account.</param>
/// <param name="Environment">Environment of the account.</param>
/// <param name="Field">Key of the secret field.</param>
/// <param name="Value">A value that no provider would take.</param>
/// <param name="Links">How many of the provider's waiting modules it is linked to.</param>
/// <param name="Replies">Replies to the smoke test, by path.</param>
internal sealed record SampleAccount(
    string Provider, string Kind, string Name, string Environment, string Field, string Value, int Links, IReadOnlyDictionary<string, SampleReply> Replies);

/// <summary>Reads the embedded sample without reflection at run time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(IReadOnlyList<SampleAccount>))]
internal sealed partial class SampleJson : JsonSerializerContext;
