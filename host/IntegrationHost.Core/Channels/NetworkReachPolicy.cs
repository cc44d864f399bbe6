using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace IntegrationHost.Core.Channels;

/// <summary>Decides which addresses a target may be reached at. Asked at connect time, so that a name cannot change its meaning after a check.</summary>
internal static class NetworkReachPolicy
{
    private static readonly IPNetwork[] Private = Networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

    // Metadata services of clouds are here one by one, because some of them have private or even public addresses.
    private static readonly IPNetwork[] Never = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        "100.100.100.200/32", "168.63.129.16/32", "fd00:ec2::254/128",
        "::/128", "fe80::/10", "fec0::/10", "ff00::/8", "2001::/32", "2001:db8::/32", "2002::/16", "100::/64");

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>The reach of an address: a literal one names itself, a name is public unless the account chose it.</summary>
    /// <param name="address">Where a request goes.</param>
    /// <param name="isOwn">Whether the account chose the host, and not the provider.</param>
    public static NetworkReach Of(Uri address, bool isOwn)
    {
        if (address.IsLoopback)
            return NetworkReach.Loopback;

        bool literal = address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6;
        return literal || isOwn ? NetworkReach.Private : NetworkReach.Public;
    }

    /// <summary>Whether a connection of this reach may be made to the address.</summary>
    public static bool Allows(NetworkReach reach, IPAddress address)
    {
        address = Plain(address);
        if (reach == NetworkReach.Loopback)
            return IPAddress.IsLoopback(address);

        if (IPAddress.IsLoopback(address) || Contains(Never, address))
            return false;

        return reach == NetworkReach.Private || !Contains(Private, address);
    }

    // The same IPv4 address can be written in IPv6 in several ways; it is judged by what it reaches.
    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;

        byte[] bytes = address.GetAddressBytes();
        bool compatible = bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(12)) > 1;
        return compatible || Translated.Contains(address) ? new IPAddress(bytes.AsSpan(12)) : address;
    }

    private static bool Contains(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Networks(params string[] texts) => Array.ConvertAll(texts, text => IPNetwork.Parse(text));
}
