using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Mail;

/// <summary>The servers of a mail account.</summary>
/// <param name="Imap">For reading; <c>null</c> for none.</param>
/// <param name="Smtp">For sending; <c>null</c> for none.</param>
internal sealed record MailServers(MailServer? Imap, MailServer? Smtp)
{
    /// <summary>Scheme of an account's own base address: <c>mail://127.0.0.1?imap=1143&amp;smtp=1025</c>.</summary>
    public const string Scheme = "mail";

    /// <summary>Both, as the items of an allow-list.</summary>
    public IReadOnlyList<string> Hosts =>
        [.. new[] { Imap, Smtp }.OfType<MailServer>().Select(server => $"{server.Host}:{server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}")];

    /// <summary>The account's own servers, or the provider's.</summary>
    /// <exception cref="ChannelException">They are not of the form, or not allowed for this account.</exception>
    public static MailServers Of(ChannelTarget target)
    {
        MailDescriptor mail = target.Auth.Mail ?? new MailDescriptor();
        MailServers servers = !target.OwnBaseUrl
            ? new MailServers(MailServer.Parse(mail.Imap), MailServer.Parse(mail.Smtp))
            : Own(target.BaseUrl) ?? throw new ChannelException(
                ChannelErrorCodes.Refused, "The call was not made: the account's base address is no pair of mail servers. Write it as mail://HOST?imap=993&smtp=465.");
        return servers.Hosts.All(host => IsAllowed(host, target.AllowedHosts))
            ? servers
            : throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: its mail servers are not among the hosts allowed for this account.");
    }

    /// <summary>Reads an account's own base address; <c>null</c> if it is not of the form.</summary>
    public static MailServers? Own(Uri address)
    {
        if (address.Scheme != Scheme || address.UserInfo.Length > 0 || address.AbsolutePath.Trim('/').Length > 0 || address.Fragment.Length > 0 || address.Host.Length == 0)
            return null;

        Dictionary<string, int> ports = [];
        foreach (string item in address.Query.TrimStart('?').Split('&'))
        {
            string[] pair = item.Split('=');
            if (pair.Length != 2 || pair[0] is not ("imap" or "smtp") || !ushort.TryParse(pair[1], out ushort port) || port == 0 || !ports.TryAdd(pair[0], port))
                return null;
        }

        return ports.Count == 2 ? new MailServers(MailServer.At(address.Host, ports["imap"]), MailServer.At(address.Host, ports["smtp"])) : null;
    }

    // A provider's rule names the host alone: which of its mail ports is used, its own metadata says.
    private static bool IsAllowed(string hostAndPort, IReadOnlyList<string> rules)
    {
        var address = new Uri($"{Scheme}://{hostAndPort}");
        return rules.Any(rule => HostRule.Matches(rule, address) || HostRule.Matches(rule, new UriBuilder(Uri.UriSchemeHttps, address.Host).Uri));
    }
}
