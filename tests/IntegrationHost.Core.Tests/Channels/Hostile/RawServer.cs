using System.Net;
using System.Net.Sockets;

namespace IntegrationHost.Core.Tests.Channels.Hostile;

/// <summary>What a connection of a raw server does once it is there; the request is still unread.</summary>
internal delegate Task RawAnswer(NetworkStream stream, CancellationToken cancellationToken);

/// <summary>A TCP server that sends what it likes, and counts who connects.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly RawAnswer answer;
    private readonly Task accepting;
    private int connections;

    private RawServer(RawAnswer answer)
    {
        this.answer = answer;
        listener.Start(512);
        accepting = AcceptAsync();
    }

    public int Connections => connections;

    public string HostAndPort => listener.LocalEndpoint.ToString()!;

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static RawServer Start(RawAnswer answer) => new(answer);

    /// <summary>A place where nothing should arrive.</summary>
    public static RawServer Sink() => new((_, _) => Task.CompletedTask);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Stop();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                Interlocked.Increment(ref connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await answer(client.GetStream(), stop.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The test is over, or the client went away.
            }
        }
    }
}
