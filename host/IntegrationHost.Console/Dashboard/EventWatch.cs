using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Dashboard;

/// <summary>Hears of changes in the host, so that the screen need not wait for the next regular read. Without it the regular reads do.</summary>
internal sealed class EventWatch(Task<IIntegrationHostClient> client, TimeProvider time)
{
    // Where the host went away, the regular reads say so; this only tries again.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private int _told;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether changes are being heard of now.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Ends with the next change. Take it before reading, so that nothing falls between.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>What the changes since the last time were about.</summary>
    public LiveParts Take() => (LiveParts)Interlocked.Exchange(ref _told, 0);

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
                    if (happened.Kind == "open")
                        continue;
                    Interlocked.Or(ref _told, (int)PartsOf(happened));
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

    // A card of the catalogue counts its accounts and modules, so that it changes with them; a verdict changes no count.
    private static LiveParts PartsOf(HostEvent happened) => happened.Kind switch
    {
        "verdict" => LiveParts.Accounts | LiveParts.Coverage,
        "account.changed" when happened.Detail is not ("created" or "trashed" or "restored" or "migrated") => LiveParts.Accounts | LiveParts.Coverage,
        "coverage" => LiveParts.Coverage,
        _ => LiveParts.All,
    };
}
