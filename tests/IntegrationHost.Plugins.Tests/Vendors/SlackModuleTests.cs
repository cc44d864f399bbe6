using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class SlackModuleTests
{
    private const string Token = "xoxb-000000000000-EXAMPLE";

    [Fact]
    public async Task ExecuteAsync_PostUpdateAndReact_ReachTheChannel()
    {
        await using SlackVendor vendor = await StartAsync("chat:write", "reactions:write");
        using VendorAccount account = Account(vendor);

        JsonObject posted = await account.RunAsync("SlackPostModule", """{"channel":"#deploys","text":"Build 7 is \"out\" ✓","unfurl_links":false}""");
        string ts = posted["ts"]!.ToString();
        await account.RunAsync("SlackUpdateModule", $$"""{"channel":"C0DEPLOYS","ts":"{{ts}}","text":"Build 7 is live"}""");
        JsonObject reacted = await account.RunAsync("SlackReactionModule", $$"""{"channel":"C0DEPLOYS","timestamp":"{{ts}}","name":"tada"}""");

        Assert.Equal("C0DEPLOYS", posted["channel"]!.ToString());
        Assert.True((bool)reacted["ok"]!);
        Assert.Equal(["Build 7 is live"], vendor.Messages);
        Assert.Equal("Build 7 is \"out\" ✓", JsonNode.Parse(vendor.Requests[0].Body)!["text"]!.ToString());
    }

    [Fact]
    public async Task ExecuteAsync_Schedule_SendsTheWireName()
    {
        await using SlackVendor vendor = await StartAsync("chat:write");
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync("SlackScheduleModule", """{"channel":"C0GENERAL","postAt":1900000000,"text":"Later"}""");

        Assert.Equal((1900000000, "Q0EXAMPLE"), ((int)output["postAt"]!, output["scheduledMessageId"]!.ToString()));
    }

    [Fact]
    public async Task ExecuteAsync_Channels_ArePagedByCursor()
    {
        await using SlackVendor vendor = await StartAsync("channels:read");
        using VendorAccount account = Account(vendor);

        JsonObject first = await account.RunAsync("SlackChannelsModule", """{"limit":2,"excludeArchived":true}""");
        JsonObject second = await account.RunAsync("SlackChannelsModule", $$"""{"limit":2,"excludeArchived":true,"cursor":"{{first["nextCursor"]}}"}""");

        Assert.Equal((2, 1), (first["channels"]!.AsArray().Count, second["channels"]!.AsArray().Count));
        Assert.Equal("", second["nextCursor"]!.ToString());
    }

    [Fact]
    public async Task ExecuteAsync_ChannelsWithoutInputs_UsesTheDefaultLimit()
    {
        await using SlackVendor vendor = await StartAsync("channels:read");
        using VendorAccount account = Account(vendor);

        await account.RunAsync("SlackChannelsModule", "{}");

        Assert.Equal("?limit=100", Assert.Single(vendor.Requests).Query);
    }

    [Fact]
    public async Task ExecuteAsync_Lookup_FindsThePerson()
    {
        await using SlackVendor vendor = await StartAsync("users:read.email");
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync("SlackUserLookupModule", """{"email":"ada@example.com"}""");

        Assert.Equal(("U0ADA", "ada"), (output["userId"]!.ToString(), output["name"]!.ToString()));
    }

    [Theory]
    [InlineData("""{"channel":"#nowhere","text":"x"}""", "chat:write", "channel_not_found")]
    [InlineData("""{"channel":"#general","text":"x"}""", "channels:read", "missing_scope")]
    public async Task ExecuteAsync_SlackRefusesWithin200_IsAnErrorWithItsCode(string input, string scope, string code)
    {
        await using SlackVendor vendor = await StartAsync(scope);
        using VendorAccount account = Account(vendor);

        ModuleError error = await account.FailAsync("SlackPostModule", input);

        Assert.Equal((code, 200), (error.Code, error.StatusCode));
    }

    [Theory]
    [InlineData("{}", "channel,text")]
    [InlineData("""{"channel":"#general"}""", "text")]
    [InlineData("""{"channel":"#general","text":["a"]}""", "text")]
    [InlineData("""{"channel":"#general","text":"x","blocks":"none"}""", "blocks")]
    public async Task ExecuteAsync_InputsThatCannotBeUsed_AreNamedAndNothingIsSent(string input, string fields)
    {
        await using SlackVendor vendor = await StartAsync("chat:write");
        using VendorAccount account = Account(vendor);

        ModuleError error = await account.FailAsync("SlackPostModule", input);

        Assert.Equal("invalid_input", error.Code);
        Assert.Equal(fields, string.Join(',', error.Problems.Select(problem => problem.Field).Order(StringComparer.Ordinal)));
        Assert.Empty(vendor.Requests);
    }

    [Fact]
    public async Task ExecuteAsync_BlockPage_IsAnErrorAndNoSuccess()
    {
        await using SlackVendor vendor = await StartAsync("chat:write");
        using VendorAccount account = Account(vendor);
        foreach (VendorMode mode in (VendorMode[])[VendorMode.BlockPage, VendorMode.CaptivePortal, VendorMode.Garbage, VendorMode.Down503, VendorMode.RedirectElsewhere])
        {
            vendor.Mode = mode;

            ModuleError error = await account.FailAsync("SlackPostModule", """{"channel":"#general","text":"x"}""");

            Assert.DoesNotContain("<", error.Message, StringComparison.Ordinal);
        }
    }

    private static async Task<SlackVendor> StartAsync(params string[] scopes)
    {
        SlackVendor vendor = await SlackVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(Token, scopes);
        return vendor;
    }

    private static VendorAccount Account(SlackVendor vendor) => new(vendor, "slack", "bot-token", ("botToken", Token));
}
