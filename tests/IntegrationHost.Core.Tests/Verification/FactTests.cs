using System.Globalization;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.Verification;

public sealed class FactTests
{
    [Theory]
    [InlineData("a.b", "1")]
    [InlineData("list.1.name", "second")]
    [InlineData("list.2.name", null)]
    [InlineData("list.-1", null)]
    [InlineData("list.name", null)]
    [InlineData("nothing", null)]
    [InlineData("a", null)]
    [InlineData("a.b.c", null)]
    [InlineData("yes", "true")]
    [InlineData("big", "12345678901234567890")]
    [InlineData("", null)]
    public void Find_Path_LeadsToTheText(string path, string? expected)
    {
        using JsonDocument document = JsonDocument.Parse("""{"a":{"b":1},"list":[{"name":"first"},{"name":"second"}],"nothing":null,"yes":true,"big":12345678901234567890}""");

        Assert.Equal(expected, JsonPath.Text(JsonPath.Find(document.RootElement, path)));
    }

    [Theory]
    [InlineData("60", FactFormat.SecondsFromNow, "2026-05-01T12:01:00Z")]
    [InlineData("1777636800", FactFormat.UnixSeconds, "2026-05-01T12:00:00Z")]
    [InlineData("2026-01-02 15:04:05 UTC", FactFormat.DateTime, "2026-01-02T15:04:05Z")]
    [InlineData("2026-01-02T15:04:05Z", FactFormat.DateTime, "2026-01-02T15:04:05Z")]
    [InlineData("2026-01-02T15:04:05.25+01:00", FactFormat.DateTime, "2026-01-02T14:04:05.25Z")]
    [InlineData("0", FactFormat.UnixSeconds, null)]
    [InlineData("-5", FactFormat.SecondsFromNow, null)]
    [InlineData("1e300", FactFormat.SecondsFromNow, null)]
    [InlineData("99999999999999999999", FactFormat.UnixSeconds, null)]
    [InlineData("never", FactFormat.DateTime, null)]
    [InlineData("60", FactFormat.Text, null)]
    public void ReadTime_Text_IsReadByItsFormat(string text, FactFormat format, string? expected)
    {
        DateTimeOffset? time = FactFormats.ReadTime(text, format, SmokeTestFixture.Now);

        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), time);
    }

    [Theory]
    [InlineData(false, """{"ok":true,"user":"ada","id":7}""", "user ada")]
    [InlineData(true, """{"ok":true,"user":"ada","id":7}""", "ada (user id 7)")]
    [InlineData(true, """{"ok":true,"id":7}""", "user id 7")]
    [InlineData(true, """{"ok":true,"user":"ada"}""", null)]
    [InlineData(false, """{"ok":true,"id":7}""", null)]
    public async Task RunAsync_Owner_IsTheMarkedFactOrTheFirst(bool marked, string body, string? expected)
    {
        VerificationDescriptor verification = SmokeTestFixture.Verification with
        {
            Identity =
            [
                new() { Label = "user", Source = FactSource.Body, Path = "user" },
                new() { Label = "user id", Source = FactSource.Body, Path = "id", Key = marked },
            ],
        };
        Verdict verdict = await RunAsync(body, verification: verification);
        Assert.Equal(expected, verdict.Owner?.ToString());
    }

    [Fact]
    public async Task RunAsync_IdentityWithSteeringCharacters_IsCleanAndShort()
    {
        string user = "\u001b]0;x\u0007A\u202Ed\u200Ba\n\u2028" + new string('x', 300);

        Verdict verdict = await RunAsync($$"""{"ok":true,"user":{{JsonSerializer.Serialize(user)}}}""");

        string value = Assert.Single(verdict.Identity).Value;
        Assert.StartsWith("]0;xAdax", value, StringComparison.Ordinal);
        Assert.Equal(200, value.Length);
    }

    [Theory]
    [InlineData("bad_key-1.x", "bad_key-1.x")]
    [InlineData("bad key", null)]
    [InlineData("<b>", null)]
    [InlineData("", null)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", null)]
    public void Code_FreeText_IsNoCode(string text, string? expected) => Assert.Equal(expected, VerdictText.Code(text));

    [Theory]
    [InlineData("", """["a"]""", 0)]
    [InlineData(null, """["b","a"]""", 2)]
    [InlineData(null, "[]", 0)]
    [InlineData(null, "null", null)]
    public async Task RunAsync_Scopes_NoneIsNotTheSameAsUntold(string? header, string body, int? count)
    {
        Verdict verdict = await RunAsync($$"""{"ok":true,"scopes":{{body}}}""", header is null ? [] : [("X-Scopes", header)]);

        Assert.Equal(count, verdict.Scopes?.Count);
    }

    [Fact]
    public async Task RunAsync_MappedFact_TakesTheMeaningAndLeavesOutTheUnknown()
    {
        VerificationDescriptor verification = SmokeTestFixture.Verification with
        {
            Mode = [new() { Source = FactSource.Body, Path = "livemode", Map = [new("true", "live"), new("false", "test")] }],
        };

        Assert.Equal("live", (await RunAsync("""{"ok":true,"livemode":true}""", verification: verification)).Mode);
        Assert.Null((await RunAsync("""{"ok":true,"livemode":"odd"}""", verification: verification)).Mode);
    }

    private static Task<Verdict> RunAsync(string body, (string Name, string Value)[]? headers = null, VerificationDescriptor? verification = null) =>
        SmokeTestFixture.RunAsync(
            new ScriptedChannel().On("/who", 200, body, "application/json", headers ?? []).Fails("/more", ChannelErrorCodes.Timeout), verification);
}
