using System.Net;
using System.Net.Sockets;

namespace IntegrationHost.Core.Channels;

/// <summary>The sockets behind all channels: no redirects, cookies or proxy; one connection pool per reach.</summary>
/// <remarks>A connection that was made under a wider reach must not serve a request of a narrower one, hence the separate pools.</remarks>
internal sealed class ProviderTransport(ChannelOptions options, ResolveName resolve) : IDisposable
{
    private static readonly TimeSpan ShortestAttempt = TimeSpan.FromSeconds(1);

    private readonly Dictionary<NetworkReach, HttpMessageInvoker> invokers =
        Enum.GetValues<NetworkReach>().ToDictionary(reach => reach, reach => new HttpMessageInvoker(CreateHandler(options, resolve, reach)));

    /// <summary>Sends the message; the answer's body is not read yet.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, NetworkReach reach, CancellationToken cancellationToken) =>
        invokers[reach].SendAsync(message, cancellationToken);

    /// <summary>Asks the DNS. An address in text needs none, which would not take every one: 0.0.0.0 must be refused as what it is.</summary>
    public static Task<IPAddress[]> FindAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host, out IPAddress? address) ? Task.FromResult<IPAddress[]>([address]) : Dns.GetHostAddressesAsync(host, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        foreach (HttpMessageInvoker invoker in invokers.Values)
            invoker.Dispose();
    }

    private static SocketsHttpHandler CreateHandler(ChannelOptions options, ResolveName resolve, NetworkReach reach) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PreAuthenticate = false,
        Credentials = null,
        // Nothing of this process travels along: no traceparent, no baggage.
        ActivityHeadersPropagator = null,
        // Not Brotli: the platform's decoder takes a body that was cut off for a whole one.
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        ConnectTimeout = options.ConnectTimeout,
        MaxResponseHeadersLength = options.MaxHeaderKilobytes,
        // What is left of a body that was cut off is not read: the connection ends.
        MaxResponseDrainSize = 0,
        MaxConnectionsPerServer = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, resolve, reach, options.ConnectTimeout, cancellationToken),
    };

    internal static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint endPoint, ResolveName resolve, NetworkReach reach, TimeSpan timeout, CancellationToken cancellationToken)
    {
        IPAddress[] known = await resolve(endPoint.Host, cancellationToken);
        IPAddress[] allowed = Array.FindAll(known, address => NetworkReachPolicy.Allows(reach, address));
        if (known.Length > 0 && allowed.Length == 0)
            throw new AddressRefusedException();

        // An address that swallows packets must not use up the time of the others.
        TimeSpan share = timeout / Math.Max(1, allowed.Length);
        SocketException? last = null;
        foreach (IPAddress address in allowed)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            attempt.CancelAfter(share < ShortestAttempt ? ShortestAttempt : share);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, endPoint.Port), attempt.Token);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                socket.Dispose();
                last = new SocketException((int)SocketError.TimedOut);
            }
            catch (SocketException error)
            {
                socket.Dispose();
                last = error;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
