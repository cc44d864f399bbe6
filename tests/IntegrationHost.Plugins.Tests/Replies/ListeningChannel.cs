using System.Text;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Plugins.Tests.Replies;

/// <summary>A channel that remembers what it gave out.</summary>
internal sealed class ListeningChannel(IProviderChannel inner) : IProviderChannel
{
    private readonly StringBuilder heard = new();

    /// <summary>The bodies of all answers, as a plugin or a smoke test got them.</summary>
    public string Heard => heard.ToString();

    public async Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        ProviderResponse response = await inner.SendAsync(request, cancellationToken);
        heard.AppendLine(Encoding.UTF8.GetString(response.Body.Span));
        return response;
    }
}
