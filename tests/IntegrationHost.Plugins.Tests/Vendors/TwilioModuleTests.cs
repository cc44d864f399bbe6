using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Plugins.Twilio;
using IntegrationHost.TestVendors;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class TwilioModuleTests
{
    private const string Token = "tokenEXAMPLE";

    [Fact]
    public async Task ExecuteAsync_Message_SendsAFormBelowTheAccount()
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync("TwilioSmsModule", """{"to":"+4915550000001","from":"+4915550000002","body":"Tür & Tor: 50 %"}""");

        Assert.Equal(("queued", "1"), (output["status"]!.ToString(), output["segments"]!.ToString()));
        Assert.Equal(["Tür & Tor: 50 %"], vendor.Messages);
        Assert.Equal($"/Accounts/{TwilioVendor.AccountSid}/Messages.json", Assert.Single(vendor.Requests).Path);
    }

    [Fact]
    public async Task ExecuteAsync_MessageForLater_SaysWhen()
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync(
            "TwilioSmsModule",
            """{"to":"+4915550000001","messagingServiceSid":"MG0","body":"Later","sendAt":"2026-12-24T18:00:00Z","scheduleType":"fixed"}""");

        Assert.Equal("scheduled", output["status"]!.ToString());
        Assert.Contains("SendAt=2026-12-24T18%3A00%3A00%2B00%3A00", vendor.Requests[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_Pictures_RepeatTheirName()
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        await account.RunAsync("TwilioSmsModule", """{"to":"+4915550000001","from":"+4915550000002","mediaUrl":["https://example.com/a.png","https://example.com/b.png"]}""");

        Dictionary<string, StringValues> form = QueryHelpers.ParseQuery(vendor.Requests[0].Body);
        Assert.Equal(["https://example.com/a.png", "https://example.com/b.png"], form["MediaUrl"].ToArray());
    }

    [Fact]
    public async Task PagesAsync_Messages_GoOnAtTheAddressThatTwilioNames()
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        foreach (string body in (string[])["one", "two", "three"])
            await account.RunAsync("TwilioSmsModule", $$"""{"to":"+4915550000001","from":"+4915550000002","body":"{{body}}"}""");

        List<string?> bodies = [];
        await foreach (TwilioMessagesListOutput page in new TwilioMessagesListModule().PagesAsync(new() { PageSize = 2 }, account.Channel, TestContext.Current.CancellationToken))
            bodies.AddRange((page.Messages ?? []).Select(message => message.Body));

        Assert.Equal(["one", "two", "three"], bodies);
        Assert.Equal("?PageSize=2&Page=1&PageToken=PT1", vendor.Requests[^1].Query);
    }

    [Fact]
    public async Task ExecuteAsync_Numbers_GiveOnePageAndTheNext()
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject first = await account.RunAsync("TwilioNumbersListModule", """{"pageSize":2}""");
        JsonObject second = await account.RunAsync("TwilioNumbersListModule", """{"pageSize":2,"page":1,"pageToken":"PT1"}""");
        await account.RunAsync("TwilioMessagesListModule", "{}");

        Assert.Contains("PageToken=PT1", first["nextPageUri"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("+4915550000003", Assert.Single(second["numbers"]!.AsArray())!["phone_number"]!.ToString());
        Assert.False(second.ContainsKey("nextPageUri"));
    }

    [Fact]
    public async Task ExecuteAsync_Call_GivesItsId()
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync("TwilioCallModule", """{"to":"+4915550000001","from":"+4915550000002","twiml":"<Response><Say>Hello</Say></Response>"}""");

        Assert.StartsWith("CA", output["sid"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("outbound-api", output["direction"]!.ToString());
    }

    [Fact]
    public async Task ExecuteAsync_Balance_IsTold()
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync("TwilioBalanceModule", "{}");

        Assert.Equal(("12.50", "EUR"), (output["balance"]!.ToString(), output["currency"]!.ToString()));
    }

    [Fact]
    public async Task ExecuteAsync_Verify_SendsAndChecksACode()
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject started = await account.RunAsync("TwilioVerifyStartModule", $$"""{"serviceSid":"{{TwilioVendor.ServiceSid}}","to":"+4915550000001"}""");
        JsonObject wrong = await account.RunAsync("TwilioVerifyCheckModule", $$"""{"serviceSid":"{{TwilioVendor.ServiceSid}}","to":"+4915550000001","code":"000000"}""");
        JsonObject right = await account.RunAsync("TwilioVerifyCheckModule", $$"""{"serviceSid":"{{TwilioVendor.ServiceSid}}","to":"+4915550000001","code":"123456"}""");

        Assert.Equal(("pending", "sms"), (started["status"]!.ToString(), started["channel"]!.ToString()));
        Assert.Equal((false, true, "approved"), ((bool)wrong["valid"]!, (bool)right["valid"]!, right["status"]!.ToString()));
        Assert.All(vendor.Requests, request => Assert.StartsWith("/v2/Services/", request.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExecuteAsync_Lookup_KeepsThePlusOfTheNumber()
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject output = await account.RunAsync("TwilioLookupModule", """{"phoneNumber":"+4915550000001","fields":"line_type_intelligence"}""");

        Assert.Equal(("+4915550000001", true, "mobile"), (output["phoneNumber"]!.ToString(), (bool)output["valid"]!, output["lineType"]!["type"]!.ToString()));
    }

    [Theory]
    [InlineData("TwilioSmsModule", """{"to":"12","from":"+4915550000002","body":"x"}""", "21211", 400)]
    [InlineData("TwilioSmsModule", """{"to":"+4915550000001","body":"x"}""", "21603", 400)]
    [InlineData("TwilioCallModule", """{"to":"+4915550000001","from":"+4915550000002"}""", "21205", 400)]
    public async Task ExecuteAsync_TwilioRefuses_IsAnErrorWithItsCode(string module, string input, string code, int status)
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        ModuleError error = await account.FailAsync(module, input);

        Assert.Equal((code, status), (error.Code, error.StatusCode));
    }

    [Fact]
    public async Task ExecuteAsync_SomethingStandsInTheWay_OnlyWhatWasTurnedAwayIsSentAgain()
    {
        await using TwilioVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        VendorMode[] modes = [VendorMode.BlockPage, VendorMode.CaptivePortal, VendorMode.Garbage, VendorMode.Down503, VendorMode.RedirectElsewhere, VendorMode.RateLimited];
        foreach (VendorMode mode in modes)
        {
            vendor.Mode = mode;

            await account.FailAsync("TwilioSmsModule", """{"to":"+4915550000001","from":"+4915550000002","body":"x"}""");
        }

        // A limit says when to come back, and that nothing was done: once more within the five seconds of this account.
        Assert.Equal(modes.Length + 1, vendor.Requests.Count);
        Assert.Empty(vendor.RedirectedRequests);
    }

    private static async Task<TwilioVendor> StartAsync()
    {
        TwilioVendor vendor = await TwilioVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept($"{TwilioVendor.AccountSid}:{Token}");
        return vendor;
    }

    private static VendorAccount Account(TwilioVendor vendor) => new(vendor, "twilio", "auth-token", ("accountSid", TwilioVendor.AccountSid), ("authToken", Token));
}
