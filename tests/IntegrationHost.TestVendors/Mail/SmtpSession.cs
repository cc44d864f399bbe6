using System.Net.Sockets;
using System.Text;

namespace IntegrationHost.TestVendors.Mail;

/// <summary>One SMTP connection.</summary>
internal sealed class SmtpSession(MailVendor vendor, NetworkStream stream)
{
    private readonly LineStream lines = new(stream);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (vendor.Mode == MailMode.Silent)
        {
            await Task.Delay(TimeSpan.FromMinutes(1), cancellationToken);
            return;
        }

        await lines.WriteAsync(vendor.Mode == MailMode.NotMail ? "HTTP/1.1 400 Bad Request" : "220 smtp.example.com ESMTP ready", cancellationToken);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            string verb = line.Split(' ')[0].ToUpperInvariant();
            vendor.Note("smtp " + verb);
            if (verb == "QUIT")
            {
                await lines.WriteAsync("221 2.0.0 closing connection", cancellationToken);
                return;
            }

            await AnswerAsync(verb, line, cancellationToken);
        }
    }

    private async Task AnswerAsync(string verb, string line, CancellationToken cancellationToken)
    {
        switch (verb)
        {
            case "EHLO":
                await lines.WriteAsync("250-smtp.example.com at your service\r\n250-SIZE 35882577\r\n250-8BITMIME\r\n250-AUTH LOGIN PLAIN\r\n250 SMTPUTF8", cancellationToken);
                break;
            case "AUTH":
                await lines.WriteAsync(Login(line), cancellationToken);
                break;
            case "DATA":
                await lines.WriteAsync("354 Go ahead", cancellationToken);
                vendor.Deliver(await ReadMessageAsync(cancellationToken));
                await lines.WriteAsync("250 2.0.0 OK 1793700000 example", cancellationToken);
                break;
            case "RCPT" when line.Contains("@nowhere.invalid", StringComparison.Ordinal):
                await lines.WriteAsync("550 5.1.1 The email account that you tried to reach does not exist.", cancellationToken);
                break;
            default:
                await lines.WriteAsync("250 2.1.0 OK", cancellationToken);
                break;
        }
    }

    private string Login(string line)
    {
        switch (vendor.Mode)
        {
            case MailMode.TooMany:
                return "454 4.7.0 Too many login attempts, please try again later.";
            case MailMode.AppPasswordRequired:
                return "534-5.7.9 Application-specific password required. For more information, go to\r\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor";
        }

        string[] words = line.Split(' ');
        string[] parts = words.Length == 3 ? Encoding.UTF8.GetString(Convert.FromBase64String(words[2])).Split('\0') : [];
        return parts.Length == 3 && (parts[1], parts[2]) == vendor.Login
            ? "235 2.7.0 Accepted"
            : "535-5.7.8 Username and Password not accepted. For more information, go to\r\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials";
    }

    private async Task<string> ReadMessageAsync(CancellationToken cancellationToken)
    {
        var message = new StringBuilder();
        while (await lines.ReadLineAsync(cancellationToken) is { } line && line != ".")
            message.AppendLine(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        return message.ToString();
    }
}
