using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Dashboard;

/// <summary>Hears of changes in the host, so that the screen need not wait for the next regular read. Without it the regular reads do.</summary>
internal sealed class EventWatch(Task<IIntegrationHostClient> client, TimeProvider time)
{
    // Where the host went away, the regular reads say so; this only tries again.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether changes are being heard of now.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Ends with the next change. Take it before reading, so that nothing falls between.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Listens until it is cancelled, and goes on where it broke off.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        string? last = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await client.WaitAsync(cancellationToken) is not IHostEvents events)
                    return;
                await foreach (HostEvent happened in events.ListenAsync(last, cancellationToken))
                {
                    (IsListening, last) = (true, happened.Id);
                    if (happened.Kind != "open")
                        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // The host has gone, is sealed, or is of an older version: the regular reads go on and tell what there is to tell.
            }

            IsListening = false;
            try
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
