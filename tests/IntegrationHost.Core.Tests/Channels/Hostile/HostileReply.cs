using System.Net.Sockets;
using System.Text;

namespace IntegrationHost.Core.Tests.Channels.Hostile;

/// <summary>Parts of which bad answers are made.</summary>
internal static class HostileReply
{
    private static readonly byte[] Filler = [.. Enumerable.Repeat((byte)'a', 64 * 1024)];

    // The first byte of TLS.
    private const char Handshake = '\u0016';

    /// <summary>Reads the request to the end of its head, or what a client that wants TLS says first.</summary>
    public static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[8192];
        var head = new StringBuilder();
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
                break;
            head.Append(Encoding.Latin1.GetString(buffer, 0, read));
            if (head[0] == Handshake)
                break;
        }

        return head.ToString();
    }

    /// <summary>Reads the request, sends the text and ends.</summary>
    public static RawAnswer Text(string text) => Then(text, (_, _) => Task.CompletedTask);

    /// <summary>Reads the request, sends the text and then nothing more.</summary>
    public static RawAnswer Stall(string text) => Then(text, (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));

    /// <summary>Reads the request, sends the text and then this much of filler.</summary>
    public static RawAnswer Flood(string text, long bytes) => Then(text, async (stream, cancellationToken) =>
    {
        for (long sent = 0; sent < bytes; sent += Filler.Length)
            await stream.WriteAsync(Filler.AsMemory(0, (int)Math.Min(Filler.Length, bytes - sent)), cancellationToken);
    });

    /// <summary>Reads the request, sends the text and then the same part again and again.</summary>
    public static RawAnswer Repeat(string text, byte[] part, int times) => Then(text, async (stream, cancellationToken) =>
    {
        for (int time = 0; time < times; time++)
            await stream.WriteAsync(part, cancellationToken);
    });

    /// <summary>Reads the request, sends the text and then a part every few milliseconds without end.</summary>
    public static RawAnswer Drip(string text, string part) => Then(text, async (stream, cancellationToken) =>
    {
        byte[] bytes = Encoding.Latin1.GetBytes(part);
        while (true)
        {
            await stream.WriteAsync(bytes, cancellationToken);
            await Task.Delay(20, cancellationToken);
        }
    });

    /// <summary>Reads the request, sends the text and resets the connection.</summary>
    public static RawAnswer Reset(string text) => Then(text, (stream, _) =>
    {
        stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        stream.Socket.Close();
        return Task.CompletedTask;
    });

    /// <summary>Reads the request, sends the text, says that no more comes, and keeps the connection.</summary>
    public static RawAnswer HalfClose(string text) => Then(text, (stream, cancellationToken) =>
    {
        stream.Socket.Shutdown(SocketShutdown.Send);
        return Task.Delay(Timeout.Infinite, cancellationToken);
    });

    /// <summary>Keeps the connection and reads nothing.</summary>
    public static Task Deaf(NetworkStream stream, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    private static RawAnswer Then(string text, RawAnswer rest) => async (stream, cancellationToken) =>
    {
        await ReadHeadAsync(stream, cancellationToken);
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);
        await rest(stream, cancellationToken);
    };
}
