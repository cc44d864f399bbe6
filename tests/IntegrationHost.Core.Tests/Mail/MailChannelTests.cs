using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Mail;
using IntegrationHost.Core.Secrets;
using IntegrationHost.TestVendors.Mail;

namespace IntegrationHost.Core.Tests.Mail;

public sealed class MailChannelTests
{
    private const string User = "ops@example.com";
    private const string Password = "abcdefghijklmnop";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("imap", "imap CAPABILITY, imap AUTHENTICATE, imap NOOP, imap LOGOUT", "SELECT")]
    [InlineData("smtp", "smtp EHLO, smtp AUTH, smtp QUIT", "MAIL")]
    public async Task Check_GoodPassword_LogsInAndTouchesNothing(string protocol, string expected, string never)
    {
        await using MailVendor vendor = MailVendor.Start(User, Password);

        JsonElement answer = await AskAsync(vendor, protocol, "/check");

        Assert.Equal((true, User), (answer.GetProperty("ok").GetBoolean(), answer.GetProperty("user").GetString()));
        Assert.All(expected.Split(", "), command => Assert.Contains(command, vendor.Commands));
        Assert.DoesNotContain(vendor.Commands, command => command.Contains(never, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("imap", MailMode.Normal, 401, "AUTHENTICATIONFAILED", null)]
    [InlineData("smtp", MailMode.Normal, 401, "535", "5.7.8")]
    [InlineData("smtp", MailMode.AppPasswordRequired, 401, "534", "5.7.9")]
    [InlineData("imap", MailMode.AppPasswordRequired, 401, "ALERT", null)]
    [InlineData("imap", MailMode.ImapDisabled, 401, "ALERT", null)]
    [InlineData("imap", MailMode.TooMany, 429, "ALERT", null)]
    [InlineData("smtp", MailMode.TooMany, 429, "454", "4.7.0")]
    public async Task Check_RefusedLogin_IsAnAnswerWithTheServersCode(string protocol, MailMode mode, int status, string code, string? enhanced)
    {
        await using MailVendor vendor = MailVendor.Start(User, "another-password");
        vendor.Mode = mode;

        ProviderResponse response = await SendAsync(vendor, protocol, "/check", "");
        JsonElement answer = JsonDocument.Parse(response.Body).RootElement;

        Assert.Equal((status, code), (response.StatusCode, answer.GetProperty("code").GetString()));
        Assert.Equal(enhanced, answer.TryGetProperty("enhancedCode", out JsonElement value) ? value.GetString() : null);
        Assert.DoesNotContain(Password, Encoding.UTF8.GetString(response.Body.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailMode.Silent, ChannelErrorCodes.Timeout)]
    [InlineData(MailMode.NotMail, ChannelErrorCodes.InvalidAnswer)]
    public async Task Check_NoMailServer_IsNoAnswer(MailMode mode, string code)
    {
        await using MailVendor vendor = MailVendor.Start(User, Password);
        vendor.Mode = mode;
        foreach (string protocol in new[] { "imap", "smtp" })
        {
            ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => SendAsync(vendor, protocol, "/check", ""));
            Assert.Equal(code, error.Code);
        }
    }

    [Fact]
    public async Task Check_NobodyListens_IsUnreachable()
    {
        MailVendor vendor = MailVendor.Start(User, Password);
        string address = vendor.BaseUrl;
        await vendor.DisposeAsync();

        ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => SendAsync(address, "imap", "/check", "", NetworkReach.Loopback));

        Assert.Equal(ChannelErrorCodes.Unreachable, error.Code);
    }

    [Fact]
    public async Task Check_LoopbackByAPublicAccount_IsRefused()
    {
        await using MailVendor vendor = MailVendor.Start(User, Password);

        ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => SendAsync(vendor.BaseUrl, "imap", "/check", "", NetworkReach.Public));

        Assert.Equal(ChannelErrorCodes.Refused, error.Code);
        Assert.Empty(vendor.Commands);
    }

    [Fact]
    public async Task Send_Message_ArrivesWithTextAndAttachment()
    {
        await using MailVendor vendor = MailVendor.Start(User, Password);
        const string Input = """
            { "to": ["a@example.org", "B <b@example.org>"], "subject": "Grüße", "text": "It works.",
              "attachments": [{ "fileName": "a.csv", "contentType": "text/csv", "content": "YSxi" }] }
            """;

        JsonElement answer = await AskAsync(vendor, "smtp", "/send", Input);

        string message = Assert.Single(vendor.Sent);
        Assert.Contains(answer.GetProperty("messageId").GetString()!, message, StringComparison.Ordinal);
        Assert.Contains("It works.", message, StringComparison.Ordinal);
        Assert.Contains("a.csv", message, StringComparison.Ordinal);
        Assert.Contains("From: " + User, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "to": ["nobody"], "text": "x" }""", "'to'")]
    [InlineData("""{ "to": ["a@example.org\r\nBcc: b@example.org"], "text": "x" }""", "'to'")]
    [InlineData("""{ "text": "x" }""", "recipient")]
    [InlineData("""{ "to": ["a@example.org"], "attachments": [{ "content": "%" }] }""", "base64")]
    public async Task Send_BadInput_SaysWhatAndSendsNothing(string input, string words)
    {
        await using MailVendor vendor = MailVendor.Start(User, Password);

        ProviderResponse response = await SendAsync(vendor, "smtp", "/send", input);

        Assert.Equal(400, response.StatusCode);
        Assert.Contains(words, JsonDocument.Parse(response.Body).RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Empty(vendor.Sent);
    }

    [Fact]
    public async Task Send_RefusedRecipient_IsTheServersAnswer()
    {
        await using MailVendor vendor = MailVendor.Start(User, Password);

        ProviderResponse response = await SendAsync(vendor, "smtp", "/send", """{ "to": ["a@nowhere.invalid"], "text": "x" }""");

        Assert.Equal((422, "550"), (response.StatusCode, JsonDocument.Parse(response.Body).RootElement.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Search_ThenFetch_ReadsWithoutMarking()
    {
        await using MailVendor vendor = MailVendor.Start(User, Password);
        vendor.Receive("a@example.org", "Invoice 7", "Please pay.");
        vendor.Receive("b@example.org", "Lunch", "Today?");

        JsonElement found = await AskAsync(vendor, "imap", "/search", """{ "subject": "invoice" }""");
        JsonElement summary = Assert.Single(found.GetProperty("messages").EnumerateArray());
        JsonElement message = await AskAsync(vendor, "imap", "/fetch", $$"""{ "uid": {{summary.GetProperty("uid").GetUInt32()}} }""");

        Assert.Equal("Invoice 7", summary.GetProperty("subject").GetString());
        Assert.Equal("Please pay.", message.GetProperty("text").GetString()!.Trim());
        Assert.DoesNotContain("imap SELECT", vendor.Commands);
    }

    [Fact]
    public async Task Append_Draft_LiesInDrafts()
    {
        await using MailVendor vendor = MailVendor.Start(User, Password);

        JsonElement answer = await AskAsync(vendor, "imap", "/append", """{ "to": ["a@example.org"], "subject": "Later", "text": "..." }""");

        Assert.Equal(("Drafts", 1u), (answer.GetProperty("mailbox").GetString(), answer.GetProperty("uid").GetUInt32()));
        Assert.Contains("Subject: Later", Assert.Single(vendor.Inbox).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("imap", "/fetch", """{ "uid": 99 }""", 404)]
    [InlineData("imap", "/search", """{ "mailbox": "Nowhere" }""", 404)]
    public async Task Read_WhatIsNotThere_Is404(string protocol, string operation, string input, int status)
    {
        await using MailVendor vendor = MailVendor.Start(User, Password);

        Assert.Equal(status, (await SendAsync(vendor, protocol, operation, input)).StatusCode);
    }

    [Theory]
    [InlineData("http", "/check")]
    [InlineData("imap", "/delete")]
    [InlineData("smtp", "/vrfy")]
    public async Task Send_UnknownOperation_IsRefused(string protocol, string operation)
    {
        await using MailVendor vendor = MailVendor.Start(User, Password);

        ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => SendAsync(vendor, protocol, operation, ""));

        Assert.Equal(ChannelErrorCodes.Refused, error.Code);
    }

    [Theory]
    [InlineData("mail://mail.example.com?imap=993&smtp=587", true)]
    [InlineData("mail://mail.example.com?imap=993", false)]
    [InlineData("mail://mail.example.com", false)]
    [InlineData("mail://u:p@mail.example.com?imap=993&smtp=465", false)]
    [InlineData("mail://mail.example.com/inbox?imap=993&smtp=465", false)]
    [InlineData("mail://mail.example.com?imap=993&smtp=465&imap=1", false)]
    [InlineData("https://mail.example.com?imap=993&smtp=465", false)]
    public void Own_BaseAddress_IsReadOrRefused(string address, bool accepted) => Assert.Equal(accepted, MailServers.Own(new Uri(address)) is not null);

    [Theory]
    [InlineData("imap.gmail.com:993", "SslOnConnect")]
    [InlineData("smtp.gmail.com:587", "StartTls")]
    [InlineData("127.0.0.1:2525", "StartTlsWhenAvailable")]
    public void Parse_Server_NeverSendsAPasswordInTheClearToOthers(string text, string security) =>
        Assert.Equal(security, MailServer.Parse(text)!.Security.ToString());

    private static async Task<JsonElement> AskAsync(MailVendor vendor, string protocol, string operation, string input = "")
    {
        ProviderResponse response = await SendAsync(vendor, protocol, operation, input);
        string text = Encoding.UTF8.GetString(response.Body.Span);
        Assert.True(response.StatusCode == 200, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static Task<ProviderResponse> SendAsync(MailVendor vendor, string protocol, string operation, string input) =>
        SendAsync(vendor.BaseUrl, protocol, operation, input, NetworkReach.Loopback);

    private static async Task<ProviderResponse> SendAsync(string address, string protocol, string operation, string input, NetworkReach reach)
    {
        var channel = new MailChannel(MailServers.Own(new Uri(address))!, reach, new ChannelOptions { Deadline = TimeSpan.FromSeconds(4) }, TimeProvider.System);
        using var password = new SecretText("abcd efgh ijkl mnop");
        using var redactor = new SecretRedactor([password]);
        return await channel.SendAsync(protocol, operation, Encoding.UTF8.GetBytes(input), User, password, redactor, Cancel);
    }
}
