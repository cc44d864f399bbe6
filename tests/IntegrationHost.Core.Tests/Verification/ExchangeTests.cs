using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.Verification;

/// <summary>Where a credential is exchanged for a token, the exchange is the first thing that is tested.</summary>
public sealed class ExchangeTests
{
    private static readonly VerificationDescriptor Verification = new()
    {
        Requests = [new() { Id = "who", Method = "GET", Path = "/who" }, new() { Id = "app", Method = "GET", Path = "/app", AsApp = true }],
        Rules =
        [
            new() { Id = "x.any", Statuses = [400], Body = [SmokeTestFixture.Is("error", "invalid_client")], Verdict = VerdictKind.Invalid, Message = "An API said so." },
            new() { Id = "x.refused", Request = "token", Statuses = [400], Body = [SmokeTestFixture.Is("error", "invalid_grant")], Verdict = VerdictKind.Invalid, Message = "Refused.", ErrorCodePath = "error" },
            new() { Id = "x.on", Request = "token", Statuses = [404], Body = [SmokeTestFixture.Is("message", "Not Found")], Next = "app" },
            new() { Id = "x.app", Request = "app", Statuses = [200], Body = [SmokeTestFixture.Is("ok", "true")], Verdict = VerdictKind.Insufficient, Message = "Not installed." },
            new() { Id = "x.valid", Request = "who", Statuses = [200], Body = [SmokeTestFixture.Is("ok", "true")], Verdict = VerdictKind.Valid, Message = "Accepted." },
        ],
        Identity = [new() { Label = "org", Source = FactSource.Token, Path = "org" }, new() { Label = "user", Source = FactSource.Body, Path = "user" }],
        Scopes = [new() { Source = FactSource.Token, Path = "scope", Format = FactFormat.SpaceSeparated }],
        AccountType = [new() { Request = "who", Source = FactSource.Body, Path = "type", Map = [new("S", "SANDBOX")] }],
    };

    [Theory]
    [InlineData(400, """{"error":"invalid_grant"}""", "application/json", VerdictKind.Invalid, "x.refused")]
    [InlineData(400, """{"error":"invalid_client"}""", "application/json", VerdictKind.Indeterminate, "no-rule")]
    [InlineData(400, "<html>", "text/html", VerdictKind.Indeterminate, "no-rule")]
    [InlineData(429, """{"error":"slow_down"}""", "application/json", VerdictKind.RateLimited, "http.rate-limited")]
    [InlineData(302, "", "", VerdictKind.Indeterminate, "no-rule")]
    public async Task Run_ExchangeRefused_OnlyRulesForItDecideAndNothingElseIsSent(int status, string body, string contentType, VerdictKind kind, string rule)
    {
        var channel = new Exchanging(status, body, contentType, granted: false);
        Verdict verdict = await SmokeTestFixture.RunAsync(channel, Verification);
        Assert.Equal((kind, rule), (verdict.Kind, verdict.RuleId));
        Assert.Empty(channel.Sent);
    }

    [Fact]
    public async Task Run_ExchangeRefusedAndARuleLeadsOn_GoesOnWithThatRequest()
    {
        var channel = new Exchanging(404, """{"message":"Not Found"}""", "application/json", granted: false);
        Verdict verdict = await SmokeTestFixture.RunAsync(channel, Verification);
        Assert.Equal((VerdictKind.Insufficient, "x.app"), (verdict.Kind, verdict.RuleId));
        HostRequest sent = Assert.Single(channel.Sent);
        Assert.True(sent.AsApp);
    }

    [Fact]
    public async Task Run_ExchangeGranted_FactsComeFromItsAnswer()
    {
        var channel = new Exchanging(200, """{"scope":"b a","org":"O1"}""", "application/json", granted: true);
        Verdict verdict = await SmokeTestFixture.RunAsync(channel, Verification);
        Assert.Equal((VerdictKind.Valid, "x.valid"), (verdict.Kind, verdict.RuleId));
        Assert.Equal(["a", "b"], verdict.Scopes);
        Assert.Equal([new("org", "O1"), new("user", "ann")], verdict.Identity);
        Assert.Equal("SANDBOX", verdict.AccountType);
    }

    [Fact]
    public async Task Run_NoAnswerToTheExchange_IsIndeterminate()
    {
        var channel = new Exchanging(0, "", "", granted: false);
        Verdict verdict = await SmokeTestFixture.RunAsync(channel, Verification);
        Assert.Equal((VerdictKind.Indeterminate, "channel.timeout"), (verdict.Kind, verdict.RuleId));
    }

    private sealed class Exchanging(int status, string body, string contentType, bool granted) : IHostChannel
    {
        public List<HostRequest> Sent { get; } = [];

        public bool Exchanges => true;

        public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ProviderResponse> SendAsync(HostRequest request, CancellationToken cancellationToken)
        {
            Sent.Add(request);
            return Task.FromResult(Response(200, """{"ok":true,"user":"ann","type":"S"}""", "application/json"));
        }

        public Task<ExchangeAnswer> ExchangeAsync(CancellationToken cancellationToken) => status == 0
            ? throw new ChannelException(ChannelErrorCodes.Timeout, "auth.example.com did not answer in time.")
            : Task.FromResult(new ExchangeAnswer(Response(status, body, contentType), granted));

        private static ProviderResponse Response(int status, string body, string contentType) =>
            new() { StatusCode = status, ContentType = contentType, Body = Encoding.UTF8.GetBytes(body), Headers = new Dictionary<string, string>() };
    }
}
