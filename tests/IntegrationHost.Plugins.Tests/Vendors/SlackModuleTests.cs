using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Plugins.Slack;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class SlackModuleTests
{
    private const string Token = "xoxb-000000000000-EXAMPLE";
    private const string Webhook = "https://hooks.slack.com/services/T0/B0/abcEXAMPLE";

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
    public async Task ItemsAsync_ChannelsAndHistory_GoThroughEveryPage()
    {
        await using SlackVendor vendor = await StartAsync("channels:read", "channels:history", "chat:write");
        using VendorAccount account = Account(vendor);
        foreach (string text in (string[])["one", "two", "three"])
            await account.RunAsync("SlackPostModule", $$"""{"channel":"C0GENERAL","text":"{{text}}"}""");
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        var names = new List<string?>();
        var texts = new List<string?>();

        await foreach (var channel in new SlackChannelsModule().ItemsAsync(new SlackChannelsInput { Limit = 3, Types = "public_channel" }, account.Channel, cancellationToken))
            names.Add(channel.GetProperty("name").GetString());
        await foreach (var message in new SlackHistoryModule().ItemsAsync(new SlackHistoryInput { Channel = "C0GENERAL", Limit = 2 }, account.Channel, cancellationToken))
            texts.Add(message.GetProperty("text").GetString());
        JsonObject page = await account.RunAsync("SlackHistoryModule", """{"channel":"C0GENERAL","limit":2}""");

        Assert.Equal(["general", "random", "deploys", "old"], names);
        Assert.Equal(["three", "two", "one"], texts);
        Assert.Equal((true, "2"), ((bool)page["hasMore"]!, page["nextCursor"]!.ToString()));
    }

    [Fact]
    public async Task ExecuteAsync_ChannelCreate_MakesItOnce()
    {
        await using SlackVendor vendor = await StartAsync("channels:manage");
        using VendorAccount account = Account(vendor);

        JsonObject made = await account.RunAsync("SlackChannelCreateModule", """{"name":"release-7","isPrivate":false}""");
        ModuleError error = await account.FailAsync("SlackChannelCreateModule", """{"name":"release-7"}""");

        Assert.Equal("release-7", made["name"]!.ToString());
        Assert.Equal("name_taken", error.Code);
        Assert.EndsWith("Choose another name.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_File_IsUploadedInThreeCallsAndShared()
    {
        await using SlackVendor vendor = await StartAsync("files:write");
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync(
            "SlackFileModule", """{"file":{"name":"log.txt","contentType":"text/plain","base64":"YWxsIGlzIHdlbGw="},"title":"Log of 7","channelId":"C0DEPLOYS","initialComment":"See"}""");

        Assert.Equal(("F0FILE1", "Log of 7"), (output["fileId"]!.ToString(), output["title"]!.ToString()));
        Assert.Equal("all is well", vendor.SharedFiles["log.txt"]);
        Assert.Equal(["/files.getUploadURLExternal", "/upload/v1/F0FILE1", "/files.completeUploadExternal"], vendor.Requests.Select(request => request.Path));
        Assert.Equal("filename=log.txt&length=11", vendor.Requests[0].Body);
    }

    [Fact]
    public async Task ExecuteAsync_UploadStartAndComplete_AreThereAlone()
    {
        await using SlackVendor vendor = await StartAsync("files:write");
        using VendorAccount account = Account(vendor);

        JsonObject started = await account.RunAsync("SlackUploadStartModule", """{"filename":"a.txt","length":3}""");
        ModuleError error = await account.FailAsync("SlackUploadCompleteModule", $$"""{"files":[{"id":"{{started["fileId"]}}","title":"A"}]}""");

        Assert.Equal("https://files.slack.com/upload/v1/F0FILE1", started["uploadUrl"]!.ToString());
        Assert.Equal("file_not_found", error.Code);
    }

    [Theory]
    [InlineData(VendorMode.BlockPage)]
    [InlineData(VendorMode.Garbage)]
    public async Task ExecuteAsync_FileMeetsABlockPage_IsAnErrorAndNoSuccess(VendorMode mode)
    {
        await using SlackVendor vendor = await StartAsync("files:write");
        using VendorAccount account = Account(vendor);
        vendor.Mode = mode;

        ModuleError error = await account.FailAsync("SlackFileModule", """{"file":"text"}""");

        Assert.DoesNotContain("<", error.Message, StringComparison.Ordinal);
        Assert.Empty(vendor.SharedFiles);
    }

    [Fact]
    public async Task ExecuteAsync_EventAuthorizations_TakeAnAppLevelToken()
    {
        await using SlackVendor vendor = await StartAsync();
        vendor.Accept("xapp-1-EXAMPLE", "authorizations:read");
        using var account = new VendorAccount(vendor, "slack", "app-token", ("appToken", "xapp-1-EXAMPLE"));

        JsonObject output = await account.RunAsync("SlackEventAuthorizationsModule", """{"eventContext":"4-eventEXAMPLE"}""");
        ModuleError error = await account.FailAsync("SlackEventAuthorizationsModule", """{"eventContext":"old"}""");

        Assert.Equal("T0EXAMPLE", Assert.Single(output["authorizations"]!.AsArray())!["team_id"]!.ToString());
        Assert.Equal("invalid_event_context", error.Code);
    }

    [Fact]
    public async Task ExecuteAsync_WebhookPost_PostsAndReadsSlacksWords()
    {
        await using SlackVendor vendor = await StartAsync();
        vendor.Accept(Webhook);
        using var account = new VendorAccount(vendor, "slack", "incoming-webhook", ("webhookUrl", Webhook));

        JsonObject output = await account.RunAsync("SlackWebhookPostModule", """{"text":"Build 7 is out"}""");
        vendor.Mode = VendorMode.CaptivePortal;
        ModuleError portal = await account.FailAsync("SlackWebhookPostModule", """{"text":"lost"}""");
        vendor.Mode = VendorMode.Normal;
        vendor.Revoke(Webhook);
        ModuleError revoked = await account.FailAsync("SlackWebhookPostModule", """{"text":"late"}""");

        Assert.True((bool)output["ok"]!);
        Assert.Equal(["Build 7 is out"], vendor.WebhookMessages);
        Assert.Equal(("invalid_answer", "no_service", 404), (portal.Code, revoked.Code, revoked.StatusCode));
    }

    [Fact]
    public async Task ExecuteAsync_RotatingToken_IsRefreshedOnceForManyCallsAndStoresTheNextRefreshToken()
    {
        await using SlackVendor vendor = await StartAsync();
        vendor.Accept("xoxe-1-abcEXAMPLE", "chat:write");
        using var account = new VendorAccount(
            vendor, "slack", "rotating-token", ("clientId", SlackVendor.ClientId), ("clientSecret", SlackVendor.ClientSecret), ("refreshToken", "xoxe-1-abcEXAMPLE"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => account.RunAsync("SlackPostModule", $$"""{"channel":"#general","text":"{{number}}"}""")));
        vendor.ExpireTokens();
        await account.TestAsync();
        await account.RunAsync("SlackPostModule", """{"channel":"#general","text":"after"}""");

        Assert.Equal((21, 2), (vendor.Messages.Count, vendor.TokensIssued));
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
