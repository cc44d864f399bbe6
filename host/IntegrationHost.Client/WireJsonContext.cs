using System.Text.Json.Serialization;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>How the wire models are read and written without reflection: camel case, unknown properties of a newer host ignored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostStatus))]
[JsonSerializable(typeof(IReadOnlyList<ProviderCard>))]
[JsonSerializable(typeof(IReadOnlyList<AccountSummary>))]
[JsonSerializable(typeof(CreateAccountRequest))]
[JsonSerializable(typeof(CreateAccountResult))]
[JsonSerializable(typeof(SetFieldsRequest))]
[JsonSerializable(typeof(ChangeAccountRequest))]
[JsonSerializable(typeof(IReadOnlyList<DuplicateAccount>))]
[JsonSerializable(typeof(StartAuthorizationRequest))]
[JsonSerializable(typeof(AuthorizationReport))]
[JsonSerializable(typeof(IReadOnlyList<VerdictReport>))]
[JsonSerializable(typeof(IReadOnlyList<ReferenceReport>))]
[JsonSerializable(typeof(IReadOnlyList<ExecModule>))]
[JsonSerializable(typeof(IReadOnlyList<IntegrationAccount>))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(LinkRequest))]
[JsonSerializable(typeof(IReadOnlyList<LinkOutcome>))]
[JsonSerializable(typeof(ExecuteResult))]
[JsonSerializable(typeof(CoverageReport))]
[JsonSerializable(typeof(HeroMetrics))]
[JsonSerializable(typeof(IReadOnlyList<PluginReport>))]
[JsonSerializable(typeof(UnsealRequest))]
[JsonSerializable(typeof(SealState))]
[JsonSerializable(typeof(IReadOnlyList<KeySlotInfo>))]
[JsonSerializable(typeof(AddSlotRequest))]
[JsonSerializable(typeof(AddSlotResult))]
[JsonSerializable(typeof(RotationReport))]
[JsonSerializable(typeof(StoreVerification))]
[JsonSerializable(typeof(DestroyTermRequest))]
[JsonSerializable(typeof(BackupRequest))]
public sealed partial class WireJsonContext : JsonSerializerContext;
