namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>Keeps one worker for a plugin: starts it on demand, replaces one that broke after a wait that doubles, and gives up on a plugin that breaks again and again.</summary>
internal sealed class WorkerSupervisor(Func<Task<WorkerProcess>> start, WorkerOptions options, TimeProvider time, Action<WorkerEnd> onFault) : IDisposable
{
    private const int MostDoublings = 6;

    private readonly SemaphoreSlim gate = new(1);
    private readonly Lock sync = new();
    private readonly List<DateTimeOffset> faults = [];
    private WorkerProcess? current;
    private string? quarantine;
    private bool disposed;

    /// <summary>Why no worker is started any more; <c>null</c> while one is.</summary>
    public string? Quarantine
    {
        get
        {
            lock (sync)
                return quarantine;
        }
    }

    /// <summary>The worker that runs now; <c>null</c> if none does.</summary>
    public WorkerProcess? Current => Volatile.Read(ref current) is { IsEnding: false } worker ? worker : null;

    /// <summary>The running worker, or a new one.</summary>
    /// <exception cref="WorkerFault">It is in quarantine, or could not be started.</exception>
    public async Task<WorkerProcess> GetAsync(CancellationToken cancellationToken)
    {
        if (Current is { } running)
            return running;

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (Current is { } started)
                return started;

            await WaitAsync(cancellationToken);
            ObjectDisposedException.ThrowIf(disposed, this);
            if (Quarantine is { } cause)
                throw new WorkerFault(WorkerEnd.Quarantined, "The plugin is out of use. " + cause);

            WorkerProcess worker = await StartAsync();
            if (disposed)
            {
                worker.Dispose();
                throw new ObjectDisposedException(nameof(WorkerSupervisor));
            }

            Volatile.Write(ref current, worker);
            _ = FollowAsync(worker);
            return worker;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets what was.</summary>
    public void Restart()
    {
        lock (sync)
        {
            faults.Clear();
            quarantine = null;
        }
    }

    public void Dispose()
    {
        disposed = true;
        Interlocked.MemoryBarrier();
        Volatile.Read(ref current)?.Dispose();
    }

    private async Task<WorkerProcess> StartAsync()
    {
        try
        {
            return await start();
        }
        catch (WorkerFault fault)
        {
            Count(new WorkerEnd(fault.Code, "could not be started again: " + fault.Message.TrimEnd('.')));
            throw;
        }
    }

    private async Task FollowAsync(WorkerProcess worker)
    {
        WorkerEnd end = await worker.Ended;
        if (end.Code is not null)
            Count(end);
    }

    private void Count(WorkerEnd end)
    {
        lock (sync)
        {
            DateTimeOffset now = time.GetUtcNow();
            faults.RemoveAll(at => now - at > options.FaultWindow);
            faults.Add(now);
            if (faults.Count >= options.Faults)
                quarantine = $"It broke {faults.Count} times within {options.FaultWindow.TotalMinutes:0.#} minutes; the last time its process {end.Reason}. It is started again after 'plugins enable', or with the host.";
        }

        onFault(end);
    }

    private Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (sync)
        {
            if (faults.Count == 0 || quarantine is not null)
                return Task.CompletedTask;
            wait = faults[^1] + (options.Backoff * (1 << Math.Min(faults.Count - 1, MostDoublings))) - time.GetUtcNow();
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
    }
}
