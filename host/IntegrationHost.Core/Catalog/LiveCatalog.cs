namespace IntegrationHost.Core.Catalog;

/// <summary>The catalogue as it is now: an unchanging one that is exchanged as a whole, so that each look sees one state of all plugins.</summary>
/// <param name="first">The catalogue to begin with.</param>
internal sealed class LiveCatalog(IProviderCatalog first) : IProviderCatalog
{
    private volatile IProviderCatalog current = first;
    private volatile TaskCompletionSource? changing;
    private long revision;

    /// <summary>Grows when a change begins, and when it has ended: what was read from catalogue and store between two equal ones is of one state.</summary>
    public long Revision => Volatile.Read(ref revision);

    /// <summary>Completes when no change is under way.</summary>
    public Task Settled => changing?.Task ?? Task.CompletedTask;

    /// <inheritdoc/>
    public IReadOnlyList<CatalogProvider> Providers => current.Providers;

    /// <summary>Begins a change of store and catalogue together; disposing ends it. One at a time.</summary>
    public IDisposable BeginChange() => new Change(this);

    /// <summary>Puts another in its place.</summary>
    public void Exchange(IProviderCatalog next) => current = next;

    /// <inheritdoc/>
    public CatalogProvider? Find(string? providerId) => current.Find(providerId);

    /// <inheritdoc/>
    public CatalogProvider? Find(string? providerId, string? versions) => current.Find(providerId, versions);

    /// <inheritdoc/>
    public ModuleMatch? MatchModule(string? className) => current.MatchModule(className);

    /// <inheritdoc/>
    public CatalogProvider? GuessByAccountName(string? accountName) => current.GuessByAccountName(accountName);

    private sealed class Change : IDisposable
    {
        private readonly LiveCatalog catalog;
        private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Change(LiveCatalog catalog)
        {
            this.catalog = catalog;
            catalog.changing = done;
            Interlocked.Increment(ref catalog.revision);
        }

        public void Dispose()
        {
            catalog.changing = null;
            Interlocked.Increment(ref catalog.revision);
            done.TrySetResult();
        }
    }
}
