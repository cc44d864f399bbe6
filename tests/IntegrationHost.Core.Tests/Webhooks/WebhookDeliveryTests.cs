using IntegrationHost.Core.Tests.Channels;
using IntegrationHost.Core.Tests.TestHost;
using IntegrationHost.Core.Webhooks;

namespace IntegrationHost.Core.Tests.Webhooks;

/// <summary>What a webhook is owed is told after failures and restarts, too.</summary>
public sealed class WebhookDeliveryTests
{
    private int status = 500;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Failed_IsTriedAgainAfterARestart_WithTheSameIdAndBody()
    {
        await using LocalProvider target = await TargetAsync();
        await using TestStore store = await TestStore.OpenAsync();
        await store.Webhooks.AddAsync(target.BaseUrl + "hook", ["account.changed"], Token);
        await RunUntilAsync(store, async () =>
        {
            await store.AddMessengerAsync();
            await UntilAsync(store, webhook => webhook.Failures == 1);
        });
        int before = target.Requests.Count;
        await store.ReopenAsync();
        Assert.Equal(1, (await OnlyAsync(store)).Failures);

        status = 200;
        await RunUntilAsync(store, () => Task.Delay(200, Token));
        Assert.Equal(before, target.Requests.Count);

        store.Time.Advance(TimeSpan.FromSeconds(6));
        await RunUntilAsync(store, () => UntilAsync(store, webhook => webhook.DeliveredAt is not null));
        Assert.Equal((0, null, true), ((await OnlyAsync(store)).Failures, (await OnlyAsync(store)).Reason, (await OnlyAsync(store)).Enabled));
        Assert.Equal(target.Requests[0].Headers["webhook-id"], target.Requests[^1].Headers["webhook-id"]);
        Assert.Equal(target.Requests[0].Body, target.Requests[^1].Body);
    }

    [Fact]
    public async Task FailedTenTimes_IsSwitchedOffAndSaysWhy_AndATestSwitchesItOn()
    {
        await using LocalProvider target = await TargetAsync();
        await using TestStore store = await TestStore.OpenAsync();
        Guid id = (await store.Webhooks.AddAsync(target.BaseUrl + "hook", [], Token)).Webhook.Id;
        await RunUntilAsync(store, async () =>
        {
            await store.AddMessengerAsync();
            for (int failures = 1; failures < WebhookRetries.Most; failures++)
            {
                await UntilAsync(store, webhook => webhook.Failures == failures);
                store.Time.Advance(TimeSpan.FromHours(9));

                // Any change wakes it: the clock of this test does not.
                await store.AddModuleAsync("MessengerPingModule");
            }

            await UntilAsync(store, webhook => !webhook.Enabled);
        });
        Webhook off = await OnlyAsync(store);
        Assert.Contains("10 attempts", off.Reason, StringComparison.Ordinal);
        Assert.Contains("500", off.Reason, StringComparison.Ordinal);

        status = 200;
        await RunUntilAsync(store, async () =>
        {
            Assert.True((await store.Delivery.TestAsync(id, Token)).Delivered);
            await UntilAsync(store, webhook => webhook is { Enabled: true, DeliveredAt: not null });
        });
    }

    [Fact]
    public async Task ChangedOutsideTheHost_IsToldNothing()
    {
        status = 200;
        await using LocalProvider target = await TargetAsync();
        await using TestStore store = await TestStore.OpenAsync();
        await store.Webhooks.AddAsync("https://hooks.example.com/", [], Token);
        await store.SqlAsync("UPDATE webhooks SET Url = @url", ("@url", target.BaseUrl + "stolen"));

        await RunUntilAsync(store, async () =>
        {
            await store.AddMessengerAsync();
            await Task.Delay(300, Token);
        });

        Assert.Empty(target.Requests);
        Assert.Empty(await store.Webhooks.ListAsync(Token));
        Assert.Contains((await store.Audit.VerifyAsync(1, long.MaxValue, null, Token)).Tampered, row => row.StartsWith("webhooks ", StringComparison.Ordinal));
    }

    private Task<LocalProvider> TargetAsync() => LocalProvider.StartAsync(
        context =>
        {
            context.Response.StatusCode = Volatile.Read(ref status);
            return Task.CompletedTask;
        },
        Token);

    private static async Task RunUntilAsync(TestStore store, Func<Task> act)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task running = store.Delivery.RunAsync(stop.Token);
        try
        {
            await act();
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    private static async Task UntilAsync(TestStore store, Func<Webhook, bool> wanted)
    {
        for (int attempt = 0; attempt < 600; attempt++)
        {
            if (wanted(await OnlyAsync(store)))
                return;
            await Task.Delay(25, Token);
        }

        throw new TimeoutException($"It did not get there: {await OnlyAsync(store)}");
    }

    private static async Task<Webhook> OnlyAsync(TestStore store) => Assert.Single(await store.Webhooks.ListAsync(Token));
}
