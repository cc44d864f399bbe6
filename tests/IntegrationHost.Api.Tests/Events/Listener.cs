using System.Threading.Channels;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Events;

/// <summary>Listens to the stream of events in the background.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stop;
    private readonly Channel<HostEvent> events = Channel.CreateUnbounded<HostEvent>();
    private readonly Task listening;

    private Listener(IHostEvents client, string? lastEventId, CancellationToken cancellationToken)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        listening = ListenAsync(client, lastEventId);
    }

    /// <summary>What was heard so far, by those who waited for something.</summary>
    public List<HostEvent> Heard { get; } = [];

    /// <summary>Returns once the stream is open.</summary>
    public static async Task<Listener> StartAsync(IHostEvents client, string? lastEventId, CancellationToken cancellationToken)
    {
        var listener = new Listener(client, lastEventId, cancellationToken);
        await listener.UntilAsync(happened => happened.Kind == "open");
        return listener;
    }

    public async Task<HostEvent> UntilAsync(Func<HostEvent, bool> wanted)
    {
        while (true)
        {
            HostEvent happened = await events.Reader.ReadAsync(stop.Token).AsTask().WaitAsync(Patience, stop.Token);
            Heard.Add(happened);
            if (wanted(happened))
                return happened;
        }
    }

    /// <summary>Returns once the host has ended the stream.</summary>
    public Task EndAsync() => listening.WaitAsync(Patience, stop.Token);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await listening;
        stop.Dispose();
    }

    private async Task ListenAsync(IHostEvents client, string? lastEventId)
    {
        try
        {
            await foreach (HostEvent happened in client.ListenAsync(lastEventId, stop.Token))
                events.Writer.TryWrite(happened);
        }
        catch (OperationCanceledException)
        {
            // It was enough.
        }
        finally
        {
            events.Writer.TryComplete();
        }
    }
}
