using System.Runtime.CompilerServices;
using System.Threading.Channels;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <content>What the host tells by itself.</content>
internal sealed partial class FakeHost : IHostEvents
{
    private readonly Channel<HostEvent> _events = Channel.CreateUnbounded<HostEvent>();
    private int _told;

    /// <summary>Tells of a change to whoever listens.</summary>
    public void Tell(string kind, string? detail = null) =>
        _events.Writer.TryWrite(new HostEvent($"{++_told}", kind, time.GetUtcNow(), null, null, detail));

    public async IAsyncEnumerable<HostEvent> ListenAsync(string? lastEventId = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new HostEvent("0", "open", time.GetUtcNow(), null, null, null);
        await foreach (HostEvent told in _events.Reader.ReadAllAsync(cancellationToken))
            yield return told;
    }

    public Task<IReadOnlyList<WebhookSummary>> GetWebhooksAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<WebhookSummary>>([]);

    public Task<CreatedWebhook> CreateWebhookAsync(CreateWebhookRequest request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task DeleteWebhookAsync(string id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<WebhookTestResult> TestWebhookAsync(string id, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
