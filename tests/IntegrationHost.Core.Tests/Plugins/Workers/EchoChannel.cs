using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Tests.Plugins.Workers;

/// <summary>A channel that answers at once, with the request's body, and keeps what it was asked.</summary>
internal sealed class EchoChannel : IProviderChannel
{
    public System.Collections.Concurrent.ConcurrentQueue<ProviderRequest> Requests { get; } = [];

    public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        return Task.FromResult(new ProviderResponse { StatusCode = 200, Headers = new Dictionary<string, string> { ["X-Test"] = "yes" }, ContentType = "application/json", Body = request.Body });
    }
}
