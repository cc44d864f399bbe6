using System.Collections.Concurrent;
using System.Globalization;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels;

public sealed class IsolationTests
{
    private const int Accounts = 64;
    private const int CallsPerAccount = 40;

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
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        var mixUps = new ConcurrentQueue<string>();

        await Task.WhenAll(Enumerable.Range(0, Accounts).Select(async account =>
        {
            string id = account.ToString("D4", CultureInfo.InvariantCulture);
            IProviderChannel channel = factory.Open(ChannelFixture.Target(provider) with { AccountId = id }, new FixedCredential(("apiKey", "key-" + id)));
            for (int call = 0; call < CallsPerAccount; call++)
            {
                ProviderResponse response = await channel.SendAsync(ChannelFixture.Get with { Query = [new("account", id)] }, cancellationToken);
                if (response.Text() != $"{id}||{id}")
                    mixUps.Enqueue(id);
            }
        }));

        Assert.Empty(mixUps);
        Assert.Equal(Accounts * CallsPerAccount, provider.Requests.Count);
    }
}
