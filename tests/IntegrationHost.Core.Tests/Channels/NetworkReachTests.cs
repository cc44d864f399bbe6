using System.Net;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Tests.Channels;

public sealed class NetworkReachTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.0.9")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("::ffff:192.168.1.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd12::1")]
    [InlineData("fe80::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("192.0.2.1")]
    public void Allows_AddressThatIsNotOfTheInternet_IsClosedToANameOfAProvider(string address) =>
        Assert.False(NetworkReachPolicy.Allows(NetworkReach.Public, IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::808:808")]
    public void Allows_AddressOfTheInternet_IsOpen(string address)
    {
        Assert.True(NetworkReachPolicy.Allows(NetworkReach.Public, IPAddress.Parse(address)));
        Assert.True(NetworkReachPolicy.Allows(NetworkReach.Private, IPAddress.Parse(address)));
        Assert.False(NetworkReachPolicy.Allows(NetworkReach.Loopback, IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("fd00:ec2::254")]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public void Allows_MetadataServiceOrThisMachine_IsClosedToPrivateReachToo(string address) =>
        Assert.False(NetworkReachPolicy.Allows(NetworkReach.Private, IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://api.example.com", false, "Public")]
    [InlineData("https://vault.internal", true, "Private")]
    [InlineData("https://10.0.0.7:8200", false, "Private")]
    [InlineData("https://[fd12::1]", false, "Private")]
    [InlineData("http://127.0.0.1:5000", false, "Loopback")]
    [InlineData("http://2130706433:5000", false, "Loopback")]
    [InlineData("http://0x7f.1:5000", false, "Loopback")]
    [InlineData("https://localhost", false, "Loopback")]
    [InlineData("https://[::1]", false, "Loopback")]
    public void Of_BaseAddress_DecidesTheReach(string baseUrl, bool own, string reach) =>
        Assert.Equal(reach, NetworkReachPolicy.Of(new Uri(baseUrl), own).ToString());

    [Fact]
    public async Task SendAsync_MetadataService_IsRefusedBeforeAnyConnection()
    {
        var target = new ChannelTarget
        {
            AccountId = "a1",
            ProviderId = "local",
            BaseUrl = new Uri("https://169.254.169.254"),
            AllowedHosts = ["169.254.169.254"],
            Auth = ChannelFixture.Bearer,
        };
        using ProviderChannelFactory factory = ChannelFixture.Factory();

        ChannelException error = await ChannelFixture.FailsAsync(factory.Open(target, ChannelFixture.Credential()), ChannelFixture.Get);

        Assert.Equal(ChannelErrorCodes.Refused, error.Code);
    }
}
