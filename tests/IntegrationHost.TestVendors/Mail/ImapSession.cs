using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationHost.TestVendors.Mail;

/// <summary>One IMAP connection.</summary>
internal sealed partial class ImapSession(MailVendor vendor, NetworkStream stream)
{
    private static readonly string[] Mailboxes = ["INBOX", "Drafts"];

    private readonly LineStream lines = new(stream);
    private string mailbox = "INBOX";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (vendor.Mode == MailMode.Silent)
        {
            await Task.Delay(TimeSpan.FromMinutes(1), cancellationToken);
            return;
        }

        await lines.WriteAsync(vendor.Mode == MailMode.NotMail ? "HTTP/1.1 400 Bad Request" : "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN UIDPLUS] ready", cancellationToken);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            string[] words = line.Split(' ', 3);
            if (words.Length < 2)
                return;

            string verb = words[1].ToUpperInvariant() + (words[1].Equals("UID", StringComparison.OrdinalIgnoreCase) ? " " + words[2].Split(' ')[0].ToUpperInvariant() : "");
            vendor.Note("imap " + verb);
            await AnswerAsync(words[0], verb, words.Length > 2 ? words[2] : "", cancellationToken);
            if (verb == "LOGOUT")
                return;
        }
    }

    private async Task AnswerAsync(string tag, string verb, string rest, CancellationToken cancellationToken)
    {
        switch (verb)
        {
            case "CAPABILITY":
                await lines.WriteAsync("* CAPABILITY IMAP4rev1 AUTH=PLAIN UIDPLUS", cancellationToken);
                break;
            case "AUTHENTICATE":
                await lines.WriteAsync("+ ", cancellationToken);
                await lines.WriteAsync($"{tag} {Login(await lines.ReadLineAsync(cancellationToken) ?? "")}", cancellationToken);
                return;
            case "LOGIN":
                string[] login = [.. rest.Split(' ', 2).Select(word => word.Trim('"'))];
                await lines.WriteAsync($"{tag} {Verdict(login[0], login[^1])}", cancellationToken);
                return;
            case "LIST":
                await ListAsync(rest, cancellationToken);
                break;
            case "SELECT" or "EXAMINE":
                if (!await SelectAsync(tag, rest, cancellationToken))
                    return;
                await lines.WriteAsync($"{tag} OK [{(verb == "SELECT" ? "READ-WRITE" : "READ-ONLY")}] selected", cancellationToken);
                return;
            case "UID SEARCH":
                await lines.WriteAsync("* SEARCH" + string.Concat(Matching(rest).Select(mail => " " + mail.Uid)), cancellationToken);
                break;
            case "UID FETCH":
                await FetchAsync(rest, cancellationToken);
                break;
            case "APPEND":
                await lines.WriteAsync("+ Ready", cancellationToken);
                string message = await lines.ReadBytesAsync(int.Parse(Literal().Match(rest).Groups[1].Value, CultureInfo.InvariantCulture), cancellationToken);
                await lines.ReadLineAsync(cancellationToken);
                await lines.WriteAsync($"{tag} OK [APPENDUID 1 {vendor.Store(Name(rest), message)}] appended", cancellationToken);
                return;
            case "LOGOUT":
                await lines.WriteAsync("* BYE closing", cancellationToken);
                break;
        }

        await lines.WriteAsync($"{tag} OK done", cancellationToken);
    }

    private string Login(string response)
    {
        string[] parts = Encoding.UTF8.GetString(Convert.FromBase64String(response)).Split('\0');
        return parts.Length == 3 ? Verdict(parts[1], parts[2]) : "BAD Invalid SASL argument";
    }

    private string Verdict(string user, string password)
    {
        switch (vendor.Mode)
        {
            case MailMode.ImapDisabled:
                return "NO [ALERT] IMAP access is disabled for your domain. Please contact your domain administrator for questions about this feature. (Failure)";
            case MailMode.AppPasswordRequired:
                return "NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)";
            case MailMode.TooMany:
                return "NO [ALERT] Too many simultaneous connections. (Failure)";
        }

        return (user, password) == vendor.Login ? "OK authenticated (Success)" : "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)";
    }

    private async Task ListAsync(string rest, CancellationToken cancellationToken)
    {
        foreach (string name in Mailboxes.Where(name => rest.Contains(name, StringComparison.OrdinalIgnoreCase) || rest.AsSpan().ContainsAny('*', '%')))
            await lines.WriteAsync($"* LIST (\\HasNoChildren) \"/\" \"{name}\"", cancellationToken);
    }

    private async Task<bool> SelectAsync(string tag, string rest, CancellationToken cancellationToken)
    {
        mailbox = Name(rest);
        if (mailbox is not ("INBOX" or "Drafts"))
        {
            await lines.WriteAsync($"{tag} NO [NONEXISTENT] Unknown Mailbox: (Failure)", cancellationToken);
            return false;
        }

        int count = vendor.Inbox.Count(mail => mail.Mailbox == mailbox);
        await lines.WriteAsync($"* FLAGS (\\Seen \\Draft)\r\n* {count} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] valid\r\n* OK [UIDNEXT {count + 1}] next", cancellationToken);
        return true;
    }

    private IEnumerable<StoredMail> Matching(string rest)
    {
        Match words = Criterion().Match(rest);
        return vendor.Inbox.Where(mail => mail.Mailbox == mailbox)
            .Where(mail => !words.Success || mail.Text.Contains(words.Groups[2].Value, StringComparison.OrdinalIgnoreCase));
    }

    private async Task FetchAsync(string rest, CancellationToken cancellationToken)
    {
        HashSet<uint> wanted = [.. rest.Split(' ')[1].Split(',').SelectMany(Range)];
        int sequence = 0;
        foreach (StoredMail mail in vendor.Inbox.Where(mail => mail.Mailbox == mailbox))
        {
            sequence++;
            if (!wanted.Contains(mail.Uid))
                continue;

            if (rest.Contains("BODY.PEEK[]", StringComparison.OrdinalIgnoreCase) || rest.Contains("BODY[]", StringComparison.OrdinalIgnoreCase))
            {
                await lines.WriteAsync($"* {sequence} FETCH (UID {mail.Uid} BODY[] {{{Encoding.UTF8.GetByteCount(mail.Text)}}}\r\n{mail.Text})", cancellationToken);
                continue;
            }

            string address = Header(mail, "From");
            string person = $"((NIL NIL \"{address.Split('@')[0]}\" \"{address.Split('@')[^1]}\"))";
            await lines.WriteAsync(
                $"* {sequence} FETCH (UID {mail.Uid} FLAGS () RFC822.SIZE {Encoding.UTF8.GetByteCount(mail.Text)} ENVELOPE (\"{Header(mail, "Date")}\" \"{Header(mail, "Subject")}\" "
                + $"{person} {person} {person} {person} NIL NIL NIL \"{Header(mail, "Message-Id")}\"))",
                cancellationToken);
        }
    }

    private static IEnumerable<uint> Range(string text)
    {
        uint[] ends = [.. text.Split(':').Select(end => uint.Parse(end, CultureInfo.InvariantCulture))];
        for (uint uid = Math.Min(ends[0], ends[^1]); uid <= Math.Max(ends[0], ends[^1]); uid++)
            yield return uid;
    }

    private static string Header(StoredMail mail, string name) =>
        mail.Text.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";

    private static string Name(string rest) => rest.Split(' ')[0].Trim('"');

    [GeneratedRegex(@"\{(\d+)\+?\}$")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(SUBJECT|FROM|TO|TEXT|BODY) ""?([^"" ]+)""?", RegexOptions.IgnoreCase)]
    private static partial Regex Criterion();
}
