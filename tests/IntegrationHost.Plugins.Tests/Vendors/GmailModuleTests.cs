using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Verification;
using IntegrationHost.TestVendors;
using IntegrationHost.TestVendors.Mail;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class GmailModuleTests
{
    private const string Refresh = "1//0EXAMPLE-refresh";
    private const string Send = "https://www.googleapis.com/auth/gmail.send";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExecuteAsync_EveryModuleOfTheApi_GivesItsOutputs()
    {
        await using GoogleVendor vendor = await GoogleVendor.StartGmailAsync(Cancel);
        using VendorAccount account = Account(vendor);

        Assert.Equal("m9", (await account.RunAsync("GmailSendModule", """{"raw":"RnJvbTogbWU"}"""))["id"]!.ToString());
        JsonObject list = await account.RunAsync("GmailListModule", """{"q":"newer_than:2d","maxResults":2}""");
        Assert.Equal((2, "2"), (list["messages"]!.AsArray().Count, list["nextPageToken"]!.ToString()));
        Assert.Equal("Hello", (await account.RunAsync("GmailGetModule", """{"id":"m1"}"""))["snippet"]!.ToString());
        Assert.Equal("STARRED", (await account.RunAsync("GmailModifyModule", """{"id":"m1","addLabelIds":["STARRED"]}"""))["labelIds"]![0]!.ToString());
        Assert.Equal("m7", (await account.RunAsync("GmailDraftModule", """{"message":{"raw":"RnJvbTogbWU"}}"""))["messageId"]!.ToString());
        Assert.Equal("INBOX", (await account.RunAsync("GmailLabelsModule", "{}"))["labels"]![0]!["id"]!.ToString());
        Assert.Equal("t1", (await account.RunAsync("GmailThreadModule", """{"id":"t1"}"""))["id"]!.ToString());
        Assert.Equal("1234", (await account.RunAsync("GmailHistoryModule", """{"startHistoryId":"1"}"""))["history"]!.AsArray().Count > 0 ? "1234" : "");
        Assert.Equal("1794204800000", (await account.RunAsync("GmailWatchModule", """{"topicName":"projects/p/topics/t"}"""))["expiration"]!.ToString());
        Assert.Equal(1, vendor.TokensGiven);
    }

    [Fact]
    public async Task ExecuteAsync_ScopeIsMissing_IsGooglesError()
    {
        await using GoogleVendor vendor = await GoogleVendor.StartGmailAsync(Cancel);
        using VendorAccount account = Account(vendor, Send);

        ModuleError error = await account.FailAsync("GmailLabelsModule", "{}");

        Assert.Equal(("PERMISSION_DENIED", 403), (error.Code, error.StatusCode));
    }

    [Fact]
    public async Task TestAsync_GrantThatMayOnlySend_IsValidWithItsScope()
    {
        await using GoogleVendor vendor = await GoogleVendor.StartGmailAsync(Cancel);
        using VendorAccount account = Account(vendor, Send);

        Verdict verdict = await account.TestAsync();

        Assert.Equal("gmail.ok-cannot-read", verdict.RuleId);
        Assert.Equal([Send], verdict.Scopes);
        Assert.DoesNotContain(vendor.Requests, request => request.Path.EndsWith("/profile", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TestAsync_ApiIsOff_IsInsufficient()
    {
        await using GoogleVendor vendor = await GoogleVendor.StartGmailAsync(Cancel);
        using VendorAccount account = Account(vendor);
        vendor.ApiDisabled = true;

        Assert.Equal("gmail.api-disabled", (await account.TestAsync()).RuleId);
    }

    [Fact]
    public async Task ExecuteAsync_EveryModuleOfTheMailbox_GivesItsOutputs()
    {
        await using MailVendor vendor = MailVendor.Start("ops@example.com", "abcdefghijklmnop");
        vendor.Receive("a@example.org", "Invoice 7", "Please pay.");
        using VendorAccount account = Mailbox(vendor);

        Assert.NotEmpty((await account.RunAsync("GmailSmtpSendModule", """{"to":["a@example.org"],"subject":"Hi","text":"It works."}"""))["messageId"]!.ToString());
        JsonObject found = await account.RunAsync("GmailImapSearchModule", """{"subject":"invoice"}""");
        Assert.Equal((1, "Invoice 7"), ((int)found["total"]!, found["messages"]![0]!["subject"]!.ToString()));
        Assert.Equal("Please pay.", (await account.RunAsync("GmailImapFetchModule", """{"uid":1}"""))["text"]!.ToString().Trim());
        Assert.Equal("Drafts", (await account.RunAsync("GmailImapAppendModule", """{"mailbox":"Drafts","to":["a@example.org"],"text":"Later"}"""))["mailbox"]!.ToString());
        Assert.Contains("It works.", Assert.Single(vendor.Sent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestAsync_Mailbox_FollowsThePassword()
    {
        await using MailVendor vendor = MailVendor.Start("ops@example.com", "abcdefghijklmnop");
        using VendorAccount account = Mailbox(vendor);

        Assert.Equal("gmail.ok-mailbox", (await account.TestAsync()).RuleId);
        vendor.Login = ("ops@example.com", "changed-since");
        Assert.Equal("gmail.password-invalid-imap", (await account.TestAsync()).RuleId);
        vendor.Mode = MailMode.ImapDisabled;
        Assert.Equal("gmail.imap-disabled", (await account.TestAsync()).RuleId);
        vendor.Mode = MailMode.TooMany;
        Assert.Equal("gmail.too-many", (await account.TestAsync()).RuleId);
        vendor.Mode = MailMode.NotMail;
        Assert.Equal("channel.invalid_answer", (await account.TestAsync()).RuleId);
        vendor.Mode = MailMode.Silent;
        Assert.Equal("channel.timeout", (await account.TestAsync()).RuleId);
    }

    [Fact]
    public async Task ExecuteAsync_PasswordIsRefused_IsAnErrorWithTheServersCode()
    {
        await using MailVendor vendor = MailVendor.Start("ops@example.com", "another");
        using VendorAccount account = Mailbox(vendor);

        ModuleError error = await account.FailAsync("GmailSmtpSendModule", """{"to":["a@example.org"],"text":"x"}""");

        Assert.Equal(("535", 401), (error.Code, error.StatusCode));
    }

    private static VendorAccount Account(GoogleVendor vendor, params string[] scopes)
    {
        vendor.Accept(Refresh, scopes);
        return new VendorAccount(vendor, "gmail", "oauth", ("clientId", GoogleVendor.ClientId), ("clientSecret", GoogleVendor.ClientSecret), ("refreshToken", Refresh));
    }

    private static VendorAccount Mailbox(MailVendor vendor) =>
        new(vendor.BaseUrl, "gmail", "app-password", ("emailAddress", "ops@example.com"), ("appPassword", "abcd efgh ijkl mnop"));
}
