using System.Net;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Channels.Hostile;

/// <summary>T18: names and addresses by which a provider could be this machine, its network or a metadata service.</summary>
public sealed class ReachTests
{
    // What a name of a provider must not stand for.
    private static readonly string[] Resolved =
    [
        "127.0.0.1", "127.0.0.2", "127.255.255.254", "::1", "0.0.0.0", "::", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255",
        "100.64.0.1", "100.127.255.255", "169.254.0.1", "169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "fd00::1", "fd00:ec2::254", "fdff::1", "fc00::1", "fe80::1", "febf::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:192.168.1.1", "::ffff:172.16.0.1", "::ffff:169.254.169.254", "::ffff:0.0.0.0", "::ffff:100.64.0.1", "::127.0.0.1",
        "::10.0.0.1", "::192.168.0.1", "::169.254.169.254", "64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::192.168.1.1", "64:ff9b::169.254.169.254", "2002:7f00:1::",
        "2002:a00:1::", "2002:c0a8:101::", "2002:a9fe:a9fe::", "2001:0:7f00:1::", "2001::1", "2001:db8::1", "100::1",
    ];

    // Spellings of addresses that nobody may be sent to, not even by a base URL of one's own.
    private static readonly string[] Written =
    [
        "169.254.169.254", "2852039166", "0xA9FEA9FE", "0xa9.0xfe.0xa9.0xfe", "0251.0376.0251.0376", "169.254.43518", "169.16689662", "0251.254.169.0xfe",
        "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[0:0:0:0:0:ffff:a9fe:a9fe]", "[64:ff9b::a9fe:a9fe]", "[::a9fe:a9fe]", "[2002:a9fe:a9fe::]", "[fd00:ec2::254]",
        "100.100.100.200", "168.63.129.16", "0.0.0.0", "0", "[::]", "[fe80::1]", "[ff02::1]", "224.0.0.1", "255.255.255.255",
    ];

    [Fact]
    public async Task SendAsync_NameThatStandsForAClosedAddress_IsNotConnectedTo()
    {
        await using RawServer sink = RawServer.Sink();
        foreach (string address in Resolved)
        {
            // An open address beside it does not open it: nothing of this list is tried.
            using ProviderChannelFactory factory = new(new ChannelOptions(), TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));

            ChannelException error = await ChannelFixture.FailsAsync(factory.Open(Target($"https://api.example.com:{sink.Port}", own: false), ChannelFixture.Credential()), ChannelFixture.Get);

            Assert.True(error.Code == ChannelErrorCodes.Refused, $"{address}: {error.Code}");
        }

        Amount.Report($"T18: {Resolved.Length} resolved addresses, {sink.Connections} connects");
        Assert.Equal(0, sink.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendAsync_ClosedAddressInAnySpelling_IsNotConnectedTo(bool own)
    {
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        foreach (string host in Written)
        {
            ChannelException error = await ChannelFixture.FailsAsync(factory.Open(Target($"https://{host}", own), ChannelFixture.Credential()), ChannelFixture.Get);

            Assert.True(error.Code == ChannelErrorCodes.Refused, $"{host}: {error.Code}");
        }

        Amount.Report($"T18: {Written.Length} written addresses (own: {own}), all refused");
    }

    [Fact]
    public async Task SendAsync_NameThatChangesItsMeaning_IsJudgedByTheAddressThatIsConnectedTo()
    {
        await using RawServer sink = RawServer.Sink();
        int asked = 0;
        using ProviderChannelFactory factory = new(
            new ChannelOptions { MaxRetries = 0 }, TimeProvider.System, (_, _) => Task.FromResult<IPAddress[]>(Interlocked.Increment(ref asked) % 2 == 0 ? [] : [IPAddress.Loopback]));
        IProviderChannel channel = factory.Open(Target($"https://api.example.com:{sink.Port}", own: true), ChannelFixture.Credential());

        for (int call = 0; call < 20; call++)
            await ChannelFixture.FailsAsync(channel, ChannelFixture.Get);

        Assert.Equal(20, asked);
        Assert.Equal(0, sink.Connections);
    }

    private static ChannelTarget Target(string baseUrl, bool own)
    {
        var address = new Uri(baseUrl);
        return new() { AccountId = "a1", ProviderId = "local", BaseUrl = address, AllowedHosts = [address.Authority], Auth = ChannelFixture.Bearer, OwnBaseUrl = own };
    }
}
