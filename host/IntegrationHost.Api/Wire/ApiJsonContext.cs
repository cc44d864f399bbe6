using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Wire;

/// <summary>
/// The wire as the host reads and writes it: camel case, absent instead of <c>null</c>, nothing unknown or doubled in, no deeper than 16.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 16)]
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
[JsonSerializable(typeof(TemplatePage))]
[JsonSerializable(typeof(QuickCreateRequest))]
[JsonSerializable(typeof(QuickCreateResult))]
[JsonSerializable(typeof(AccountUsage))]
[JsonSerializable(typeof(CloneAccountRequest))]
[JsonSerializable(typeof(CloneAccountResult))]
[JsonSerializable(typeof(VerifyManyRequest))]
[JsonSerializable(typeof(VerificationRun))]
[JsonSerializable(typeof(VerificationOutcome))]
[JsonSerializable(typeof(SseItem<string>))]
[JsonSerializable(typeof(ChatMessage))]
[JsonSerializable(typeof(ChatAnswer))]
[JsonSerializable(typeof(IReadOnlyList<ReferenceReport>))]
[JsonSerializable(typeof(ImportResult))]
[JsonSerializable(typeof(LinkRequest))]
[JsonSerializable(typeof(IReadOnlyList<LinkOutcome>))]
[JsonSerializable(typeof(ExecuteResult))]
[JsonSerializable(typeof(CoverageReport))]
[JsonSerializable(typeof(GateReport))]
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
[JsonSerializable(typeof(IReadOnlyList<IntegrationAccount>))]
[JsonSerializable(typeof(IReadOnlyList<ExecModule>))]
[JsonSerializable(typeof(IReadOnlyList<TokenSummary>))]
[JsonSerializable(typeof(CreateTokenRequest))]
[JsonSerializable(typeof(CreatedToken))]
[JsonSerializable(typeof(IReadOnlyList<PrincipalSummary>))]
[JsonSerializable(typeof(PrincipalRequest))]
[JsonSerializable(typeof(PasswordRequest))]
[JsonSerializable(typeof(HostEvent))]
[JsonSerializable(typeof(IReadOnlyList<WebhookSummary>))]
[JsonSerializable(typeof(CreateWebhookRequest))]
[JsonSerializable(typeof(CreatedWebhook))]
[JsonSerializable(typeof(WebhookTestResult))]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(LoginAnswer))]
[JsonSerializable(typeof(IReadOnlyList<RoleSummary>))]
[JsonSerializable(typeof(RoleRequest))]
[JsonSerializable(typeof(IReadOnlyList<PermissionEntry>))]
[JsonSerializable(typeof(SetPermissionsRequest))]
[JsonSerializable(typeof(PermissionRequest))]
[JsonSerializable(typeof(EffectivePermissionsReport))]
[JsonSerializable(typeof(ExplanationReport))]
[JsonSerializable(typeof(IReadOnlyList<AuditEventReport>))]
[JsonSerializable(typeof(AuditVerifyRequest))]
[JsonSerializable(typeof(AuditVerifyReport))]
[JsonSerializable(typeof(UpstreamStatus))]
[JsonSerializable(typeof(SetUpstreamRequest))]
[JsonSerializable(typeof(UpstreamSyncResult))]
[JsonSerializable(typeof(UpstreamAccountResult))]
[JsonSerializable(typeof(IReadOnlyList<AclEntry>))]
[JsonSerializable(typeof(IReadOnlyList<ThorRole>))]
[JsonSerializable(typeof(IReadOnlyList<ThorPrincipal>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonArray))]
[JsonSerializable(typeof(JsonElement?))]
[JsonSerializable(typeof(Guid))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(ErrorResponse))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
