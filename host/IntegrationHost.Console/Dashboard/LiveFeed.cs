using System.Net;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Hosting;

namespace IntegrationHost.Console.Dashboard;

/// <summary>
/// Reads the host's data in the background and hands it to the screen's thread. While the host tells of changes, only what has changed is read, as soon as it has; to a host that does
/// not, everything is asked every two seconds.
/// </summary>
internal sealed class LiveFeed(Task<IIntegrationHostClient> client, IUiDispatcher ui, TimeProvider time)
{
    /// <summary>Time between two reads of everything from a host that does not tell of changes.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Time between two reads of the metrics while the host tells of changes by itself.</summary>
    private static readonly TimeSpan QuietInterval = TimeSpan.FromSeconds(10);

    /// <summary>Time after which everything is read anyway: what only the clock changes, such as an expiry, is told by no event.</summary>
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(60);

    // Changes that come together are read together.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(100);

    private readonly EventWatch _watch = new(client, time);

    /// <summary>Accounts up to which all are read; of more, the table reads the pages that are looked at.</summary>
    public const int MostAccounts = 1000;

    private int _generation;
    private int _owed = (int)LiveParts.All;
    private long _wholeAt;
    private long _took;

    /// <summary>The newest data; <c>null</c> until the first read.</summary>
    public LiveData? Data { get; private set; }

    /// <summary>Why the newest read failed; <c>null</c> if it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Why the store is sealed, with the next step; <c>null</c> if it is not.</summary>
    public string? Sealed { get; private set; }

    /// <summary>Whether the host could not be started at all.</summary>
    public bool Failed => client.IsFaulted || client.IsCanceled;

    /// <summary>Whether the host tells of changes as they happen, so that nothing need be asked for regularly.</summary>
    public bool IsTold => _watch.IsListening;

    /// <summary>Whether the regular reads are suspended.</summary>
    public bool Paused { get; set; }

    /// <summary>Raised on the screen's thread after <see cref="Data"/> or <see cref="Problem"/> changed.</summary>
    public event Action? Changed;

    /// <summary>Reads until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Task watching = _watch.RunAsync(cancellationToken);
        LiveParts parts = LiveParts.All;
        while (!cancellationToken.IsCancellationRequested)
        {
            Task changed = _watch.Changed;
            if (!Paused || Data is null)
                await RefreshAsync(parts, cancellationToken);
            try
            {
                await WaitAsync(changed, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            LiveParts told = _watch.Take();
            parts = !_watch.IsListening || time.GetElapsedTime(_wholeAt) >= Whole ? LiveParts.All : told;
        }

        await watching;
    }

    /// <summary>Reads everything once, now.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => RefreshAsync(LiveParts.All, cancellationToken);

    /// <summary>Reads some parts once, now. A read that a later one has overtaken is dropped; the later one reads its parts as well.</summary>
    public async Task RefreshAsync(LiveParts parts, CancellationToken cancellationToken)
    {
        int generation = Interlocked.Increment(ref _generation);
        Interlocked.Or(ref _owed, (int)parts);
        LiveParts read = (LiveParts)Volatile.Read(ref _owed);
        LiveReading? reading = null;
        string? problem = null;
        string? locked = null;
        long began = time.GetTimestamp();
        try
        {
            (reading, locked) = await ReadAsync(read, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (HostApiException exception) when (exception.StatusCode == HttpStatusCode.TooManyRequests)
        {
            // The host is there and asks to be spared: what is known stays, and what is owed comes with the next read.
        }
        catch (Exception exception)
        {
            // The loop must survive whatever one read throws: the screen says so, and the next read tries again.
            problem = exception.Message;
        }

        Interlocked.Exchange(ref _took, time.GetElapsedTime(began).Ticks);
        ui.Post(() => Accept(generation, read, reading, problem, locked));
    }

    private async Task WaitAsync(Task changed, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task first = await Task.WhenAny(changed, Task.Delay(_watch.IsListening ? QuietInterval : Interval, time, done.Token));
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        // Many changes in a row, as of a bulk test, must not keep host and console busy with reading alone.
        if (first == changed)
            await Task.Delay(Gather + TimeSpan.FromTicks(Math.Min(Interval.Ticks, Interlocked.Read(ref _took))), time, cancellationToken);
    }

    private async Task<(LiveReading? Reading, string? Sealed)> ReadAsync(LiveParts parts, CancellationToken cancellationToken)
    {
        IIntegrationHostClient host = await client;
        HostStatus status = await host.GetStatusAsync(cancellationToken);
        // A sealed store answers nothing else.
        if (status.Sealed)
            return (null, status.SealedReason ?? "Type the passphrase or a recovery code.");
        HeroMetrics hero = await host.GetHeroMetricsAsync(cancellationToken);
        // Numbers that no event has announced: something was changed behind the host, or the clock did it.
        if (Data is { } known && parts == LiveParts.None && (known.Hero != hero || known.Status.Catalog != status.Catalog))
            parts = LiveParts.All;
        bool all = hero.Accounts <= MostAccounts;
        Task<IReadOnlyList<AccountSummary>?> accounts = Part(parts, LiveParts.Accounts, async () => all ? await host.GetAccountsAsync(cancellationToken) : []);
        Task<IReadOnlyList<ProviderCard>?> catalog = Part(parts, LiveParts.Catalog, () => host.GetCatalogAsync(cancellationToken));
        Task<CoverageReport?> coverage = Part(parts, LiveParts.Coverage, () => host.GetCoverageAsync(cancellationToken));
        await Task.WhenAll(accounts, catalog, coverage);
        if (parts == LiveParts.All)
            _wholeAt = time.GetTimestamp();
        return (new LiveReading(status, hero, all, time.GetUtcNow()) { Accounts = await accounts, Catalog = await catalog, Coverage = await coverage }, null);
    }

    private static async Task<T?> Part<T>(LiveParts parts, LiveParts part, Func<Task<T>> read)
        where T : class => parts.HasFlag(part) ? await read() : null;

    private void Accept(int generation, LiveParts read, LiveReading? reading, string? problem, string? locked)
    {
        if (generation != Volatile.Read(ref _generation))
            return;
        if (reading is not null)
        {
            Data = reading.Over(Data);
            // What could not be read is still owed.
            Interlocked.And(ref _owed, (int)~read);
        }

        Problem = problem;
        Sealed = locked;
        Changed?.Invoke();
    }
}
