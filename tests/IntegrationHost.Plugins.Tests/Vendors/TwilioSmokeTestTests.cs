using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class TwilioSmokeTestTests
{
    private const string KeySid = "SK0EXAMPLE";
    private const string App = "OQ0EXAMPLE";

    [Theory]
    [InlineData("active", "Full", VerdictKind.Valid, "twilio.ok")]
    [InlineData("active", "Trial", VerdictKind.Valid, "twilio.ok")]
    [InlineData("suspended", "Full", VerdictKind.Insufficient, "twilio.account-suspended")]
    [InlineData("closed", "Full", VerdictKind.Invalid, "twilio.account-closed")]
    public async Task RunAsync_AuthToken_FollowsTheAccount(string status, string type, VerdictKind kind, string rule)
    {
        await using TwilioVendor vendor = await TwilioVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(TwilioVendor.AccountSid + ":tokenEXAMPLE");
        (vendor.AccountStatus, vendor.AccountType) = (status, type);
        using VendorAccount account = AuthToken(vendor);

        Verdict verdict = await account.TestAsync();

        Assert.Equal((kind, rule), (verdict.Kind, verdict.RuleId));
        Assert.Equal(kind == VerdictKind.Invalid ? null : type, verdict.AccountType);
    }

    [Fact]
    public async Task SendAsync_TheAccount_ComesWithoutItsToken()
    {
        await using TwilioVendor vendor = await TwilioVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(TwilioVendor.AccountSid + ":tokenEXAMPLE");
        using VendorAccount account = AuthToken(vendor);

        ProviderResponse response = await account.Channel.SendAsync(new ProviderRequest { Method = "GET", Path = "/Accounts/{accountSid}.json" }, TestContext.Current.CancellationToken);

        string body = Encoding.UTF8.GetString(response.Body.Span);
        Assert.Contains("Example Account", body, StringComparison.Ordinal);
        Assert.DoesNotContain(TwilioVendor.EchoedToken, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_StandardKey_IsNotBlamedForWhatItMayNotRead()
    {
        await using TwilioVendor vendor = await TwilioVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(KeySid + ":secretEXAMPLE");
        using VendorAccount account = Key(vendor);

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Valid, "twilio.ok-key"), (verdict.Kind, verdict.RuleId));
        Assert.Equal(["/v2/Services", $"/Accounts/{TwilioVendor.AccountSid}.json"], vendor.Requests.Select(request => request.Path));
        Assert.Equal(new("account id of the service", TwilioVendor.AccountSid), Assert.Single(verdict.Identity));
    }

    [Fact]
    public async Task RunAsync_RestrictedKey_IsInsufficient()
    {
        await using TwilioVendor vendor = await TwilioVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(KeySid + ":secretEXAMPLE", "restricted");
        using VendorAccount account = Key(vendor);

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Insufficient, "twilio.not-allowed", "70051"), (verdict.Kind, verdict.RuleId, verdict.ErrorCode));
    }

    [Fact]
    public async Task RunAsync_OAuthApp_GetsATokenAndReadsTheAccount()
    {
        await using TwilioVendor vendor = await TwilioVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(App + ":secretEXAMPLE");
        vendor.AccountType = "Trial";
        using VendorAccount account = OAuth(vendor);

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Valid, "twilio.ok-key", "Trial"), (verdict.Kind, verdict.RuleId, verdict.AccountType));
        Assert.Equal("/v2/token", vendor.Requests[0].Path);
    }

    [Fact]
    public async Task RunAsync_OAuthAppOfAnotherSecret_IsInvalid()
    {
        await using TwilioVendor vendor = await TwilioVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(App + ":otherEXAMPLE");
        using VendorAccount account = OAuth(vendor);

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Invalid, "twilio.client-invalid", "322402"), (verdict.Kind, verdict.RuleId, verdict.ErrorCode));
        Assert.Single(vendor.Requests);
    }

    [Fact]
    public async Task ExecuteAsync_OAuthApp_GetsANewTokenWhenTheOldOneEnds()
    {
        await using TwilioVendor vendor = await TwilioVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(App + ":secretEXAMPLE");
        using VendorAccount account = OAuth(vendor);

        await account.RunAsync("TwilioBalanceModule", "{}");
        await account.RunAsync("TwilioBalanceModule", "{}");
        vendor.ExpireTokens();
        await account.RunAsync("TwilioBalanceModule", "{}");

        Assert.Equal(2, vendor.Exchanges);
    }

    private static VendorAccount OAuth(TwilioVendor vendor) =>
        new(vendor, "twilio", "oauth-app", ("accountSid", TwilioVendor.AccountSid), ("clientId", App), ("clientSecret", "secretEXAMPLE"));

    private static VendorAccount AuthToken(TwilioVendor vendor) => new(vendor, "twilio", "auth-token", ("accountSid", TwilioVendor.AccountSid), ("authToken", "tokenEXAMPLE"));

    private static VendorAccount Key(TwilioVendor vendor) =>
        new(vendor, "twilio", "api-key", ("accountSid", TwilioVendor.AccountSid), ("keySid", KeySid), ("keySecret", "secretEXAMPLE"));
}
