using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Tests.Channels.Tokens;

/// <summary>Many callers, one exchange: R-21 of the reliability plan.</summary>
public sealed class StampedeTests
{
    private const int Callers = 200;

    [Fact]
    public async Task TwoHundredCallers_OneHost_MakeOneTokenCallPerExpiry()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory factory = host.AddHost();
        host.Vendor.Delay = TimeSpan.FromMilliseconds(200);

        await AllAsync(Callers, () => host.CallAsync(factory));
        Assert.Equal(1, host.Vendor.TokenCalls);

        host.Store.Time.Advance(TimeSpan.FromHours(1));
        await AllAsync(Callers, () => host.CallAsync(factory));
        Assert.Equal(2, host.Vendor.TokenCalls);
        Assert.False(host.Vendor.FamilyIsDead);
        Assert.Equal(host.Vendor.CurrentRefresh, await host.StoredRefreshAsync());
    }

    [Fact]
    public async Task TwoHosts_HundredCallersEach_MakeOneTokenCallPerExpiryTogether()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory[] hosts = [host.AddHost(), host.AddHost()];
        host.Vendor.Delay = TimeSpan.FromMilliseconds(300);
        for (int expiry = 1; expiry <= 3; expiry++)
        {
            int next = 0;
            await AllAsync(Callers, () => host.CallAsync(hosts[Interlocked.Increment(ref next) % 2]));
            Assert.Equal(expiry, host.Vendor.TokenCalls);
            host.Store.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.False(host.Vendor.FamilyIsDead);
    }

    [Fact]
    public async Task TokenRevokedBeforeItsTime_TwoHundredCallers_MakeOneTokenCallAndAllSucceed()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory[] hosts = [host.AddHost(), host.AddHost()];
        await AllAsync(2, () => host.CallAsync(hosts[0]));
        await host.CallAsync(hosts[1]);
        Assert.Equal(1, host.Vendor.TokenCalls);

        host.Vendor.RevokeAccessTokens();
        int next = 0;
        await AllAsync(Callers, () => host.CallAsync(hosts[Interlocked.Increment(ref next) % 2]));

        Assert.Equal(2, host.Vendor.TokenCalls);
        Assert.False(host.Vendor.FamilyIsDead);
    }

    [Fact]
    public async Task ProviderRefuses_TwoHundredCallers_MakeOneTokenCallAndAllAreTold()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory factory = host.AddHost();
        host.Vendor.Instead = context =>
        {
            context.Response.StatusCode = 400;
            return Microsoft.AspNetCore.Http.HttpResponseJsonExtensions.WriteAsJsonAsync(context.Response, new { error = "invalid_grant", refresh_token = TokenVendor.FirstRefresh });
        };

        ChannelException[] errors = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Assert.ThrowsAsync<ChannelException>(() => host.CallAsync(factory))));

        Assert.Equal(1, host.Vendor.TokenCalls);
        Assert.All(errors, error => Assert.Equal(ChannelErrorCodes.TokenRefused, error.Code));
        Assert.All(errors, error => Assert.Contains("HTTP 400, invalid_grant", error.Message, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.DoesNotContain("EXAMPLE", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task CallerGoesAwayDuringTheExchange_TheExchangeIsFinishedAndItsTokenIsUsed()
    {
        await using TokenHost host = await TokenHost.StartAsync();
        ProviderChannelFactory factory = host.AddHost();
        host.Vendor.Delay = TimeSpan.FromMilliseconds(400);
        using CancellationTokenSource impatient = new(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.CallUntilAsync(factory, impatient.Token));
        ProviderResponse response = await host.CallAsync(factory);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(1, host.Vendor.TokenCalls);
        Assert.Equal(host.Vendor.CurrentRefresh, await host.StoredRefreshAsync());
    }

    private static async Task AllAsync(int count, Func<Task<ProviderResponse>> call)
    {
        ProviderResponse[] responses = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(call)));
        Assert.All(responses, response => Assert.Equal(200, response.StatusCode));
    }
}
