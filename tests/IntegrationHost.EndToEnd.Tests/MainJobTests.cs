using System.Text.Json;
using IntegrationHost.TestVendors;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>The product's main job as a person does it: the built program, real processes, a fresh store, vendors that answer as documented.</summary>
public sealed class MainJobTests
{
    private const string SlackKey = "xoxb-111111111111-CanarySlackKeyQ7vT2mLp9EXAMPLE";
    private const string StripeKey = "sk_test_CanaryStripeKeyW4nB8xRd3EXAMPLE";
    private const string OpenAiKey = "sk-proj-CanaryOpenAiKeyT3BlbkFJz6Hc1EXAMPLE";

    private const string Workflow = """
        [{ "name": "Order to cash", "tasks": [{ "name": "main", "modules": [
          { "id": "7a6c2d1e-0000-4000-8000-000000000001", "name": "Announce order", "className": "com.valkyrlabs.workflow.modules.msg.SlackPostModule" },
          { "id": "7a6c2d1e-0000-4000-8000-000000000002", "name": "Check out", "className": "StripeCheckoutModule" },
          { "id": "7a6c2d1e-0000-4000-8000-000000000003", "name": "Draft reply", "className": "OpenAiChatModule" },
          { "id": "7a6c2d1e-0000-4000-8000-000000000004", "name": "For each line", "className": "control.LooperModule" }
        ]}]}]
        """;

    [Fact]
    public async Task Credentials_CreatedVerifiedLinkedRevokedExecuted_SurviveARestart_AndLeakNowhere()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using SlackVendor slack = await SlackVendor.StartAsync(cancel);
        await using StripeVendor stripe = await StripeVendor.StartAsync(cancel);
        await using OpenAiVendor openAi = await OpenAiVendor.StartAsync(cancel);
        slack.Accept(SlackKey, "chat:write", "channels:read");
        stripe.Accept(StripeKey);
        openAi.Accept(OpenAiKey);
        using var program = new HostProgram();

        // A fresh store knows the three providers, among what a team may have added, and no account.
        JsonElement catalog = await program.JsonAsync(null, "catalog");
        Assert.Superset(new HashSet<string?> { "openai", "slack", "stripe" }, catalog.EnumerateArray().Select(card => card.GetProperty("id").GetString()).ToHashSet());
        Assert.Empty((await program.JsonAsync(null, "accounts", "list")).EnumerateArray());

        JsonElement imported = await program.JsonAsync(Workflow, "modules", "import", "-");
        Assert.Equal(4, imported.GetProperty("imported").GetInt32());
        JsonElement before = await program.JsonAsync(null, "coverage");
        Assert.Equal((3, 0, 1), Counts(before));

        // One call each: stored, verified at the vendor, linked.
        JsonElement slackAccount = await AddAsync(program, "slack", slack.BaseUrl, "botToken", SlackKey, 1);
        Assert.Contains("chat:write", slackAccount.GetProperty("verdict").GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        await AddAsync(program, "stripe", stripe.BaseUrl, "secretKey", StripeKey, 2);
        await AddAsync(program, "openai", openAi.BaseUrl, "apiKey", OpenAiKey, 3);

        JsonElement covered = await program.JsonAsync(null, "coverage");
        Assert.Equal((3, 3, 1), Counts(covered));

        // The module runs through its typed plugin with the linked account.
        JsonElement executed = await program.JsonAsync(
            """{ "channel": "C0GENERAL", "text": "Order 17 is paid." }""", "modules", "execute", "Announce order", "--input", "-");
        Assert.True(executed.GetProperty("succeeded").GetBoolean(), executed.ToString());
        Assert.NotEqual("", executed.GetProperty("output").GetProperty("ts").GetString());

        // A block page says nothing about the key: the earned verdict stays.
        string slackId = slackAccount.GetProperty("account").GetProperty("id").GetString()!;
        slack.Mode = VendorMode.BlockPage;
        HostRun blocked = await program.RunAsync(null, "accounts", "verify", slackId, "--json");
        Assert.Equal("Indeterminate", JsonDocument.Parse(blocked.Output).RootElement.GetProperty("kind").GetString());
        JsonElement kept = await program.JsonAsync(null, "accounts", "show", slackId);
        Assert.True(kept.GetProperty("verified").GetBoolean());
        Assert.Equal("Valid", kept.GetProperty("verdict").GetProperty("kind").GetString());
        Assert.Equal("Indeterminate", kept.GetProperty("lastAttempt").GetProperty("kind").GetString());

        // A revoked key turns Invalid and its module is no longer covered.
        slack.Mode = VendorMode.Normal;
        slack.Revoke(SlackKey);
        HostRun revoked = await program.RunAsync(null, "accounts", "verify", slackId, "--json");
        Assert.Equal(1, revoked.ExitCode);
        Assert.Equal("Invalid", JsonDocument.Parse(revoked.Output).RootElement.GetProperty("kind").GetString());

        // Each command was its own process: everything above has survived restarts. Once more, to be plain about it.
        JsonElement after = await program.JsonAsync(null, "accounts", "list");
        Assert.Equal(3, after.GetArrayLength());
        JsonElement invalid = after.EnumerateArray().Single(account => account.GetProperty("id").GetString() == slackId);
        Assert.Equal("error", invalid.GetProperty("status").GetString());
        Assert.False(invalid.GetProperty("verified").GetBoolean());
        Assert.Equal((3, 2, 1), Counts(await program.JsonAsync(null, "coverage")));

        CanarySearch.AssertAbsent([SlackKey, StripeKey, OpenAiKey], program.Outputs, program.Root);
    }

    private static string ModuleId(int number) => $"7a6c2d1e-0000-4000-8000-00000000000{number}";

    private static (int Total, int Covered, int NotNeeded) Counts(JsonElement coverage) =>
        (coverage.GetProperty("total").GetInt32(), coverage.GetProperty("covered").GetInt32(), coverage.GetProperty("notNeeded").GetInt32());

    private static async Task<JsonElement> AddAsync(HostProgram program, string provider, string baseUrl, string field, string key, int module)
    {
        JsonElement added = await program.JsonAsync(
            key + "\n", "accounts", "add", provider, "--base-url", baseUrl, "--secret-stdin", field, "--verify", "--link", ModuleId(module));
        JsonElement verdict = added.GetProperty("verdict");
        Assert.True(verdict.GetProperty("kind").GetString() == "Valid", $"{provider}: {verdict}");
        Assert.True(added.GetProperty("links")[0].GetProperty("linked").GetBoolean(), added.ToString());
        if (provider != "openai")
        {
            Assert.NotEmpty(verdict.GetProperty("identity").EnumerateArray());
        }

        return added;
    }
}
