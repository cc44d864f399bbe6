using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Generated;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.Verification;

/// <summary>A property of the right name with something else in it is somebody else's answer.</summary>
public sealed class TypeRuleTests
{
    private static readonly string[] Types = ["string", "number", "boolean", "array", "object"];

    [Theory]
    [InlineData("\"T0EXAMPLE\"", "string")]
    [InlineData("7", "number")]
    [InlineData("-1.5e300", "number")]
    [InlineData("true", "boolean")]
    [InlineData("false", "boolean")]
    [InlineData("[]", "array")]
    [InlineData("{}", "object")]
    [InlineData("\"\"", null)]
    [InlineData("\" \\t\"", null)]
    [InlineData("\"\\ud800\"", null)]
    [InlineData("null", null)]
    public async Task Run_TypeIsAskedFor_OnlyItsOwnHolds(string value, string? expected)
    {
        foreach (string type in Types)
        {
            VerificationDescriptor verification = Only(Rule(Is("id", type)));

            Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", 200, $"{{\"id\":{value}}}"), verification);

            Assert.Equal((type, type == expected ? VerdictKind.Valid : VerdictKind.Indeterminate), (type, verdict.Kind));
        }
    }

    [Fact]
    public async Task Run_TypeOfWhatIsNotThere_NeverHolds()
    {
        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", 200, "{}"), Only(Rule(Is("id", Types))));

        Assert.Equal(VerdictKind.Indeterminate, verdict.Kind);
    }

    [Fact]
    public async Task Run_TypeOfAHeader_NeverHolds()
    {
        VerdictRuleDescriptor rule = Rule(Is("id", "number")) with { Headers = [Is("X-Id", "string")] };

        Verdict verdict = await SmokeTestFixture.RunAsync(new ScriptedChannel().On("/who", 200, "{\"id\":1}", "application/json", ("X-Id", "7")), Only(rule));

        Assert.Equal(VerdictKind.Indeterminate, verdict.Kind);
    }

    [Theory]
    [InlineData("{\"error\":{\"code\":7}}", true)]
    [InlineData("{\"error\":\"seven\"}", false)]
    [InlineData("{\"error\":null}", false)]
    [InlineData("{}", false)]
    public void Find_AModulesErrorIsToldByItsType_OnlyThatIsAnError(string body, bool refused)
    {
        var response = new ProviderResponse { StatusCode = 200, ContentType = "application/json", Body = System.Text.Encoding.UTF8.GetBytes(body), Headers = new Dictionary<string, string>() };
        var shape = new ErrorShape(Is("error", "object"), "error.code", null);

        Assert.Equal(refused, shape.Find(response, OutputReader.Parse(response)) is not null);
    }

    private static VerificationDescriptor Only(VerdictRuleDescriptor rule) => SmokeTestFixture.With(rule) with { Requests = [SmokeTestFixture.Verification.Requests[0]] };

    private static ConditionDescriptor Is(string path, params string[] types) => new() { Path = path, Operator = ConditionOperator.Type, Values = types };

    private static VerdictRuleDescriptor Rule(ConditionDescriptor condition) =>
        new() { Id = "x.ok", Request = "who", Statuses = [200], Body = [condition], Verdict = VerdictKind.Valid, Message = "Accepted." };
}
