using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels;

public sealed class RedirectTests
{
    public static TheoryData<int, string, string> Matrix()
    {
        var rows = new TheoryData<int, string, string>();
        foreach (int status in (int[])[301, 302, 303, 307, 308])
        {
            foreach (string placement in (string[])["bearer", "header", "basic", "query", "extra"])
            {
                foreach (string location in (string[])["http://{sink}/steal", "//{sink}/steal", "http://user:pass@{sink}/steal", "/elsewhere"])
                    rows.Add(status, placement, location);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task SendAsync_Redirect_IsReturnedAndNobodyElseIsCalled(int status, string placement, string location)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using LocalProvider sink = await LocalProvider.StartAsync(context => context.Response.WriteAsync("got it"), cancellationToken);
        await using LocalProvider provider = await LocalProvider.StartAsync(
            context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = location.Replace("{sink}", sink.HostAndPort, StringComparison.Ordinal);
                return Task.CompletedTask;
            },
            cancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        IProviderChannel channel = factory.Open(ChannelFixture.Target(provider, Auth(placement)), ChannelFixture.Credential());

        ProviderResponse response = await channel.SendAsync(new ProviderRequest { Method = "POST", Path = "/thing", ContentType = "text/plain", Body = "x"u8.ToArray() }, cancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Single(provider.Requests);
        Assert.Empty(sink.Requests);
    }

    private static AuthDescriptor Auth(string placement) => placement switch
    {
        "bearer" => ChannelFixture.Bearer,
        "header" => new() { Scheme = AuthScheme.Header, Name = "X-Api-Key", Value = "{apiKey}" },
        "basic" => new() { Scheme = AuthScheme.Basic, Username = "{apiKey}", Password = "" },
        "query" => new() { Scheme = AuthScheme.Query, Name = "key", Value = "{apiKey}" },
        _ => ChannelFixture.Bearer with { Headers = [new("X-Second", "{apiKey}")] },
    };
}
