namespace IntegrationHost.Core.Storage;

/// <summary>Holds the store for this process: one owner per store.</summary>
public sealed class StoreOwner : IAsyncDisposable
{
    /// <summary>Takes the store; <c>null</c> if another process holds it.</summary>
    /// <exception cref="StoreException">The directories cannot be made, are open to others, or belong to another user.</exception>
    public static StoreOwner? TryAcquire(HostPaths paths) => throw new InvalidOperationException(paths.LockPath);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}
