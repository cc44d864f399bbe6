using System.Text;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Sdk.Testing.Servers;

/// <summary>A channel that sends nothing: it keeps what the plugin would have sent, and gives one answer to all of it.</summary>
/// <param name="status">Status of the answer.</param>
/// <param name="body">Its JSON.</param>
internal sealed class RecordingChannel(int status = 200, string body = "{}") : IProviderChannel
{
    // A module that goes through pages, or sends in parts, ends before that.
    private const int Most = 200;

    private readonly List<ProviderRequest> requests = [];

    public IReadOnlyList<ProviderRequest> Requests => requests;

    public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        requests.Add(request);
        Assert.True(requests.Count <= Most, $"The module sent {Most} requests and went on.");
        return Task.FromResult(new ProviderResponse
        {
            StatusCode = status,
            Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" },
            ContentType = "application/json",
            Body = Encoding.UTF8.GetBytes(body),
        });
    }
}
