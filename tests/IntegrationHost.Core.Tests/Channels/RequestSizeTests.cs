using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Tests.Channels;

/// <summary>What stands in front of a body is bounded, whoever asks and however the account authenticates.</summary>
public sealed class RequestSizeTests
{
    private static readonly AuthDescriptor Bearer = new() { Scheme = AuthScheme.Bearer, Value = "{apiKey}" };

    public static TheoryData<string> Places => ["path", "query", "headers", "cookies"];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task SendAsync_MoreThanServersTake_IsNotSent(string place)
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        IProviderChannel channel = factory.Open(ChannelFixture.Target(provider, Bearer), new FixedCredential(("apiKey", ChannelFixture.Secret)));
        string endless = new('x', 64 * 1024);
        KeyValuePair<string, string>[] pairs = [new("a", endless)];
        ProviderRequest request = place switch
        {
            "path" => ChannelFixture.Get with { Path = "/" + endless },
            "query" => ChannelFixture.Get with { Query = pairs },
            "headers" => ChannelFixture.Get with { Headers = pairs },
            _ => ChannelFixture.Get with { Cookies = pairs },
        };

        ChannelException refused = await ChannelFixture.FailsAsync(channel, request);

        Assert.Equal(ChannelErrorCodes.Refused, refused.Code);
        Assert.Contains("more than 65536 characters", refused.Message, StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
    }
}
