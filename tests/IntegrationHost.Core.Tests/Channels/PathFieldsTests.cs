using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Tests.Channels;

public sealed class PathFieldsTests
{
    private static readonly AuthDescriptor Basic = new() { Scheme = AuthScheme.Basic, Username = "{accountSid}", Password = "{authToken}" };

    [Theory]
    [InlineData("AC0123", "/Accounts/AC0123/Messages.json")]
    [InlineData("a b/c?d", "/Accounts/a%20b%2Fc%3Fd/Messages.json")]
    [InlineData("a/../b", null)]
    [InlineData("..", null)]
    [InlineData("{authToken}", "/Accounts/%7BauthToken%7D/Messages.json")]
    public async Task SendAsync_PathNamesAPlainField_IsFilledAsOneSegment(string value, string? expected)
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken);
        ChannelTarget target = ChannelFixture.Target(provider, Basic) with { SecretFields = ["authToken"] };
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        IProviderChannel channel = factory.Open(target, new FixedCredential(("accountSid", value), ("authToken", ChannelFixture.Secret)));
        ProviderRequest request = ChannelFixture.Get with { Path = "/Accounts/{accountSid}/Messages.json" };

        if (expected is null)
        {
            Assert.Equal(ChannelErrorCodes.Refused, (await ChannelFixture.FailsAsync(channel, request)).Code);
            Assert.Empty(provider.Requests);
            return;
        }

        await channel.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, Assert.Single(provider.Requests).Target);
    }

    [Theory]
    [InlineData("/x/{authToken}", ChannelErrorCodes.Refused)]
    [InlineData("/x/{workspaceId}", ChannelErrorCodes.MissingSecret)]
    public async Task SendAsync_PathNamesASecretOrNothing_IsNotSentAndReadsNoSecret(string path, string code)
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken);
        ChannelTarget target = ChannelFixture.Target(provider, Basic) with { SecretFields = ["authToken"] };
        FixedCredential credential = new(("accountSid", "AC0123"), ("authToken", ChannelFixture.Secret));
        using ProviderChannelFactory factory = ChannelFixture.Factory();

        ChannelException error = await ChannelFixture.FailsAsync(factory.Open(target, credential), ChannelFixture.Get with { Path = path });

        Assert.Equal(code, error.Code);
        Assert.Empty(provider.Requests);
        Assert.Empty(credential.HandedOut);
    }

    [Fact]
    public async Task SendAsync_SecretFieldsUnknown_NoFieldStandsInAPath()
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        IProviderChannel channel = factory.Open(ChannelFixture.Target(provider), ChannelFixture.Credential());
        Assert.Equal(ChannelErrorCodes.Refused, (await ChannelFixture.FailsAsync(channel, ChannelFixture.Get with { Path = "/{apiKey}" })).Code);
    }
}
