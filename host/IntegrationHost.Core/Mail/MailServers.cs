using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Mail;

/// <summary>The two servers of a mail account.</summary>
/// <param name="Imap">For reading.</param>
/// <param name="Smtp">For sending.</param>
internal sealed record MailServers(MailServer Imap, MailServer Smtp)
{
    /// <summary>Scheme of an account's own base address: <c>mail://127.0.0.1?imap=1143&amp;smtp=1025</c>.</summary>
    public const string Scheme = "mail";

    /// <summary>The account's own servers, or the provider's.</summary>
    /// <param name="own">The account's own base address; <c>null</c> for the provider's servers.</param>
    /// <param name="imap">The provider's IMAP server as <c>host:port</c>.</param>
    /// <param name="smtp">The provider's SMTP server as <c>host:port</c>.</param>
    /// <exception cref="ChannelException">They are not of that form.</exception>
    public static MailServers Of(Uri? own, string imap, string smtp)
    {
        MailServers? servers = own is null ? Provider(imap, smtp) : Own(own);
        return servers ?? throw new ChannelException(
            ChannelErrorCodes.Refused,
            "The call was not made: the account's base address is no pair of mail servers. Write it as mail://HOST?imap=993&smtp=465.");
    }

    /// <summary>Reads an account's own base address; <c>null</c> if it is not of the form.</summary>
    public static MailServers? Own(Uri address)
    {
        if (address.Scheme != Scheme || address.UserInfo.Length > 0 || address.AbsolutePath.Trim('/').Length > 0 || address.Host.Length == 0)
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

    /// <summary>Whether both may be reached under these rules of allowed hosts.</summary>
    public bool AreAllowed(IReadOnlyList<string> allowedHosts) =>
        new[] { Imap, Smtp }.All(server => allowedHosts.Any(rule => HostRule.Matches(rule, new UriBuilder(Scheme, server.Host, server.Port).Uri)
            || HostRule.Matches(rule, new UriBuilder(Uri.UriSchemeHttps, server.Host).Uri)));

    private static MailServers? Provider(string imap, string smtp) =>
        MailServer.Parse(imap) is { } reading && MailServer.Parse(smtp) is { } sending ? new MailServers(reading, sending) : null;
}
