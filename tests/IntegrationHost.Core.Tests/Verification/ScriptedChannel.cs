using System.Text;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Tests.Verification;

/// <summary>A channel whose answers are written down; keeps the requests it was sent.</summary>
internal sealed class ScriptedChannel : IProviderChannel
{
    private readonly Dictionary<string, Func<ProviderResponse>> answers = new(StringComparer.Ordinal);

    public List<ProviderRequest> Requests { get; } = [];

    public ScriptedChannel On(string path, int status, string body, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        answers[path] = () => new ProviderResponse
        {
            StatusCode = status,
            ContentType = contentType,
            Body = Encoding.UTF8.GetBytes(body),
            Headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase),
        };
        return this;
    }

    public ScriptedChannel Fails(string path, string code)
    {
        answers[path] = () => throw new ChannelException(code, "No connection to api.example.com.");
        return this;
    }

    public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Add(request);
        return Task.FromResult(answers[request.Path]());
    }
}
