using IntegrationHost.Core.Storage;

namespace IntegrationHost.Hosting;

/// <summary>What this process owns of a store: all of it, or nothing until the owner it attached to is gone and it takes its place on the same socket.</summary>
/// <param name="paths">The store.</param>
/// <param name="options">How it is served.</param>
/// <param name="owned">The store, if it is owned already.</param>
internal sealed class StoreTakeover(HostPaths paths, SessionOptions options, OwnedStore? owned) : IAsyncDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private bool disposed;

    /// <summary>The store; <c>null</c> while another process owns it.</summary>
    public OwnedStore? Owned { get; private set; } = owned;

    /// <summary>Becomes the owner if nobody is. Another process that is faster is as good.</summary>
    /// <exception cref="StoreException">Nobody owns the store, and it cannot be opened.</exception>
    public async Task TryAsync()
    {
        await one.WaitAsync();
        try
        {
            if (!disposed && Owned is null && StoreOwner.TryAcquire(paths) is { } owner)
            {
                Owned = await OwnedStore.OpenAsync(paths, owner, options, CancellationToken.None);
            }
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await one.WaitAsync();
        disposed = true;
        if (Owned is not null)
        {
            await Owned.DisposeAsync();
        }

        one.Release();
    }
}
