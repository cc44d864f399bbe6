using System.Text.Json;
using IntegrationHost.TestVendors;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>What a person does with the accounts they have, by the built program: choose, test all, look back, copy, remove and bring back.</summary>
public sealed class AccountCommandTests(ServedProgram served) : IClassFixture<ServedProgram>
{
    private const string Good = "xoxb-111111111111-CanaryCommandsGoodEXAMPLE";
    private const string Bad = "xoxb-222222222222-CanaryCommandsBadEXAMPLE";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accounts_ChosenTestedCopiedRemovedAndBroughtBack()
    {
        await using SlackVendor slack = await SlackVendor.StartAsync(Cancel);
        slack.Accept(Good, "chat:write");
        HostProgram program = served.Program;
        string id = await AddAsync(program, slack, Good, "Orders", "production");
        await AddAsync(program, slack, Bad, "Returns", "staging");

        HostRun none = await program.RunAsync(null, "accounts", "verify");
        Assert.Equal(2, none.ExitCode);
        HostRun all = await program.RunAsync(null, "accounts", "verify", "--all");
        Assert.Equal(1, all.ExitCode);
        Assert.Contains("1 of 2 are valid.", all.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await program.RunAsync(null, "accounts", "verify", "--environment", "production")).ExitCode);

        Assert.Equal(["Returns"], await NamesAsync(program, "--verdict", "Invalid"));
        Assert.Equal(["Orders"], await NamesAsync(program, "--environment", "production", "--search", "ord"));
        Assert.Empty(await NamesAsync(program, "--provider", "stripe"));
        Assert.Equal(2, (await program.JsonAsync(null, "accounts", "history", "orders")).GetArrayLength());
        Assert.Equal("Nothing that runs now uses this account.", (await program.JsonAsync(null, "accounts", "usage", "Orders")).GetProperty("summary").GetString());

        JsonElement clone = await program.JsonAsync(null, "accounts", "clone", "Orders", "--environment", "staging", "--name", "Orders (staging)");
        Assert.Equal(["botToken"], clone.GetProperty("fieldsToSet").EnumerateArray().Select(field => field.GetString()));

        await program.RunAsync(null, "accounts", "remove", "Orders", "--yes");
        Assert.DoesNotContain("Orders", await NamesAsync(program));
        Assert.Equal(["Orders"], await NamesAsync(program, "--trash"));
        Assert.Equal(3, (await program.RunAsync(null, "accounts", "restore", "Returns")).ExitCode);
        Assert.Equal(id, (await program.JsonAsync(null, "accounts", "restore", "Orders")).GetProperty("id").GetString());
        Assert.Equal("Valid", (await program.JsonAsync(null, "accounts", "verify", "Orders")).GetProperty("kind").GetString());
        CanarySearch.AssertAbsent([Good, Bad], program.Outputs, program.Root);
    }

    private static async Task<string> AddAsync(HostProgram program, SlackVendor slack, string token, string name, string environment) =>
        (await program.JsonAsync(token + "\n", "accounts", "add", "slack", "--name", name, "--environment", environment, "--base-url", slack.BaseUrl, "--secret-stdin", "botToken"))
            .GetProperty("account").GetProperty("id").GetString()!;

    private static async Task<string?[]> NamesAsync(HostProgram program, params string[] options) =>
        [.. (await program.JsonAsync(null, ["accounts", "list", .. options])).EnumerateArray().Select(account => account.GetProperty("name").GetString())];
}
