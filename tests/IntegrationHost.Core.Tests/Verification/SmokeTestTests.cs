using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.Verification;

public sealed class SmokeTestTests
{
    [Fact]
    public async Task RunAsync_RuleMatches_DecidesAndCollectsFacts()
    {
        ScriptedChannel channel = new ScriptedChannel()
            .On("/who", 200, """{"ok":true,"user":"ada","expires_in":60}""", headers: ("X-Scopes", "write, read,read"))
            .On("/more", 200, """{"teams":[{"name":"Core"}]}""");

        Verdict verdict = await SmokeTestFixture.RunAsync(channel);

        Assert.Equal((VerdictKind.Valid, "x.valid", 200, "Accepted."), (verdict.Kind, verdict.RuleId, verdict.StatusCode, verdict.Message));
        Assert.Equal([new("user", "ada"), new("team", "Core")], verdict.Identity);
        Assert.Equal(["read", "write"], verdict.Scopes);
        Assert.Equal(SmokeTestFixture.Now.AddSeconds(60), verdict.ExpiresAt);
        Assert.Equal("test", verdict.Mode);
        Assert.Equal(SmokeTestFixture.Now, verdict.At);
    }

    [Fact]
    public async Task RunAsync_EnrichmentFails_TheVerdictStands()
    {
        Verdict unreachable = await SmokeTestFixture.RunAsync(Accepted().Fails("/more", ChannelErrorCodes.Unreachable));
        Verdict refused = await SmokeTestFixture.RunAsync(Accepted().On("/more", 403, """{"teams":[{"name":"No"}]}"""));

        Assert.Equal((VerdictKind.Valid, 0), (unreachable.Kind, unreachable.Identity.Count));
        Assert.Equal((VerdictKind.Valid, 0), (refused.Kind, refused.Identity.Count));
    }

    [Fact]
    public async Task RunAsync_Invalid_CarriesTheCodeAndSendsNoEnrichment()
    {
        ScriptedChannel channel = new ScriptedChannel().On("/who", 401, """{"error":{"code":"bad_key"},"user":"ada"}""");

        Verdict verdict = await SmokeTestFixture.RunAsync(channel);

        Assert.Equal((VerdictKind.Invalid, "x.invalid", "bad_key"), (verdict.Kind, verdict.RuleId, verdict.ErrorCode));
        Assert.Empty(verdict.Identity);
        Assert.Null(verdict.Scopes);
        Assert.Single(channel.Requests);
    }

    [Theory]
    [InlineData("\"a:b, c:d a:b\"")]
    [InlineData("[\"c:d\",\"a:b\"]")]
    public async Task RunAsync_Insufficient_NamesTheMissingScopes(string needed)
    {
        ScriptedChannel channel = new ScriptedChannel().On("/who", 403, $$$"""{"error":{"code":"scope","needed":{{{needed}}}}}""").Fails("/more", ChannelErrorCodes.Timeout);

        Verdict verdict = await SmokeTestFixture.RunAsync(channel);

        Assert.Equal(VerdictKind.Insufficient, verdict.Kind);
        Assert.Equal(["a:b", "c:d"], verdict.MissingScopes);
    }

    [Fact]
    public async Task RunAsync_RuleLeadsOn_TheNextRequestDecides()
    {
        ScriptedChannel channel = new ScriptedChannel().On("/who", 403, """{"error":{"code":"narrow"}}""").On("/less", 200, """{"ok":true}""").Fails("/more", "timeout");

        Verdict verdict = await SmokeTestFixture.RunAsync(channel);

        Assert.Equal((VerdictKind.Insufficient, "x.less"), (verdict.Kind, verdict.RuleId));
    }

    [Fact]
    public async Task RunAsync_RulesLeadInACircle_EachRequestIsSentOnce()
    {
        const string narrow = """{"error":{"code":"narrow"}}""";
        ScriptedChannel channel = new ScriptedChannel().On("/who", 403, narrow).On("/less", 403, narrow);

        Verdict verdict = await SmokeTestFixture.RunAsync(channel);

        Assert.Equal((VerdictKind.Indeterminate, "no-rule"), (verdict.Kind, verdict.RuleId));
        Assert.Equal(2, channel.Requests.Count);
    }

    [Theory]
    [InlineData(ChannelErrorCodes.Unreachable)]
    [InlineData(ChannelErrorCodes.Timeout)]
    [InlineData(ChannelErrorCodes.MissingSecret)]
    public async Task RunAsync_NoAnswer_IsIndeterminateWithTheChannelsCode(string code)
    {
        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().Fails("/who", code));

        Assert.Equal((VerdictKind.Indeterminate, "channel." + code, (int?)null), (verdict.Kind, verdict.RuleId, verdict.StatusCode));
    }

    [Theory]
    [InlineData(302, "text/html", "", "redirect")]
    [InlineData(302, "application/json", "{\"ok\":true}", "redirect")]
    [InlineData(200, "text/html", "<html>Sign in</html>", "not JSON")]
    [InlineData(200, "text/html", "{\"ok\":true}", "not JSON")]
    [InlineData(200, "", "{\"ok\":true}", "not JSON")]
    [InlineData(200, "text/json-ish", "{\"ok\":true}", "not JSON")]
    [InlineData(200, "application/json", "", "no body")]
    [InlineData(200, "application/json", "{\"ok\":tr", "is not")]
    [InlineData(200, "application/json", "<html>", "is not")]
    [InlineData(200, "application/json", "true", "is not")]
    [InlineData(200, "application/json", "{\"ok\":\"\\ud800\",\"error\":{\"code\":1}}", "no rule")]
    [InlineData(403, "text/html", "<h1>Access denied</h1>", "not JSON")]
    [InlineData(401, "application/json", "{}", "no rule")]
    [InlineData(503, "text/html", "busy", "503")]
    public async Task RunAsync_AnswerThatIsNotTheProvidersOwn_IsIndeterminateAndSaysWhy(int status, string contentType, string body, string reason)
    {
        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", status, body, contentType));

        Assert.Equal((VerdictKind.Indeterminate, "no-rule", status), (verdict.Kind, verdict.RuleId, verdict.StatusCode));
        Assert.Contains(reason, verdict.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/vnd.example.v2+json")]
    public async Task RunAsync_JsonContentType_IsTaken(string contentType)
    {
        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", 200, """{"ok":true}""", contentType).Fails("/more", "timeout"));

        Assert.Equal(VerdictKind.Valid, verdict.Kind);
    }

    [Theory]
    [InlineData(VerdictKind.Valid)]
    [InlineData(VerdictKind.Insufficient)]
    [InlineData(VerdictKind.Invalid)]
    public async Task RunAsync_RuleThatAsksNothingOfTheBody_EarnsNothing(VerdictKind kind)
    {
        VerificationDescriptor verification = SmokeTestFixture.With(new VerdictRuleDescriptor { Id = "x.lax", Verdict = kind, Message = "Lax." });
        foreach (ScriptedChannel channel in (ScriptedChannel[])[new ScriptedChannel().On("/who", 200, "<html>", "text/html"), new ScriptedChannel().On("/who", 200, "{}")])
        {
            Verdict verdict = await SmokeTestFixture.RunAsync(channel, verification);

            Assert.Equal((VerdictKind.Indeterminate, "x.lax"), (verdict.Kind, verdict.RuleId));
            Assert.False(verdict.IsEarned);
        }
    }

    [Fact]
    public async Task RunAsync_RuleThatAsksForAnAbsentValue_DoesNotMatchABlockPage()
    {
        VerificationDescriptor verification = SmokeTestFixture.With(new VerdictRuleDescriptor
        {
            Id = "x.absent",
            Verdict = VerdictKind.Valid,
            Body = [new() { Path = "error", Operator = ConditionOperator.Missing }],
        });

        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", 200, "<html>", "text/html"), verification);

        Assert.Equal((VerdictKind.Indeterminate, "no-rule"), (verdict.Kind, verdict.RuleId));
    }

    [Theory]
    [InlineData("30", "Try again in 30 s.")]
    [InlineData("Fri, 01 May 2026 12:00:30 GMT", "Try again after 2026-05-01 12:00:30 UTC.")]
    [InlineData("soon\u202E", "credential.")]
    public async Task RunAsync_LimitWithoutARule_IsRateLimitedAndTellsWhenToTryAgain(string retryAfter, string end)
    {
        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", 429, "slow", "text/plain", ("Retry-After", retryAfter)));

        Assert.Equal((VerdictKind.RateLimited, "http.rate-limited"), (verdict.Kind, verdict.RuleId));
        Assert.EndsWith(end, verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ChannelKnowsThatTheAccountIsLimited_IsRateLimitedToo()
    {
        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().Fails("/who", ChannelErrorCodes.RateLimited));

        Assert.Equal((VerdictKind.RateLimited, "channel.rate_limited"), (verdict.Kind, verdict.RuleId));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("\"ok\"")]
    [InlineData("{}")]
    [InlineData("{\"ok\":[[true]]}")]
    [InlineData("{\"ok\":{\"ok\":true}}")]
    [InlineData("{\"ok\":null}")]
    [InlineData("{\"ok\":1}")]
    [InlineData("{\"ok\":\"True\"}")]
    [InlineData("{\"OK\":true}")]
    [InlineData("{\"ok\":true")]
    [InlineData("{\"ok\":true}}")]
    [InlineData("\uFFFE{\"ok\":true}")]
    [InlineData("")]
    public async Task RunAsync_JsonOfOtherTypes_EarnsNothing(string body)
    {
        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", 200, body));

        Assert.Equal((VerdictKind.Indeterminate, "no-rule"), (verdict.Kind, verdict.RuleId));
    }

    [Theory]
    [InlineData("{\"ok\":", "}")]
    [InlineData("[", "]")]
    public async Task RunAsync_JsonThatNestsWithoutEnd_EarnsNothing(string open, string close)
    {
        string body = string.Concat(Enumerable.Repeat(open, 100_000)) + "true" + string.Concat(Enumerable.Repeat(close, 100_000));

        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", 200, body));

        Assert.Equal((VerdictKind.Indeterminate, "no-rule"), (verdict.Kind, verdict.RuleId));
    }

    [Fact]
    public async Task RunAsync_PathWithQuery_IsSentAsParameters()
    {
        VerificationDescriptor verification = SmokeTestFixture.Verification with { Requests = [new() { Id = "who", Method = "GET", Path = "/who?limit=1&q=a%20b&flag" }] };
        ScriptedChannel channel = Accepted();

        await SmokeTestFixture.RunAsync(channel, verification);

        Assert.Equal([new("limit", "1"), new("q", "a b"), new("flag", "")], Assert.Single(channel.Requests).Query);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var smokeTest = new SmokeTest(TimeProvider.System);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => smokeTest.RunAsync(SmokeTestFixture.Verification, Accepted(), new Channels.FixedCredential(), source.Token));
    }

    private static ScriptedChannel Accepted() => new ScriptedChannel().On("/who", 200, """{"ok":true}""").Fails("/more", ChannelErrorCodes.Timeout);
}
