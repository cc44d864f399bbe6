using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Channels;
using MailKit.Net.Smtp;
using MimeKit;

namespace IntegrationHost.Core.Mail;

/// <summary>What can be asked of an SMTP server (RFC 5321) after the login.</summary>
internal static class SmtpOperations
{
    /// <summary>Nothing more: the login itself was the question.</summary>
    public static ProviderResponse Check(SmtpClient client, string user) =>
        MailAnswer.Done("smtp", new JsonObject { ["user"] = user, ["maxMessageBytes"] = client.MaxSize });

    /// <summary>Sends one message.</summary>
    public static async Task<ProviderResponse> SendAsync(SmtpClient client, MailInput input, string user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        MimeMessage message = MailComposer.Compose(input, user, now);
        if (message.To.Count + message.Cc.Count + message.Bcc.Count == 0)
            throw new FormatException("'to', 'cc' and 'bcc' are all empty: a message needs a recipient.");

        string response = await client.SendAsync(message, cancellationToken);
        return MailAnswer.Done("smtp", new JsonObject { ["messageId"] = message.MessageId, ["response"] = response });
    }
}
