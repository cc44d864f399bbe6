using System.Collections.Concurrent;
using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Tests.Plugins.Dropped;

/// <summary>Stands in for channels: records the paths of requests, reads the credential as a real channel would, and can hold an answer back.</summary>
internal sealed class HoldingProvider : IProviderChannelFactory
{
    /// <summary>Paths of all requests.</summary>
    public ConcurrentQueue<string> Paths { get; } = new();

    /// <summary>The value that was read for the last request.</summary>
    public string? LastSecret { get; private set; }

    /// <summary>Awaited before each answer.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public IProviderChannel Open(ChannelTarget target, ICredentialSource credential) => new Channel(this, credential, target.Auth.Value.Trim('{', '}'));

    private sealed class Channel(HoldingProvider provider, ICredentialSource credential, string field) : IProviderChannel
    {
        public async Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
        {
            using SecretText? secret = await credential.ReadAsync(field, cancellationToken);
            provider.LastSecret = secret is null ? null : new string(secret.Reveal());
            provider.Paths.Enqueue(request.Path);
            await provider.Before();
            return new ProviderResponse
            {
                StatusCode = 200,
                Headers = new Dictionary<string, string>(),
                ContentType = "application/json",
                Body = Encoding.UTF8.GetBytes("""{"id":"m1","count":3,"user":"ann"}"""),
            };
        }
    }
}
