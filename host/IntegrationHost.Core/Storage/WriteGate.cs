using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace IntegrationHost.Core.Storage;

/// <summary>
/// A queue before SQLite's one write lock: writers follow each other in the order of their coming, where SQLite would let them poll, and starve, and time out.
/// Held per connection, from the start of a transaction to its end.
/// </summary>
/// <param name="path">The database file; <c>null</c> for one in memory.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Writers may still leave it after its store was sealed; a semaphore whose handle nobody asks for holds nothing.")]
internal sealed class WriteGate(string? path = null)
{
    /// <summary>Longer than any queue of honest writers; so that a transaction which is never ended is an error and no standstill.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ulong identity = path is null ? 0 : UnixProcess.IdentityOf(path);
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly ConditionalWeakTable<DbConnection, object> holders = [];

    /// <exception cref="TimeoutException">Another writer does not end.</exception>
    public async ValueTask EnterAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (holders.TryGetValue(connection, out _))
            return;
        if (!await one.WaitAsync(Patience, cancellationToken))
            throw new TimeoutException("Another write to the store does not end.");
        holders.Add(connection, this);
    }

    /// <inheritdoc cref="EnterAsync"/>
    public void Enter(DbConnection connection)
    {
        if (holders.TryGetValue(connection, out _))
            return;
        if (!one.Wait(Patience))
            throw new TimeoutException("Another write to the store does not end.");
        holders.Add(connection, this);
    }

    /// <summary>Lets the next one in; does nothing if the connection is not inside.</summary>
    public void Leave(DbConnection connection)
    {
        if (holders.Remove(connection))
            one.Release();
    }

    /// <summary>To be called before a commit: a file that was removed or replaced under the host takes writes that nobody will ever read.</summary>
    /// <exception cref="StoreException">It is not the file any more that was opened.</exception>
    public void CheckFile()
    {
        if (path is not null && UnixProcess.IdentityOf(path) != identity)
            throw new StoreException($"The database {path} was removed or replaced while the host ran. Stop the host, put the file back or restore a backup, then start again; nothing was changed.", StoreException.Permissions);
    }

    /// <summary>Waits a little until no write is under way, and lets none begin meanwhile.</summary>
    /// <returns>Whether it is held; then it must be <see cref="Reopen"/>ed.</returns>
    public Task<bool> TryCloseAsync(TimeSpan patience) => one.WaitAsync(patience);

    public void Reopen() => one.Release();
}
