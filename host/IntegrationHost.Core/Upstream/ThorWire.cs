using System.Net.Http.Headers;
using System.Reflection;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Upstream;

/// <summary>
/// The host's channel to one ThorAPI server, by the rules of every channel: to that host and port only, over TLS unless it is this machine, no redirect, no proxy, no cookies kept, one deadline, a cap.
/// </summary>
internal sealed class ThorWire(TimeProvider time) : IDisposable
{
    private static readonly ProductInfoHeaderValue UserAgent =
        new("IntegrationHost", typeof(ThorWire).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    // A page of modules may be large, and a server that wakes up slow.
    private static readonly ChannelOptions Options = new() { ConnectTimeout = TimeSpan.FromSeconds(5), Deadline = TimeSpan.FromSeconds(30), MaxBodyBytes = 32 * 1024 * 1024 };

    private readonly ProviderTransport transport = new(Options, ProviderTransport.FindAsync);

    /// <summary>Sends a message and reads the answer, whatever its status. Secrets that the server sends back are in it: whoever asks keeps them to itself.</summary>
    /// <param name="server">The only server that it may go to.</param>
    /// <param name="message">The message, with its credential.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="UpstreamException">No answer came.</exception>
    public async Task<(ProviderResponse Response, IReadOnlyList<string> Cookies)> SendAsync(Uri server, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        Uri address = message.RequestUri!;
        message.Headers.UserAgent.Add(UserAgent);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var deadline = new CancellationTokenSource(Options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            TargetAddress.CheckBase(new Uri(address.GetLeftPart(UriPartial.Path)), [server.Authority]);
            using HttpResponseMessage answer = await transport.SendAsync(message, NetworkReachPolicy.Of(address, isOwn: true), either.Token);
            using var nothing = new SecretRedactor([]);
            ProviderResponse response = await ResponseReader.ReadAsync(answer, nothing, address.Host, Options.MaxBodyBytes, either.Token);
            return (response, answer.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? cookies) ? [.. cookies] : []);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UpstreamException($"{server} did not answer in {Options.Deadline.TotalSeconds:0} s. Try again later.", UpstreamFault.Unreachable);
        }
        catch (ChannelException failure)
        {
            throw new UpstreamException($"{server}: {failure.Message}", failure.Code == ChannelErrorCodes.Refused ? UpstreamFault.Unusable : UpstreamFault.NotUnderstood);
        }
        catch (Exception failure) when (TransportErrors.IsTransport(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new UpstreamException($"{server} cannot be reached: {Reason(TransportErrors.Map(failure, server.Host).Code)}", UpstreamFault.Unreachable);
        }
    }

    private static string Reason(string code) => code switch
    {
        ChannelErrorCodes.Tls => "its certificate is not trusted, or TLS failed. Check the address and the machine's certificates.",
        ChannelErrorCodes.InvalidAnswer => "its answer is no valid HTTP or ended early. Try again later.",
        ChannelErrorCodes.Refused => "its name stands for an address that nothing is sent to (a metadata service, or the like). Check the address.",
        _ => "no connection. Check the network, a firewall, the address, and whether the server runs.",
    };

    public void Dispose() => transport.Dispose();
}
