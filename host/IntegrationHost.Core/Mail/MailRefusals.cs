using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace IntegrationHost.Core.Mail;

/// <summary>Tells a mail server's refusal, which is an answer, from trouble on the way to it, which is none.</summary>
internal static partial class MailRefusals
{
    /// <summary>The answer that the exception stands for; <c>null</c> if the server refused nothing.</summary>
    public static ProviderResponse? Read(string protocol, Exception error, ServerWords words) => error switch
    {
        AuthenticationException when protocol == "imap" => Imap(401, words),
        AuthenticationException => Smtp(401, words),
        ImapCommandException command => Imap(command.Response == ImapCommandResponse.Bad ? 400 : 422, words),
        SmtpCommandException => Smtp(422, words),
        FolderNotFoundException => MailAnswer.Refused(404, protocol, "NONEXISTENT", null, "There is no such mailbox."),
        MessageNotFoundException => MailAnswer.Refused(404, protocol, "NOMESSAGE", null, "There is no such message in the mailbox."),
        _ => null,
    };

    /// <summary>Whether the exception is the network's or the server's doing.</summary>
    public static bool IsTransport(Exception error) =>
        error is IOException or SocketException or SslHandshakeException or ProtocolException or ServiceNotConnectedException or NotSupportedException
            or AuthenticationException or AddressRefusedException;

    /// <summary>What to tell when the server gave no answer.</summary>
    public static ChannelException Map(Exception error, string host) => error switch
    {
        AddressRefusedException => new(
            ChannelErrorCodes.Refused, $"The call to {host} was not made: the name stands for an address that is not open to providers (private, local or a metadata service)."),
        SslHandshakeException => new(ChannelErrorCodes.Tls, $"No secure connection to {host}: its certificate is not trusted, or TLS failed."),
        NotSupportedException => new(ChannelErrorCodes.Tls, $"{host} offers no TLS (STARTTLS), so the password was not sent."),
        ProtocolException or AuthenticationException => new(ChannelErrorCodes.InvalidAnswer, $"{host} does not speak the mail protocol, or ended the connection early."),
        _ => new(ChannelErrorCodes.Unreachable, $"No connection to {host}. Check the network, a firewall, and the account's base URL."),
    };

    private static ProviderResponse? Imap(int status, ServerWords words)
    {
        if (words.ImapRefusal is not { } refusal)
            return null;

        Match code = ResponseCode().Match(refusal);
        string name = code.Groups[1].Value.ToUpperInvariant();
        bool tooMany = name is "LIMIT" or "OVERQUOTA" or "UNAVAILABLE" or "INUSE" || refusal.Contains("too many", StringComparison.OrdinalIgnoreCase);
        return MailAnswer.Refused(tooMany ? 429 : name == "NONEXISTENT" ? 404 : status, "imap", name, null, refusal[code.Length..].Trim());
    }

    private static ProviderResponse? Smtp(int status, ServerWords words)
    {
        if (words.SmtpRefusal is not { } refusal)
            return null;

        Match enhanced = EnhancedCode().Match(refusal.Words);
        string plain = EnhancedCode().Replace(refusal.Words, "");

        // RFC 4954, RFC 5321: these say "not now", whatever was asked.
        bool tooMany = refusal.Code is 421 or 450 or 451 or 452 or 454;
        return MailAnswer.Refused(
            tooMany ? 429 : status, "smtp", refusal.Code.ToString(CultureInfo.InvariantCulture), enhanced.Success ? enhanced.Groups[1].Value : null, plain.Trim());
    }

    // RFC 3501, 7.1: a code in brackets before the words.
    [GeneratedRegex(@"^\[([A-Za-z0-9-]+)[^\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex ResponseCode();

    // RFC 3463; every line of a reply may repeat it.
    [GeneratedRegex(@"\b([45]\.[0-9]{1,3}\.[0-9]{1,3})\s+", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedCode();
}
