using System.Text;
using System.Text.RegularExpressions;
using MailKit;

namespace IntegrationHost.Core.Mail;

/// <summary>Keeps the last lines that a server said. What the client says, passwords among it, is never looked at.</summary>
/// <remarks>The library's exceptions tell what it made of a refusal; the server's own code stands only in its words.</remarks>
internal sealed partial class ServerWords : IProtocolLogger
{
    private const int Kept = 4096;

    private string said = "";

    /// <summary>Not used: nothing of the client is kept.</summary>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>The words after the last IMAP <c>NO</c> or <c>BAD</c>; <c>null</c> if there was none.</summary>
    public string? ImapRefusal => ImapLine().Matches(said).LastOrDefault()?.Groups[1].Value.Trim();

    /// <summary>The last SMTP reply that refuses: its code and the words of all its lines; <c>null</c> if there was none.</summary>
    public (int Code, string Words)? SmtpRefusal
    {
        get
        {
            Match[] lines = [.. SmtpLine().Matches(said).Cast<Match>()];
            if (lines.Length == 0)
                return null;

            string code = lines[^1].Groups[1].Value;
            IEnumerable<Match> reply = Enumerable.Reverse(lines).TakeWhile(line => line.Groups[1].Value == code).Reverse();
            return (int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), string.Join(' ', reply.Select(line => line.Groups[2].Value.Trim())));
        }
    }

    /// <inheritdoc/>
    public void LogConnect(Uri uri)
    {
    }

    /// <inheritdoc/>
    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    /// <inheritdoc/>
    public void LogServer(byte[] buffer, int offset, int count)
    {
        said += Encoding.UTF8.GetString(buffer, offset, count);
        if (said.Length > Kept)
            said = said[^Kept..];
    }

    /// <summary>Does nothing: the client that was given it ends before its words are looked at.</summary>
    public void Dispose()
    {
    }

    // RFC 3501, 7.1: tag, NO or BAD, words.
    [GeneratedRegex(@"^[A-Z0-9]+ (?:NO|BAD) ([^\r\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ImapLine();

    // RFC 5321, 4.2: code, hyphen on all lines but the last, words.
    [GeneratedRegex(@"^([45][0-9]{2})[ -]([^\r\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SmtpLine();
}
