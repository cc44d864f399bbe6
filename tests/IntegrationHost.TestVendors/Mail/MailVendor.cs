using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IntegrationHost.TestVendors.Mail;

/// <summary>A mail provider on loopback: IMAP (RFC 3501) and SMTP (RFC 5321) as far as logins, searching, reading, appending and sending need them.</summary>
public sealed class MailVendor : IAsyncDisposable
{
    private readonly TcpListener imap = new(IPAddress.Loopback, 0);
    private readonly TcpListener smtp = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<string> commands = new();
    private readonly ConcurrentQueue<string> sent = new();
    private readonly List<StoredMail> inbox = [];
    private Task running = Task.CompletedTask;

    private MailVendor()
    {
    }

    /// <summary>Base address for accounts.</summary>
    public string BaseUrl => $"mail://127.0.0.1?imap={PortOf(imap)}&smtp={PortOf(smtp)}";

    /// <summary>What is wrong; nothing by default.</summary>
    public MailMode Mode { get; set; }

    /// <summary>The commands so far, without what logins carried.</summary>
    public IReadOnlyList<string> Commands => [.. commands];

    /// <summary>The messages that were sent.</summary>
    public IReadOnlyList<string> Sent => [.. sent];

    /// <summary>The messages of the inbox, and after an APPEND of the drafts.</summary>
    public IReadOnlyList<StoredMail> Inbox => inbox;

    /// <summary>Login name and password that are accepted.</summary>
    public (string User, string Password) Login { get; set; }

    /// <summary>Listens.</summary>
    public static MailVendor Start(string user, string password)
    {
        var vendor = new MailVendor { Login = (user, password) };
        vendor.imap.Start();
        vendor.smtp.Start();
        vendor.running = Task.WhenAll(
            vendor.AcceptAsync(vendor.imap, stream => new ImapSession(vendor, stream).RunAsync(vendor.stopping.Token)),
            vendor.AcceptAsync(vendor.smtp, stream => new SmtpSession(vendor, stream).RunAsync(vendor.stopping.Token)));
        return vendor;
    }

    /// <summary>Stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        imap.Dispose();
        smtp.Dispose();
        await running;
        stopping.Dispose();
    }

    internal void Note(string command) => commands.Enqueue(command);

    internal void Deliver(string message) => sent.Enqueue(message);

    internal uint Store(string mailbox, string message)
    {
        lock (inbox)
        {
            var mail = new StoredMail((uint)inbox.Count + 1, mailbox, message);
            inbox.Add(mail);
            return mail.Uid;
        }
    }

    /// <summary>Puts a message into the inbox.</summary>
    public void Receive(string from, string subject, string text) => Store(
        "INBOX",
        $"From: {from}\r\nTo: {Login.User}\r\nSubject: {subject}\r\nDate: Tue, 03 Nov 2026 10:00:00 +0000\r\nMessage-Id: <{Guid.NewGuid():N}@example.com>\r\n\r\n{text}\r\n");

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private async Task AcceptAsync(TcpListener listener, Func<NetworkStream, Task> serve)
    {
        while (!stopping.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync(stopping.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client, serve);
        }
    }

    private static async Task ServeAsync(TcpClient client, Func<NetworkStream, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(client.GetStream());
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away, or the test is over.
            }
        }
    }
}
