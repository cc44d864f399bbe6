using System.Net;
using System.Net.Http.Headers;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>Stands between the OAuth client library and the network: the same rules, caps and deadline as for every call.</summary>
internal sealed class TokenEndpointHandler(ChannelWire wire, ChannelTarget target) : HttpMessageHandler
{
    /// <summary>The answer as it came; <c>null</c> if none did.</summary>
    public ProviderResponse? Response { get; private set; }

    /// <summary>Why none came.</summary>
    public Exception? Failure { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            Response = await wire.SendRawAsync(request, target, cancellationToken);
        }
        catch (Exception error)
        {
            // The library makes a result of it; whoever asked throws this again.
            Failure = error;
            throw;
        }

        var content = new ReadOnlyMemoryContent(Response.Body);
        if (MediaTypeHeaderValue.TryParse(Response.ContentType, out MediaTypeHeaderValue? type))
            content.Headers.ContentType = type;
        return new HttpResponseMessage((HttpStatusCode)Response.StatusCode) { Content = content, RequestMessage = request };
    }
}
