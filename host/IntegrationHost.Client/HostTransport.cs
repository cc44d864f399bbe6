using System.Net.Sockets;

namespace IntegrationHost.Client;

/// <summary>Opens the connections of a client: no proxy, no redirects, no cookies, nothing the environment could bend.</summary>
internal static class HostTransport
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    public static SocketsHttpHandler OverSocket(string socketPath)
    {
        SocketsHttpHandler handler = OverTcp();
        handler.ConnectCallback = async (_, cancellationToken) =>
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
        };
        return handler;
    }

    public static SocketsHttpHandler OverTcp() => new()
    {
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        UseCookies = false,
        UseProxy = false,
    };
}
