using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Tests.Channels.Tokens;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels.Limits;

public sealed class AccountLimitsTests
{
    private readonly ShiftedTime time = new();

    [Theory]
    [InlineData("429 Retry-After: 3600")]
    [InlineData("403 Retry-After: 3600")]
    public async Task SendAsync_AccountIsLimited_NothingMoreIsSentUntilTheTime(string answer)
    {
        await using LocalProvider provider = await ScriptedProvider.StartAsync(answer, "200");
        using ProviderChannelFactory factory = Factory();
        IProviderChannel channel = Open(factory, provider, "a1");
        Assert.False((await SendAsync(channel)).IsSuccess);

        for (int call = 0; call < 20; call++)
        {
            ChannelException error = await ChannelFixture.FailsAsync(channel, ChannelFixture.Get);
            Assert.Equal(ChannelErrorCodes.RateLimited, error.Code);
            Assert.Contains("limits this account's calls until", error.Message, StringComparison.Ordinal);
        }

        Assert.Single(provider.Requests);
        Assert.True((await SendAsync(Open(factory, provider, "a2"))).IsSuccess);

        time.Elapsed = TimeSpan.FromSeconds(3601);
        Assert.True((await SendAsync(channel)).IsSuccess);
        Assert.Equal(3, provider.Requests.Count);
    }

    [Fact]
    public async Task SendAsync_WallClockJumps_TheLimitStays()
    {
        await using LocalProvider provider = await ScriptedProvider.StartAsync("429 Retry-After: 3600", "200");
        using ProviderChannelFactory factory = Factory();
        IProviderChannel channel = Open(factory, provider, "a1");
        await SendAsync(channel);

        time.Wall = TimeSpan.FromDays(365);

        Assert.Equal(ChannelErrorCodes.RateLimited, (await ChannelFixture.FailsAsync(channel, ChannelFixture.Get)).Code);
    }

    [Theory]
    [InlineData("429")]
    [InlineData("403")]
    [InlineData("503 Retry-After: 3600")]
    [InlineData("200 Retry-After: 3600")]
    public async Task SendAsync_NoLimitWithATime_TheNextCallIsSent(string answer)
    {
        await using LocalProvider provider = await ScriptedProvider.StartAsync(answer, "200");
        using ProviderChannelFactory factory = Factory();
        IProviderChannel channel = Open(factory, provider, "a1");
        await SendAsync(channel);

        Assert.True((await SendAsync(channel)).IsSuccess);
    }

    [Fact]
    public async Task Exchange_TokenEndpointIsLimited_ItIsLeftAloneAndTheOneTimeTokenIsNotLost()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory factory = host.AddHost();
        int asked = 0;
        host.Vendor.Instead = context =>
        {
            asked++;
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "2";
            return context.Response.WriteAsJsonAsync(new { error = "slow_down" });
        };

        Assert.Equal(ChannelErrorCodes.TokenRefused, (await Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(factory))).Code);
        Assert.Equal(ChannelErrorCodes.RateLimited, (await Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(factory))).Code);
        Assert.Equal(1, asked);

        // A refusal of the present refresh token would now be its own fault, and not that of an answer that was lost.
        host.Vendor.Instead = null;
        await Task.Delay(TimeSpan.FromSeconds(2.1), TestContext.Current.CancellationToken);
        Assert.True((await host.CallAsync(factory)).IsSuccess);
        Assert.Null((await host.AccountAsync()).Problem);
    }

    private ProviderChannelFactory Factory() => new(new ChannelOptions(), time);

    private static IProviderChannel Open(ProviderChannelFactory factory, LocalProvider provider, string account) =>
        factory.Open(ChannelFixture.Target(provider) with { AccountId = account }, ChannelFixture.Credential());

    private static Task<ProviderResponse> SendAsync(IProviderChannel channel) => channel.SendAsync(ChannelFixture.Get, TestContext.Current.CancellationToken);
}
