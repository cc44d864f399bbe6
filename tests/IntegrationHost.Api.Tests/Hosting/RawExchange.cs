using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntegrationHost.Api.Tests.Hosting;

/// <summary>Sends bytes that no HTTP client would send, and reads all that comes back.</summary>
internal static class RawExchange
{
    public static Task<string> OverTcpAsync(int port, string request, CancellationToken cancellationToken) =>
        SendAsync(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(IPAddress.Loopback, port), request, cancellationToken);

    public static Task<string> OverSocketAsync(string path, string request, CancellationToken cancellationToken) =>
        SendAsync(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path), request, cancellationToken);

    private static async Task<string> SendAsync(Socket socket, EndPoint endPoint, string request, CancellationToken cancellationToken)
    {
        using (socket)
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(cancellationToken);
        }
    }
}
