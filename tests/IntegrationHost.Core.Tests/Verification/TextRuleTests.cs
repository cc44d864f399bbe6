using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.Verification;

/// <summary>Providers whose own envelope is a word, and answers that are lists.</summary>
public sealed class TextRuleTests
{
    private static readonly VerificationDescriptor Words = SmokeTestFixture.With(
        new VerdictRuleDescriptor { Id = "x.alive", Statuses = [400], Texts = ["invalid_payload"], Verdict = VerdictKind.Valid, Message = "Alive." },
        new VerdictRuleDescriptor { Id = "x.dead", Statuses = [403, 404], Texts = ["invalid_token", "no_service"], Verdict = VerdictKind.Invalid, Message = "Gone." },
        new VerdictRuleDescriptor { Id = "x.list", Statuses = [401], Body = [SmokeTestFixture.Is("[0].errorCode", "INVALID_SESSION_ID")], Verdict = VerdictKind.Invalid, Message = "Refused.", ErrorCodePath = "[0].errorCode" })
        with
    { Requests = [SmokeTestFixture.Verification.Requests[0]] };

    [Theory]
    [InlineData(400, "invalid_payload", "text/html", VerdictKind.Valid, "x.alive")]
    [InlineData(400, " invalid_payload\r\n", "text/plain", VerdictKind.Valid, "x.alive")]
    [InlineData(404, "no_service", "text/html", VerdictKind.Invalid, "x.dead")]
    [InlineData(400, "Invalid_Payload", "text/html", VerdictKind.Indeterminate, "no-rule")]
    [InlineData(400, "<p>invalid_payload</p>", "text/html", VerdictKind.Indeterminate, "no-rule")]
    [InlineData(403, "<html>blocked</html>", "text/html", VerdictKind.Indeterminate, "no-rule")]
    [InlineData(400, "\"invalid_payload\"", "application/json", VerdictKind.Indeterminate, "no-rule")]
    [InlineData(302, "invalid_payload", "text/html", VerdictKind.Indeterminate, "no-rule")]
    public async Task Run_WordOfTheProvider_IsItsEnvelopeToTheLetter(int status, string body, string contentType, VerdictKind kind, string rule)
    {
        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", status, body, contentType), Words);
        Assert.Equal((kind, rule), (verdict.Kind, verdict.RuleId));
    }

    [Fact]
    public async Task Run_AnswerIsAList_PathsBeginWithAnIndex()
    {
        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", 401, """[{"message":"expired","errorCode":"INVALID_SESSION_ID"}]"""), Words);
        Assert.Equal((VerdictKind.Invalid, "INVALID_SESSION_ID"), (verdict.Kind, verdict.ErrorCode));
    }

    [Theory]
    [InlineData("2026-08-01 09:30:00 UTC", "2026-08-01T09:30:00Z")]
    [InlineData("2026-08-01 09:30:00 -0700", "2026-08-01T16:30:00Z")]
    [InlineData("2026-08-01T09:30:00Z", null)]
    public void ReadTime_GitHubsHeader_HasTwoForms(string text, string? expected) =>
        Assert.Equal(
            expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            FactFormats.ReadTime(text, FactFormat.GitHubDateTime, SmokeTestFixture.Now));
}
