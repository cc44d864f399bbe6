using System.Text.Json;
using IntegrationHost.TestVendors;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>A pipeline asks whether it may deploy, a person closes the gap from where the module is, and it asks again.</summary>
public sealed class ReadinessTests
{
    private const string SlackKey = "xoxb-222222222222-CanarySlackKeyH5mZ8qWc2EXAMPLE";
    private const string ModuleId = "7a6c2d1e-0000-4000-8000-000000000001";

    [Fact]
    public async Task Gate_FailsTheDeployment_UntilQuickCreateHasClosedTheGap()
    {
        await using SlackVendor slack = await SlackVendor.StartAsync(TestContext.Current.CancellationToken);
        slack.Accept(SlackKey, "chat:write");
        using var program = new HostProgram();
        await program.JsonAsync(
            $$"""[{ "name": "Orders", "modules": [], "tasks": [{ "modules": [{ "id": "{{ModuleId}}", "name": "Announce", "className": "SlackPostModule" }] }] }]""", "modules", "import", "-");

        HostRun refused = await program.RunAsync(null, "coverage", "--env", "prod", "--min", "100", "--json");
        Assert.Equal(1, refused.ExitCode);
        JsonElement gap = JsonDocument.Parse(refused.Output).RootElement.GetProperty("missing")[0];
        Assert.Equal((ModuleId, "NotLinked"), (gap.GetProperty("moduleId").GetString(), gap.GetProperty("state").GetString()));
        Assert.Contains($"quick-create --exec-module {ModuleId} --environment prod", gap.GetProperty("action").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await program.RunAsync(null, "coverage", "--env", "prod", "--min", "0")).ExitCode);

        JsonElement proposal = await program.JsonAsync(null, "quick-create", "--module", "Announce", "--class", "SlackPostModule", "--type", "slack", "--propose");
        Assert.Equal("slack", proposal.GetProperty("form").GetProperty("providerId").GetString());
        JsonElement made = await program.JsonAsync(
            SlackKey + "\n", "quick-create", "--exec-module", ModuleId, "--environment", "production", "--base-url", slack.BaseUrl, "--secret-stdin", "--verify");
        Assert.True(made.GetProperty("created").GetProperty("links")[0].GetProperty("linked").GetBoolean());

        JsonElement passed = await program.JsonAsync(null, "coverage", "--env", "prod", "--min", "100");
        Assert.True(passed.GetProperty("passed").GetBoolean());
        Assert.Equal(1, (await program.RunAsync(null, "coverage", "--env", "staging")).ExitCode);
        CanarySearch.AssertAbsent([SlackKey], program.Outputs, program.Root);
    }

    [Theory]
    [InlineData(2, "coverage", "--min", "101")]
    [InlineData(2, "coverage", "--env", " ")]
    [InlineData(3, "coverage", "--workflow", "Nowhere")]
    [InlineData(2, "quick-create")]
    [InlineData(3, "quick-create", "--class", "NoSuchThing", "--propose", "--exec-module", "7a6c2d1e-0000-4000-8000-00000000ffff")]
    [InlineData(2, "quick-create", "--class", "SlackPostModule", "--field", "botToken=xoxb-typed-EXAMPLE")]
    public async Task BadInput_IsToldWithItsExitCode(int expected, params string[] arguments)
    {
        using var program = new HostProgram();
        HostRun run = await program.RunAsync("", arguments);
        Assert.True(run.ExitCode == expected, $"{run.ExitCode}: {run.Error}");
        Assert.DoesNotContain("xoxb-typed", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", run.Error, StringComparison.Ordinal);
    }
}
