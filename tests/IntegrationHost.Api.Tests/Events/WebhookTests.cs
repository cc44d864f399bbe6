using System.Net;
using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Events;

public sealed class WebhookTests : ApiTest
{
    private const string Key = "ak_CanaryWebhookKeyEXAMPLE";

    [Fact]
    public async Task Webhook_GetsSignedMessages_InOrder_WithoutSecrets()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(Cancel);
        CreatedWebhook made = await Api.Client.CreateWebhookAsync(new CreateWebhookRequest { Url = receiver.Url, Kinds = ["account.changed", "verdict"] }, Cancel);
        Assert.StartsWith("whsec_", made.Secret, StringComparison.Ordinal);

        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);
        await Api.Client.VerifyAsync(account.Id, Cancel);

        WebhookMessage created = await receiver.NextAsync(Cancel);
        WebhookMessage verdict = await receiver.NextAsync(Cancel);
        Assert.Equal(("account.changed", account.Id, "created"), (created.Type, (string?)created.Data["accountId"], (string?)created.Data["detail"]));
        Assert.Equal(("verdict", account.Id, "Valid"), (verdict.Type, (string?)verdict.Data["accountId"], (string?)verdict.Data["detail"]));
        Assert.NotEqual(created.Id, verdict.Id);
        foreach (WebhookMessage message in new[] { created, verdict })
        {
            // As the receiver's side of Standard Webhooks does it.
            byte[] key = Convert.FromBase64String(made.Secret["whsec_".Length..]);
            string expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{message.Id}.{message.Timestamp}.{message.Body}")));
            Assert.Equal(expected, message.Signature);
            Assert.InRange(long.Parse(message.Timestamp, null), DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 300, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 300);
            Assert.DoesNotContain("Canary", message.Body, StringComparison.Ordinal);
        }

        WebhookSummary listed = Assert.Single(await Api.Client.GetWebhooksAsync(Cancel));
        Assert.Equal((made.Webhook.Id, true, 0), (listed.Id, listed.Enabled, listed.Failures));
        string list = await Api.Http.GetStringAsync("/api/webhooks", Cancel);
        Assert.DoesNotContain("whsec_", list, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Secret["whsec_".Length..], list, StringComparison.Ordinal);

        await Api.Client.DeleteWebhookAsync(made.Webhook.Id, Cancel);
        Assert.Empty(await Api.Client.GetWebhooksAsync(Cancel));
    }

    [Fact]
    public async Task Webhook_ThatFails_WaitsAndIsToldWhy_AndOneThatIsGoneIsSwitchedOffUntilItTakesATest()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(Cancel);
        CreatedWebhook made = await Api.Client.CreateWebhookAsync(new CreateWebhookRequest { Url = receiver.Url, Kinds = ["account.changed"] }, Cancel);
        receiver.Status = 500;
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);
        WebhookMessage first = await receiver.NextAsync(Cancel);
        WebhookSummary failing = await UntilAsync(webhook => webhook.Failures == 1);
        Assert.Equal((true, "It answered 500."), (failing.Enabled, failing.Reason));
        Assert.True(failing.NextAttemptAt > DateTimeOffset.UtcNow);

        // Taken by hand: it is tried again at once, with the same id.
        receiver.Status = 410;
        Assert.False((await Api.Client.TestWebhookAsync(made.Webhook.Id, Cancel)).Delivered);
        await receiver.NextAsync(Cancel);
        receiver.Status = 204;
        Assert.True((await Api.Client.TestWebhookAsync(made.Webhook.Id, Cancel)).Delivered);
        Assert.Equal("webhook.test", (await receiver.NextAsync(Cancel)).Type);
        WebhookMessage again = await receiver.NextAsync(Cancel);
        Assert.Equal((first.Id, first.Body), (again.Id, again.Body));

        receiver.Status = 410;
        await Api.Client.ChangeAccountAsync(account.Id, new ChangeAccountRequest { Environment = "prod" }, Cancel);
        await receiver.NextAsync(Cancel);
        Assert.Contains("410", (await UntilAsync(webhook => !webhook.Enabled)).Reason, StringComparison.Ordinal);
        receiver.Status = 200;
        Assert.True((await Api.Client.TestWebhookAsync(made.Webhook.Id, Cancel)).Delivered);
        Assert.True((await UntilAsync(webhook => webhook.Enabled)).Enabled);
    }

    [Fact]
    public async Task Webhook_Redirect_IsNotFollowed()
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync(Cancel);
        CreatedWebhook made = await Api.Client.CreateWebhookAsync(new CreateWebhookRequest { Url = receiver.Url }, Cancel);
        receiver.Status = 307;
        WebhookTestResult result = await Api.Client.TestWebhookAsync(made.Webhook.Id, Cancel);
        Assert.Equal((false, 307), (result.Delivered, result.Status));
        await receiver.NextAsync(Cancel);
        Assert.Equal(0, receiver.Redirected);
    }

    [Theory]
    [InlineData("http://hooks.example.com/x")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("https://user:hunter2EXAMPLE@hooks.example.com/")]
    [InlineData("https://hooks.example.com/?token=hunter2EXAMPLE")]
    [InlineData("https://hooks.example.com/#x")]
    [InlineData("hunter2EXAMPLE")]
    [InlineData("")]
    public async Task Webhook_TargetThatMayNotBe_Is422AndNotRepeated(string url)
    {
        HostApiException refused = await Assert.ThrowsAsync<HostApiException>(() => Api.Client.CreateWebhookAsync(new CreateWebhookRequest { Url = url }, Cancel));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.DoesNotContain("hunter2", refused.ToString() + string.Join(' ', refused.Errors.SelectMany(error => error.Value)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://0.0.0.0/")]
    public async Task Webhook_TargetOfAMetadataService_IsNeverConnectedTo(string url)
    {
        CreatedWebhook made = await Api.Client.CreateWebhookAsync(new CreateWebhookRequest { Url = url }, Cancel);
        WebhookTestResult result = await Api.Client.TestWebhookAsync(made.Webhook.Id, Cancel);
        Assert.Equal((false, null, "Its name stands for addresses that must not be called."), (result.Delivered, result.Status, result.Problem));
    }

    [Fact]
    public async Task Webhooks_AreForAdmins_AndKnowTheirKinds()
    {
        (_, HttpClient reader, _) = await Api.AddActorAsync("reader", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/api/webhooks", Cancel)).StatusCode);
        await Assert.ThrowsAsync<HostApiException>(() => Api.Client.CreateWebhookAsync(new CreateWebhookRequest { Url = "https://hooks.example.com/", Kinds = ["everything"] }, Cancel));
        Assert.Contains(await Api.Client.GetAuditAsync(null, 50, Cancel), happened => happened.Action == "access.denied");
    }

    private async Task<WebhookSummary> UntilAsync(Func<WebhookSummary, bool> wanted)
    {
        for (int attempt = 0; attempt < 300; attempt++)
        {
            WebhookSummary now = Assert.Single(await Api.Client.GetWebhooksAsync(Cancel));
            if (wanted(now))
                return now;
            await Task.Delay(50, Cancel);
        }

        throw new TimeoutException("The webhook did not get there.");
    }
}
