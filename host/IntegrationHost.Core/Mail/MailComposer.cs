using MimeKit;

namespace IntegrationHost.Core.Mail;

/// <summary>Makes a message (RFC 5322) of an operation's input.</summary>
internal static class MailComposer
{
    /// <param name="input">from, to, cc, bcc, replyTo, subject, text, html, attachments, inReplyTo.</param>
    /// <param name="user">The sender if the input names none.</param>
    /// <param name="now">Its date.</param>
    /// <exception cref="FormatException">An address or an attachment is not of its form. The text says which, never the value.</exception>
    public static MimeMessage Compose(MailInput input, string user, DateTimeOffset now)
    {
        var message = new MimeMessage { Date = now, Subject = input.Text("subject") ?? "" };
        message.From.Add(Address("from", input.Text("from") ?? user));
        Add(message.To, "to", input.Texts("to"));
        Add(message.Cc, "cc", input.Texts("cc"));
        Add(message.Bcc, "bcc", input.Texts("bcc"));
        Add(message.ReplyTo, "replyTo", input.Texts("replyTo"));
        if (input.Text("inReplyTo") is { Length: > 0 } original)
        {
            message.InReplyTo = original;
            message.References.Add(original);
        }

        var body = new BodyBuilder { TextBody = input.Text("text"), HtmlBody = input.Text("html") };
        foreach (MailInput attachment in input.Items("attachments"))
            body.Attachments.Add(attachment.Text("fileName") ?? "attachment", Content(attachment), MediaType(attachment));
        message.Body = body.ToMessageBody();
        return message;
    }

    private static void Add(InternetAddressList list, string name, IEnumerable<string> texts)
    {
        foreach (string text in texts)
            list.Add(Address(name, text));
    }

    private static MailboxAddress Address(string name, string text) =>
        !text.AsSpan().ContainsAny('\r', '\n') && MailboxAddress.TryParse(text, out MailboxAddress? address) && address.Address.Contains('@', StringComparison.Ordinal)
            ? address
            : throw new FormatException($"'{name}' holds no mail address such as name@example.com.");

    private static byte[] Content(MailInput attachment)
    {
        try
        {
            return Convert.FromBase64String(attachment.Text("content") ?? "");
        }
        catch (FormatException)
        {
            throw new FormatException("'attachments' holds a content that is not base64.");
        }
    }

    private static ContentType MediaType(MailInput attachment) =>
        ContentType.TryParse(attachment.Text("contentType") ?? "", out ContentType? type) ? type : new ContentType("application", "octet-stream");
}
