using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Hosting;

namespace IntegrationHost.Console.Dashboard;

/// <summary>Reads the host's data in the background, as soon as something has changed and every two seconds otherwise, and hands it to the screen's thread.</summary>
internal sealed class LiveFeed(Task<IIntegrationHostClient> client, IUiDispatcher ui, TimeProvider time)
{
    /// <summary>Time between two reads.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Time between two reads while the host tells of changes by itself: what only the clock changes.</summary>
    private static readonly TimeSpan QuietInterval = TimeSpan.FromSeconds(10);

    // Changes that come together are read together.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);

    private readonly EventWatch _watch = new(client, time);

    /// <summary>Accounts up to which all are read; of more, the table reads the pages that are looked at.</summary>
    public const int MostAccounts = 1000;

    private int _generation;

    /// <summary>The newest data; <c>null</c> until the first read.</summary>
    public LiveData? Data { get; private set; }

    /// <summary>Why the newest read failed; <c>null</c> if it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Why the store is sealed, with the next step; <c>null</c> if it is not.</summary>
    public string? Sealed { get; private set; }

    /// <summary>Whether the host could not be started at all.</summary>
    public bool Failed => client.IsFaulted || client.IsCanceled;

    /// <summary>Whether the regular reads are suspended.</summary>
    public bool Paused { get; set; }

    /// <summary>Raised on the screen's thread after <see cref="Data"/> or <see cref="Problem"/> changed.</summary>
    public event Action? Changed;

    /// <summary>Reads until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Task watching = _watch.RunAsync(cancellationToken);
        while (!cancellationToken.IsCancellationRequested)
        {
            Task changed = _watch.Changed;
            if (!Paused || Data is null)
                await RefreshAsync(cancellationToken);
            try
            {
                await WaitAsync(changed, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await watching;
    }

    /// <summary>Reads once, now. A read that a later one has overtaken is dropped.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        int generation = Interlocked.Increment(ref _generation);
        LiveData? data = null;
        string? problem = null;
        string? locked = null;
        try
        {
            (data, locked) = await ReadAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // The loop must survive whatever one read throws: the screen says so, and the next read tries again.
            problem = exception.Message;
        }

        ui.Post(() => Accept(generation, data, problem, locked));
    }

    private async Task WaitAsync(Task changed, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task first = await Task.WhenAny(changed, Task.Delay(_watch.IsListening ? QuietInterval : Interval, time, done.Token));
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first == changed)
            await Task.Delay(Gather, time, cancellationToken);
    }

    private async Task<(LiveData? Data, string? Sealed)> ReadAsync(CancellationToken cancellationToken)
    {
        IIntegrationHostClient host = await client;
        HostStatus status = await host.GetStatusAsync(cancellationToken);
        // A sealed store answers nothing else.
        if (status.Sealed)
            return (null, status.SealedReason ?? "Type the passphrase or a recovery code.");
        HeroMetrics hero = await host.GetHeroMetricsAsync(cancellationToken);
        bool all = hero.Accounts <= MostAccounts;
        Task<IReadOnlyList<AccountSummary>> accounts = all ? host.GetAccountsAsync(cancellationToken) : Task.FromResult<IReadOnlyList<AccountSummary>>([]);
        Task<IReadOnlyList<ProviderCard>> catalog = host.GetCatalogAsync(cancellationToken);
        Task<CoverageReport> coverage = host.GetCoverageAsync(cancellationToken);
        await Task.WhenAll(accounts, catalog, coverage);
        return (new LiveData(status, hero, await accounts, await catalog, await coverage, time.GetUtcNow()) { HoldsAllAccounts = all }, null);
    }

    private void Accept(int generation, LiveData? data, string? problem, string? locked)
    {
        if (generation != Volatile.Read(ref _generation))
            return;
        Data = data ?? Data;
        Problem = problem;
        Sealed = locked;
        Changed?.Invoke();
    }
}
