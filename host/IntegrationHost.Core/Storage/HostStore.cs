using IntegrationHost.Core.Secrets;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Storage;

/// <summary>An open store: directories, key ring and database. Wipes its keys when disposed.</summary>
public sealed class HostStore : IAsyncDisposable
{
    private readonly StoreOwner? owner;
    private readonly HostDatabase database;

    private HostStore(HostPaths paths, StoreOwner? owner, KeyRing keys, HostDatabase database)
    {
        Paths = paths;
        this.owner = owner;
        Keys = keys;
        this.database = database;
    }

    /// <summary>Where it lies.</summary>
    public HostPaths Paths { get; }

    internal KeyRing Keys { get; }

    internal IDbContextFactory<HostDbContext> Contexts => database.Contexts;

    /// <summary>Opens the store, or makes it on the first run. Takes the store's lock unless this process holds it already.</summary>
    /// <exception cref="StoreException">It cannot be opened as it is; the message says what to do.</exception>
    public static async Task<HostStore> OpenAsync(HostPaths paths, TimeProvider time, CancellationToken cancellationToken)
    {
        UnixProcess.CreatePrivateFilesOnly();
        StoreOwner? owner = StoreOwner.IsHeldHere(paths) ? null : StoreOwner.TryAcquire(paths) ?? throw new StoreException(
            $"Another process owns the store in {paths.DataDirectory}. Use it through its API, or stop it first.", StoreException.Owned);
        KeyRing? keys = null;
        try
        {
            // The ring comes first: if it does not open, the database is not even touched.
            keys = KeyRingStore.Open(paths, time);
            HostDatabase database = await HostDatabase.OpenAsync(paths, keys.VaultId, cancellationToken);
            return new HostStore(paths, owner, keys, database);
        }
        catch
        {
            keys?.Dispose();
            if (owner is not null)
                await owner.DisposeAsync();
            throw;
        }
    }

    /// <summary>Empties the write-ahead log into the database, so that deleted bytes leave both.</summary>
    internal Task CheckpointAsync(CancellationToken cancellationToken) => database.CheckpointAsync(cancellationToken);

    /// <summary>Closes the database, wipes the keys and gives back the lock it took.</summary>
    public async ValueTask DisposeAsync()
    {
        database.Dispose();
        Keys.Dispose();
        if (owner is not null)
            await owner.DisposeAsync();
    }
}
