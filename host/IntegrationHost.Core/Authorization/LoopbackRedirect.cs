using System.Collections.Specialized;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Web;

namespace IntegrationHost.Core.Authorization;

/// <summary>
/// The address on this machine to which a provider sends the browser back (RFC 8252, section 7.3): a free port on 127.0.0.1, for one redirect that carries the right state.
/// </summary>
/// <remarks>Written on a socket: it reads the first line and the host of a request that a browser makes by itself, and answers with one fixed page.</remarks>
internal sealed class LoopbackRedirect : IDisposable
{
    private const string Path = "/callback";
    private const int MaxHead = 16 * 1024;
    private const int MaxConnections = 64;

    private static readonly TimeSpan ReadTime = TimeSpan.FromSeconds(10);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<NameValueCollection> redirected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Listens at once.</summary>
    public LoopbackRedirect()
    {
        listener.Start(8);
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Address = new Uri($"http://127.0.0.1:{port}{Path}");
    }

    /// <summary>Where the browser is to be sent.</summary>
    public Uri Address { get; }

    /// <summary>The parameters of the first redirect with this state. Whatever else comes is refused and changes nothing.</summary>
    public async Task<NameValueCollection> WaitAsync(string state, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task accepting = AcceptAsync(state, done.Token);
        try
        {
            return await redirected.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            await done.CancelAsync();
            listener.Stop();
            await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync(string state, CancellationToken cancellationToken)
    {
        List<Task> answering = [];
        for (int count = 0; count < MaxConnections && !redirected.Task.IsCompleted; count++)
        {
            // Side by side: browsers open connections ahead and leave them silent.
            Socket socket = await listener.AcceptSocketAsync(cancellationToken);
            answering.Add(AnswerAsync(socket, state, cancellationToken));
        }

        await Task.WhenAll(answering);
    }

    private async Task AnswerAsync(Socket socket, string state, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReadTime);
        try
        {
            string head = await ReadHeadAsync(stream, limit.Token);
            NameValueCollection? parameters = Parse(head, state);
            string text = parameters is null ? "This is not the answer that the console waits for. Open the address that it shows now." : parameters["code"] is null
                ? "Access was not granted. You can close this page and return to the console."
                : "Access was granted. You can close this page and return to the console.";
            await stream.WriteAsync(Page(parameters is null ? "400 Bad Request" : "200 OK", text), CancellationToken.None);
            if (parameters is not null)
                redirected.TrySetResult(parameters);
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // The browser went away, or said nothing; another connection may bring the redirect.
        }
    }

    private NameValueCollection? Parse(string head, string state)
    {
        string[] lines = head.Split("\r\n");
        string[] request = lines[0].Split(' ');
        bool fits = request is ["GET", _, "HTTP/1.1" or "HTTP/1.0"] && request[1].StartsWith(Path + "?", StringComparison.Ordinal)
            && lines.Contains($"Host: {Address.Authority}", StringComparer.OrdinalIgnoreCase);
        if (!fits)
            return null;

        NameValueCollection parameters = HttpUtility.ParseQueryString(request[1][(Path.Length + 1)..]);
        bool same = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parameters["state"] ?? ""), Encoding.UTF8.GetBytes(state));
        return same ? parameters : null;
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaxHead];
        int length = 0;
        while (length < buffer.Length)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0 || buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
                break;
        }

        return Encoding.Latin1.GetString(buffer, 0, length);
    }

    private static byte[] Page(string status, string text)
    {
        string body = $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>IntegrationHost</title></head><body><p>{text}</p></body></html>";
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\n"
            + $"Content-Security-Policy: default-src 'none'\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n{body}");
    }
}
