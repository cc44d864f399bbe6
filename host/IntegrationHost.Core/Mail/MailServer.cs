using MailKit.Security;

namespace IntegrationHost.Core.Mail;

/// <summary>Where one mail protocol of an account is spoken.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Security">How the connection is made secure.</param>
internal sealed record MailServer(string Host, int Port, SecureSocketOptions Security)
{
    private const int ImapTls = 993;
    private const int SmtpTls = 465;

    /// <summary>
    /// Reads <c>host:port</c>. The ports that are registered for TLS (RFC 8314) speak it from the first byte, all others must upgrade (STARTTLS);
    /// only towards this machine plain text is let through.
    /// </summary>
    public static MailServer? Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), out ushort port) || port == 0 || Uri.CheckHostName(text[..colon]) == UriHostNameType.Unknown)
            return null;

        return At(text[..colon], port);
    }

    /// <summary>The server on this port of a host.</summary>
    public static MailServer At(string host, int port) => new(host, port, SecurityOf(host, port));

    private static SecureSocketOptions SecurityOf(string host, int port)
    {
        if (port is ImapTls or SmtpTls)
            return SecureSocketOptions.SslOnConnect;

        bool here = new UriBuilder("mail", host).Uri.IsLoopback;
        return here ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls;
    }
}
