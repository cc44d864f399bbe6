using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Upstream;

/// <summary>Reads the upstream when the host starts, when another is set, and every five minutes, beside all other work.</summary>
/// <param name="store">The open store; sealed, nothing is read.</param>
/// <param name="mode">Which upstream there is.</param>
/// <param name="sync">Does the work.</param>
/// <param name="time">The clock.</param>
public sealed class UpstreamLoop(HostStore store, UpstreamMode mode, UpstreamSync sync, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim wake = new(0, 1);
    private Task work = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start()
    {
        mode.Changed += Wake;
        work = Task.Run(() => RunAsync(ending.Token));
    }

    /// <summary>Ends a synchronisation that is under way, and waits for that.</summary>
    public async Task StopAsync()
    {
        mode.Changed -= Wake;
        await ending.CancelAsync();
        await work;
    }

    /// <summary>Stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        ending.Dispose();
        wake.Dispose();
    }

    private void Wake()
    {
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake.
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await IsDueAsync(cancellationToken))
                await OnceAsync(cancellationToken);
            while (true)
            {
                // Who sets an upstream mostly asks for it to be read as well, and gets the answer.
                if (await wake.WaitAsync(Interval, cancellationToken))
                    await Task.Delay(Patience, time, cancellationToken);
                if (await IsDueAsync(cancellationToken))
                    await OnceAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host ends.
        }
    }

    // A command that owns the store for a moment does not read it all each time. A login that was refused is not tried again unasked: servers lock out those who do.
    private async Task<bool> IsDueAsync(CancellationToken cancellationToken)
    {
        try
        {
            return !store.IsSealed && await sync.ReportAsync(cancellationToken) is { Settings: not null, Fault: not UpstreamFault.Unauthorized } report
                && !(time.GetUtcNow() - report.LastAttemptAt < Interval);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return false;
        }
    }

    private async Task OnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!store.IsSealed && await mode.FindAsync(cancellationToken) is not null)
                await sync.RunAsync(asked: false, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Sealed meanwhile, a full disk, settings that do not open: requests tell these themselves, and the host goes on.
        }
    }
}
