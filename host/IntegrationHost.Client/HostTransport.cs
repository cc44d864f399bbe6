using System.Net.Sockets;

namespace IntegrationHost.Client;

/// <summary>Opens the connections of a client: no proxy, no redirects, no cookies, nothing the environment could bend.</summary>
internal static class HostTransport
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <param name="socketPath">Path of the socket.</param>
    /// <param name="recover">What may bring a host onto the socket if none listens; then it is tried once more.</param>
    public static SocketsHttpHandler OverSocket(string socketPath, Func<Task>? recover)
    {
        SocketsHttpHandler handler = OverTcp();
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            try
            {
                return await ConnectAsync(socketPath, cancellationToken);
            }
            catch (SocketException) when (recover is not null)
            {
                await recover().WaitAsync(cancellationToken);
                return await ConnectAsync(socketPath, cancellationToken);
            }
        };
        return handler;
    }

    private static async Task<Stream> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static SocketsHttpHandler OverTcp() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        UseCookies = false,
        UseProxy = false,
    };
}
