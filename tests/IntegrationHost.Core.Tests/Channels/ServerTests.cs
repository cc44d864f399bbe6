using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Tests.Channels;

/// <summary>Further addresses of a provider: the credential goes to allowed hosts only, and an account's own address plays all of them.</summary>
public sealed class ServerTests
{
    private static readonly CredentialKindDescriptor Kind = new()
    {
        Id = "key",
        Name = "Key",
        Fields = [new() { Key = "apiKey", Label = "Key", Secret = true }],
        Auth = ChannelFixture.Bearer,
        Verification = new() { Requests = [], Rules = [] },
    };

    private static readonly ProviderDescriptor Provider = new()
    {
        Id = "lamps",
        Name = "Lamps",
        Category = "Signals",
        AccentColor = "#112233",
        DocsUrl = "",
        ManageUrl = "",
        BaseUrl = "https://api.lamps.example/v1",
        AllowedHosts = ["api.lamps.example", "check.lamps.example"],
        Servers = [new("check", "https://check.lamps.example/v2"), new("astray", "https://astray.example")],
        CredentialKinds = [Kind],
    };

    [Theory]
    [InlineData(null, "https://api.lamps.example/v1/thing")]
    [InlineData("check", "https://check.lamps.example/v2/thing")]
    public void Build_ProvidersOwnAddress_IsBelowTheNamedServer(string? server, string expected) =>
        Assert.Equal(expected, TargetAddress.Build(ChannelTarget.For("a1", Provider, Kind), ChannelFixture.Get with { Server = server }).AbsoluteUri);

    [Theory]
    [InlineData("astray")]
    [InlineData("unknown")]
    public void Build_ServerThatIsNotAllowedOrNotThere_IsRefused(string server) =>
        Assert.Equal(
            ChannelErrorCodes.Refused,
            Assert.Throws<ChannelException>(() => TargetAddress.Build(ChannelTarget.For("a1", Provider, Kind), ChannelFixture.Get with { Server = server })).Code);

    [Theory]
    [InlineData(null, "https://lamps.internal:8443/base/thing")]
    [InlineData("check", "https://lamps.internal:8443/v2/thing")]
    [InlineData("astray", "https://lamps.internal:8443/thing")]
    public void Build_AccountsOwnAddress_PlaysEveryServerAndKeepsItsPath(string? server, string expected)
    {
        ChannelTarget target = ChannelTarget.For("a1", Provider, Kind, new Uri("https://lamps.internal:8443/base"));
        Assert.Equal(expected, TargetAddress.Build(target, ChannelFixture.Get with { Server = server }).AbsoluteUri);
    }

    [Theory]
    [InlineData(false, "https://auth.lamps.example/token", "https://auth.lamps.example/token")]
    [InlineData(false, "/oauth/token", "https://api.lamps.example/oauth/token")]
    [InlineData(true, "https://auth.lamps.example/token", "https://lamps.internal:8443/token")]
    [InlineData(true, "/oauth/token", "https://lamps.internal:8443/oauth/token")]
    public void Resolve_AddressOfTheProvider_IsTheAccountsOwnIfItHasOne(bool own, string address, string expected)
    {
        ChannelTarget target = ChannelTarget.For("a1", Provider, Kind, own ? new Uri("https://lamps.internal:8443/base") : null);
        Assert.Equal(expected, target.Resolve(address).AbsoluteUri);
    }

    [Fact]
    public async Task SendAsync_SchemeWithoutARuntime_IsRefusedBeforeAnythingIsSent()
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        FixedCredential credential = ChannelFixture.Credential();
        IProviderChannel channel = factory.Open(ChannelFixture.Target(provider, new AuthDescriptor { Scheme = (AuthScheme)99 }), credential);

        ChannelException error = await ChannelFixture.FailsAsync(channel, ChannelFixture.Get);

        Assert.Equal(ChannelErrorCodes.Refused, error.Code);
        Assert.Contains("cannot authenticate with the scheme", error.Message, StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
        Assert.Empty(credential.HandedOut);
    }
}
