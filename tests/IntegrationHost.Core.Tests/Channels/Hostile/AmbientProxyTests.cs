using System.Net;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels.Hostile;

/// <summary>T24: a proxy that the environment, or a library in the process, names gets nothing.</summary>
[Collection(AloneCollection.Name)]
public sealed class AmbientProxyTests
{
    private static readonly string[] Variables = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];

    [Fact]
    public async Task SendAsync_ProxyInTheEnvironment_IsNotUsed()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using RawServer proxy = RawServer.Start(HostileReply.Text("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nproxy"));
        await using LocalProvider provider = await LocalProvider.StartAsync(context => context.Response.WriteAsync("provider", cancellationToken), cancellationToken);
        Dictionary<string, string?> before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        IWebProxy defaultBefore = HttpClient.DefaultProxy;
        try
        {
            foreach (string name in Variables[..6])
                Environment.SetEnvironmentVariable(name, "http://" + proxy.HostAndPort);
            foreach (string name in Variables[6..])
                Environment.SetEnvironmentVariable(name, "");
            HttpClient.DefaultProxy = new WebProxy("http://" + proxy.HostAndPort);

            // The control: a client that asks nobody does go there.
            using var naive = new HttpClient();
            Assert.Equal("proxy", await naive.GetStringAsync(provider.BaseUrl, cancellationToken));
            int controls = proxy.Connections;

            using ProviderChannelFactory factory = ChannelFixture.Factory();
            ProviderResponse response = await factory.Open(ChannelFixture.Target(provider), ChannelFixture.Credential()).SendAsync(ChannelFixture.Get, cancellationToken);

            Amount.Report($"T24: {Variables.Length} variables and the process's default proxy, {proxy.Connections - controls} connects of the channel");
            Assert.Equal("provider", response.Text());
            Assert.Equal(controls, proxy.Connections);
        }
        finally
        {
            HttpClient.DefaultProxy = defaultBefore;
            foreach ((string name, string? value) in before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}
