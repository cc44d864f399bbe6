using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Tests.Channels;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.Verification;

/// <summary>A made-up provider's smoke test: <c>/who</c> decides, or leads on to <c>/less</c>; <c>/more</c> enriches.</summary>
internal static class SmokeTestFixture
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly VerificationDescriptor Verification = new()
    {
        Requests =
        [
            new() { Id = "who", Method = "GET", Path = "/who" },
            new() { Id = "less", Method = "GET", Path = "/less" },
            new() { Id = "more", Method = "GET", Path = "/more", Enrichment = true },
        ],
        Rules =
        [
            new() { Id = "x.valid", Request = "who", Statuses = [200], Body = [Is("ok", "true")], Verdict = VerdictKind.Valid, Message = "Accepted." },
            new()
            {
                Id = "x.invalid",
                Statuses = [401],
                Body = [new() { Path = "error.code", Operator = ConditionOperator.Exists }],
                Verdict = VerdictKind.Invalid,
                Message = "Refused.",
                ErrorCodePath = "error.code",
            },
            new()
            {
                Id = "x.scope",
                Statuses = [403],
                Body = [Is("error.code", "scope")],
                Verdict = VerdictKind.Insufficient,
                Message = "Lacks scopes.",
                MissingScopesPath = "error.needed",
            },
            new() { Id = "x.on", Request = "who", Statuses = [403], Body = [Is("error.code", "narrow")], Next = "less" },
            new() { Id = "x.loop", Request = "less", Statuses = [403], Body = [Is("error.code", "narrow")], Next = "who" },
            new() { Id = "x.less", Request = "less", Statuses = [200], Body = [Is("ok", "true")], Verdict = VerdictKind.Insufficient, Message = "Narrow." },
        ],
        Identity = [new() { Label = "user", Source = FactSource.Body, Path = "user" }, new() { Label = "team", Request = "more", Source = FactSource.Body, Path = "teams.0.name" }],
        Scopes = [new() { Source = FactSource.Header, Path = "X-Scopes", Format = FactFormat.CommaSeparated }, new() { Source = FactSource.Body, Path = "scopes" }],
        Expiry = [new() { Source = FactSource.Body, Path = "expires_in", Format = FactFormat.SecondsFromNow }],
        Mode = [new() { Source = FactSource.FieldPrefix, Path = "apiKey", Map = [new("sk_live_", "live"), new("sk_test_", "test")] }],
    };

    public static ConditionDescriptor Is(string path, params string[] values) => new() { Path = path, Operator = ConditionOperator.In, Values = values };

    public static VerificationDescriptor With(params VerdictRuleDescriptor[] rules) => Verification with { Rules = rules };

    public static Task<Verdict> RunAsync(IProviderChannel channel, VerificationDescriptor? verification = null) =>
        new SmokeTest(new FixedTime()).RunAsync(
            verification ?? Verification, channel, new FixedCredential(("apiKey", ChannelFixture.Secret)), TestContext.Current.CancellationToken);

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
