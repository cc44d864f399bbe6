using System.Text.Json;
using IntegrationHost.TestVendors;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>The account guard, recognition and imports as a person meets them: the built program against vendors that answer as documented.</summary>
public sealed class AccountGuardTests
{
    private const string Workflow = """
        [{ "name": "Order to cash", "tasks": [{ "name": "main", "modules": [
          { "id": "7a6c2d1e-0000-4000-8000-000000000011", "name": "Announce order", "className": "com.valkyrlabs.workflow.modules.msg.SlackPostModule" },
          { "id": "7a6c2d1e-0000-4000-8000-000000000012", "name": "Check out", "className": "StripeCheckoutModule" }
        ]}]}]
        """;

    private const string SlackModule = "7a6c2d1e-0000-4000-8000-000000000011";
    private const string StripeModule = "7a6c2d1e-0000-4000-8000-000000000012";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slack_TokenOfAnotherWorkspace_IsStopped_AllowedOnDemand_AndFlaggedWhenFoundLater()
    {
        const string first = "xoxb-111111111111-CanaryFirstWorkspaceEXAMPLE";
        const string second = "xoxb-222222222222-CanarySecondWorkspaceEXAMPLE";
        await using SlackVendor slack = await SlackVendor.StartAsync(Cancel);
        slack.Accept(first, "chat:write");
        slack.Accept(second, "chat:write");
        slack.Workspaces[second] = ("T0OTHER", "Other Team");
        await using var served = new ServedProgram();
        await served.InitializeAsync();
        HostProgram program = served.Program;
        await program.JsonAsync(Workflow, "modules", "import", "-");
        JsonElement added = await program.JsonAsync(
            first + "\n", "accounts", "add", "slack", "--base-url", slack.BaseUrl, "--secret-stdin", "botToken", "--verify", "--link", SlackModule);
        string id = added.GetProperty("account").GetProperty("id").GetString()!;

        // Stopped before anything is stored, naming both.
        HostRun stopped = await program.RunAsync(second + "\n", "accounts", "set-secret", id, "botToken", "--stdin");
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("Other Team", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("Example Team", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("--allow-other-owner", stopped.Error, StringComparison.Ordinal);
        Assert.True((await program.JsonAsync(null, "accounts", "show", id)).GetProperty("verified").GetBoolean());
        Assert.Equal("Valid", (await program.JsonAsync(null, "accounts", "verify", id)).GetProperty("kind").GetString());

        // A block page tells nobody's name: stored, with a note.
        slack.Mode = VendorMode.BlockPage;
        JsonElement noted = await program.JsonAsync(second + "\n", "accounts", "set-secret", id, "botToken", "--stdin");
        Assert.Equal(["OwnerUnchecked"], Codes(noted));

        // Once Slack tells, the account is flagged and its module must not run.
        slack.Mode = VendorMode.Normal;
        HostRun verified = await program.RunAsync(null, "accounts", "verify", id);
        Assert.Contains("error: The credential belongs to ", verified.Output, StringComparison.Ordinal);
        Assert.Contains("Other Team", verified.Output, StringComparison.Ordinal);
        HostRun list = await program.RunAsync(null, "accounts", "list");
        Assert.Contains("FLAGGED", list.Output, StringComparison.Ordinal);
        JsonElement coverage = await program.JsonAsync(null, "coverage");
        Assert.Equal(0, coverage.GetProperty("covered").GetInt32());
        Assert.Equal("WrongOwner", Item(coverage, SlackModule).GetProperty("state").GetString());

        // The first workspace's token back: nothing is left of it. Then handed over on purpose.
        await program.JsonAsync(first + "\n", "accounts", "set-secret", id, "botToken", "--stdin", "--verify");
        Assert.Empty(Codes(await program.JsonAsync(null, "accounts", "show", id)));
        await program.JsonAsync(second + "\n", "accounts", "set-secret", id, "botToken", "--stdin", "--verify", "--allow-other-owner");
        JsonElement handed = await program.JsonAsync(null, "accounts", "show", id);
        Assert.Empty(Codes(handed));
        Assert.Contains("Other", handed.GetProperty("owner").GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, (await program.JsonAsync(null, "coverage")).GetProperty("covered").GetInt32());

        await served.StopAsync();
        CanarySearch.AssertAbsent([first, second], program.Outputs, program.Root);
    }

    [Fact]
    public async Task Stripe_LiveAndTestKeys_AreHeldAgainstTheEnvironment()
    {
        string live = "sk_" + "live_CanaryLiveKeyW4nB8xRd3EXAMPLE";
        string test = "sk_" + "test_CanaryTestKeyW4nB8xRd3EXAMPLE";
        await using StripeVendor stripe = await StripeVendor.StartAsync(Cancel);
        stripe.Accept(live);
        stripe.Accept(test);
        await using var served = new ServedProgram();
        await served.InitializeAsync();
        HostProgram program = served.Program;
        await program.JsonAsync(Workflow, "modules", "import", "-");
        JsonElement added = await program.JsonAsync(
            live + "\n", "accounts", "add", "stripe", "--base-url", stripe.BaseUrl, "--secret-stdin", "secretKey", "--environment", "staging", "--verify", "--link", StripeModule);
        string id = added.GetProperty("account").GetProperty("id").GetString()!;
        Assert.Equal(["LiveKeyOutsideProduction"], Codes(added.GetProperty("account")));
        Assert.Equal(("WrongEnvironment", 0), await StripeCoverageAsync(program));

        await program.JsonAsync(test + "\n", "accounts", "set-secret", id, "secretKey", "--stdin", "--verify");
        Assert.Empty(Codes(await program.JsonAsync(null, "accounts", "show", id)));
        Assert.Equal(("Covered", 1), await StripeCoverageAsync(program));

        JsonElement moved = await program.JsonAsync(null, "accounts", "edit", id, "--environment", "production");
        Assert.Equal(["TestKeyInProduction"], Codes(moved));
        Assert.Equal(("WrongEnvironment", 0), await StripeCoverageAsync(program));
        HostRun shown = await program.RunAsync(null, "accounts", "show", id);
        Assert.Contains("error: A test key in the environment 'production'", shown.Output, StringComparison.Ordinal);

        await served.StopAsync();
        CanarySearch.AssertAbsent([live, test], program.Outputs, program.Root);
    }

    [Fact]
    public async Task Import_VariablesAndFiles_AreListedStoredOnceAndLeftAlone()
    {
        const string slackKey = "xoxb-333333333333-CanaryImportedSlackEXAMPLE";
        string stripeKey = "sk_" + "test_CanaryImportedStripeW4nB8EXAMPLE";
        await using SlackVendor slack = await SlackVendor.StartAsync(Cancel);
        slack.Accept(slackKey, "chat:write");
        await using var served = new ServedProgram();
        HostProgram program = served.Program;

        // The sources lie outside of what is searched for leaks: they hold the keys by nature.
        using var home = new SourceDirectory();
        string file = home.Write(Path.Combine("stripe", "config.toml"), $"[default]\ntest_mode_api_key = '{stripeKey}'\ntest_mode_key_expires_at = '2199-01-01'\n");
        program.Variables["XDG_CONFIG_HOME"] = home.Root;
        program.Variables["INTEGRATION_HOST_CONFIG"] = program.ConfigDirectory;
        program.Variables["HOME"] = home.Root;
        program.Variables["SLACK_BOT_TOKEN"] = slackKey;
        foreach (string name in (string[])["OPENAI_API_KEY", "STRIPE_API_KEY", "STRIPE_SECRET_KEY", "GH_TOKEN", "GITHUB_TOKEN", "VAULT_TOKEN"])
        {
            program.Variables[name] = "";
        }

        await served.InitializeAsync();

        JsonElement dry = await program.JsonAsync(null, "accounts", "import", "--dry-run");
        Assert.Equal(
            [("SLACK_BOT_TOKEN", "slack", "new"), ("~/stripe/config.toml [default] test_mode_api_key", "stripe", "new")],
            Found(dry));
        Assert.Empty((await program.JsonAsync(null, "accounts", "list")).EnumerateArray());

        // Nobody to ask: says so, and stores nothing.
        HostRun unasked = await program.RunAsync("", "accounts", "import");
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("--only PROVIDER", unasked.Error, StringComparison.Ordinal);

        JsonElement imported = await program.JsonAsync(null, "accounts", "import", "--only", "slack", "--base-url", slack.BaseUrl, "--environment", "production");
        Assert.Equal([("SLACK_BOT_TOKEN", "slack", "stored, Valid"), ("~/stripe/config.toml [default] test_mode_api_key", "stripe", "not chosen")], Found(imported));
        JsonElement account = Assert.Single((await program.JsonAsync(null, "accounts", "list")).EnumerateArray());
        Assert.Equal(("SLACK", "production", true), (account.GetProperty("name").GetString(), account.GetProperty("environment").GetString(), account.GetProperty("verified").GetBoolean()));

        // Again: known by its fingerprint, not stored twice. The source is as it was.
        JsonElement again = await program.JsonAsync(null, "accounts", "import", "--only", "slack", "--base-url", slack.BaseUrl);
        Assert.Equal("already stored as SLACK", Found(again)[0].State);
        Assert.Single((await program.JsonAsync(null, "accounts", "list")).EnumerateArray());
        Assert.Contains(stripeKey, await File.ReadAllTextAsync(file, Cancel), StringComparison.Ordinal);

        await served.StopAsync();
        CanarySearch.AssertAbsent([slackKey, stripeKey], program.Outputs, program.Root);
    }

    [Fact]
    public async Task Paste_RecognisedUnknownAndAmbiguous()
    {
        const string slackKey = "xoxb-444444444444-CanaryPastedSlackEXAMPLE";
        await using SlackVendor slack = await SlackVendor.StartAsync(Cancel);
        slack.Accept(slackKey, "chat:write");
        await using var served = new ServedProgram();
        await served.InitializeAsync();
        HostProgram program = served.Program;
        await program.JsonAsync(Workflow, "modules", "import", "-");

        JsonElement told = await program.JsonAsync(slackKey + "\n", "accounts", "recognise", "--secret-stdin");
        JsonElement match = Assert.Single(told.EnumerateArray());
        Assert.Equal(("slack", "bot-token", "botToken"), (match.GetProperty("providerId").GetString(), match.GetProperty("credentialKindId").GetString(), match.GetProperty("fieldKey").GetString()));

        HostRun unknown = await program.RunAsync("CanaryOfNobody-99\n", "accounts", "add", "--paste");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("Nothing was stored.", unknown.Error, StringComparison.Ordinal);
        Assert.Empty((await program.JsonAsync(null, "accounts", "list")).EnumerateArray());

        HostRun pasted = await program.RunAsync($"  '{slackKey}' \n", "accounts", "add", "--paste", "--base-url", slack.BaseUrl);
        Assert.True(pasted.ExitCode == 0, pasted.Output + pasted.Error);
        Assert.Contains("Valid: ", pasted.Output, StringComparison.Ordinal);
        Assert.Contains($"waits       {SlackModule}", pasted.Output, StringComparison.Ordinal);

        await served.StopAsync();
        CanarySearch.AssertAbsent([slackKey, "CanaryOfNobody-99"], program.Outputs, program.Root);
    }

    private static async Task<(string? State, int Covered)> StripeCoverageAsync(HostProgram program)
    {
        JsonElement coverage = await program.JsonAsync(null, "coverage");
        return (Item(coverage, StripeModule).GetProperty("state").GetString(), coverage.GetProperty("covered").GetInt32());
    }

    private static JsonElement Item(JsonElement coverage, string module) => coverage.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("moduleId").GetString() == module);

    private static IEnumerable<string?> Codes(JsonElement account) => account.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString());

    private static (string? Source, string? Provider, string? State)[] Found(JsonElement import) =>
    [
        .. import.GetProperty("found").EnumerateArray().Select(row => (row.GetProperty("source").GetString(), row.GetProperty("providerId").GetString(), row.GetProperty("state").GetString())),
    ];
}
