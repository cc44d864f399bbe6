using System.Diagnostics;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Tests.Channels.Limits;

public sealed class CallRetriesTests
{
    [Theory]
    [InlineData("GET", false, "500", "200", 2)]
    [InlineData("GET", false, "408", "200", 2)]
    [InlineData("HEAD", false, "502", "200", 2)]
    [InlineData("PUT", false, "503", "200", 2)]
    [InlineData("DELETE", false, "504", "200", 2)]
    [InlineData("GET", false, "503", "503", 3)]
    [InlineData("POST", false, "500", "200", 1)]
    [InlineData("POST", false, "503", "200", 1)]
    [InlineData("PATCH", false, "500", "200", 1)]
    [InlineData("POST", true, "500", "200", 2)]
    [InlineData("PATCH", true, "503", "200", 2)]
    [InlineData("POST", false, "429 Retry-After: 0", "200", 2)]
    [InlineData("POST", false, "503 Retry-After: 0", "200", 2)]
    [InlineData("POST", false, "500 Retry-After: 0", "200", 1)]
    [InlineData("GET", false, "429 Retry-After: 0", "429 Retry-After: 0", 3)]
    [InlineData("GET", false, "429", "200", 1)]
    [InlineData("GET", false, "429 Stripe-Should-Retry: true", "200", 2)]
    [InlineData("POST", false, "409 Stripe-Should-Retry: true", "200", 1)]
    [InlineData("POST", true, "409 Stripe-Should-Retry: true", "200", 2)]
    [InlineData("GET", false, "500 Stripe-Should-Retry: false", "200", 1)]
    [InlineData("GET", false, "500 x-should-retry: false", "200", 1)]
    [InlineData("GET", false, "501", "200", 1)]
    [InlineData("GET", false, "400", "200", 1)]
    [InlineData("GET", false, "401", "200", 1)]
    [InlineData("GET", false, "403", "200", 1)]
    [InlineData("GET", false, "404", "200", 1)]
    [InlineData("GET", false, "302 Location: /elsewhere", "200", 1)]
    [InlineData("GET", false, "429 Retry-After: 30", "200", 1)]
    [InlineData("GET", false, "503 Retry-After: 30", "200", 1)]
    public async Task SendAsync_FirstAnswer_IsAskedForAgainOrNot(string method, bool withKey, string first, string next, int requests)
    {
        await using LocalProvider provider = await ScriptedProvider.StartAsync(first, next);
        using ProviderChannelFactory factory = ChannelFixture.Factory();

        ProviderResponse response = await SendAsync(factory, provider, method, withKey);

        Assert.Equal(requests, provider.Requests.Count);
        Assert.Equal(int.Parse((requests == 1 ? first : next).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), response.StatusCode);
        Assert.All(provider.Requests, request => Assert.Equal("Bearer " + ChannelFixture.Secret, request.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("GET", 2)]
    [InlineData("POST", 1)]
    public async Task SendAsync_ConnectionThatEnds_IsMadeAgainOnlyForWhatMayBeRepeated(string method, int requests)
    {
        await using LocalProvider provider = await ScriptedProvider.StartAsync("drop", "200");
        using ProviderChannelFactory factory = ChannelFixture.Factory();

        if (requests > 1)
            Assert.True((await SendAsync(factory, provider, method, withKey: false)).IsSuccess);
        else
            await Assert.ThrowsAsync<ChannelException>(() => SendAsync(factory, provider, method, withKey: false));

        Assert.Equal(requests, provider.Requests.Count);
    }

    [Fact]
    public async Task SendAsync_ShortWait_IsWaitedFor()
    {
        await using LocalProvider provider = await ScriptedProvider.StartAsync("429 Retry-After: 1", "200");
        using ProviderChannelFactory factory = ChannelFixture.Factory(new ChannelOptions { Deadline = TimeSpan.FromSeconds(30) });
        var watch = Stopwatch.StartNew();

        ProviderResponse response = await SendAsync(factory, provider, "GET", withKey: false);

        Assert.True(response.IsSuccess);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.99, 20);
    }

    [Fact]
    public async Task SendAsync_WaitOverTheCap_IsNotWaitedForHoweverLongTheDeadlineIs()
    {
        await using LocalProvider provider = await ScriptedProvider.StartAsync("429 Retry-After: 61", "200");
        using ProviderChannelFactory factory = ChannelFixture.Factory(new ChannelOptions { Deadline = TimeSpan.FromMinutes(5) });

        Assert.Equal(429, (await SendAsync(factory, provider, "GET", withKey: false)).StatusCode);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task SendAsync_NoRetriesWanted_NoneIsMade()
    {
        await using LocalProvider provider = await ScriptedProvider.StartAsync("500", "200");
        using ProviderChannelFactory factory = ChannelFixture.Factory(new ChannelOptions { MaxRetries = 0 });

        Assert.Equal(500, (await SendAsync(factory, provider, "GET", withKey: false)).StatusCode);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task SendAsync_SecondAttemptHangs_TheOneDeadlineEndsIt()
    {
        int asked = 0;
        await using LocalProvider provider = await LocalProvider.StartAsync(
            async context =>
            {
                context.Response.StatusCode = 500;
                if (Interlocked.Increment(ref asked) > 1)
                    await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            },
            TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory(new ChannelOptions { Deadline = TimeSpan.FromSeconds(3) });
        var watch = Stopwatch.StartNew();

        ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => SendAsync(factory, provider, "GET", withKey: false));

        Assert.Equal(ChannelErrorCodes.Timeout, error.Code);
        Assert.InRange(watch.Elapsed.TotalSeconds, 2.7, 12);
    }

    private static Task<ProviderResponse> SendAsync(ProviderChannelFactory factory, LocalProvider provider, string method, bool withKey) =>
        factory.Open(ChannelFixture.Target(provider), ChannelFixture.Credential()).SendAsync(
            new ProviderRequest { Method = method, Path = "/thing", Headers = withKey ? [new("Idempotency-Key", "k1")] : [] }, TestContext.Current.CancellationToken);
}
