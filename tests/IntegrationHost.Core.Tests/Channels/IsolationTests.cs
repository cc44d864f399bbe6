using System.Collections.Concurrent;
using System.Globalization;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels;

public sealed class IsolationTests
{
    private const int Accounts = 64;

    private static readonly int CallsPerAccount = Amount.Of(20, 160);

    [Fact]
    public async Task SendAsync_ManyAccountsAtOnce_NoneIsMistakenForAnother()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        // The server sets a cookie per account, so that a shared cookie jar would show as well.
        await using LocalProvider provider = await LocalProvider.StartAsync(
            context =>
            {
                string key = context.Request.Headers.Authorization.ToString()["Bearer key-".Length..];
                context.Response.Headers.SetCookie = "session=" + key;
                return context.Response.WriteAsync(key + "|" + context.Request.Headers.Cookie + "|" + context.Request.Query["account"], cancellationToken);
            },
            cancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory(new ChannelOptions { Deadline = TimeSpan.FromMinutes(5) });
        var mixUps = new ConcurrentQueue<string>();

        await Task.WhenAll(Enumerable.Range(0, Accounts).Select(async account =>
        {
            string id = account.ToString("D4", CultureInfo.InvariantCulture);
            IProviderChannel channel = factory.Open(ChannelFixture.Target(provider) with { AccountId = id }, new FixedCredential(("apiKey", "key-" + id)));
            await Task.WhenAll(Enumerable.Range(0, CallsPerAccount).Select(async call =>
            {
                string mark = id + "-" + call.ToString(CultureInfo.InvariantCulture);
                ProviderResponse response = await channel.SendAsync(ChannelFixture.Get with { Query = [new("account", mark)] }, cancellationToken);
                if (response.Text() != $"{id}||{mark}")
                    mixUps.Enqueue(mark);
            }));
        }));

        Amount.Report($"T22: {Accounts} accounts, {provider.Requests.Count} calls at once, {mixUps.Count} mix-ups");
        Assert.Empty(mixUps);
        Assert.Equal(Accounts * CallsPerAccount, provider.Requests.Count);
    }
}
