using System.Data.Common;
using System.Runtime.CompilerServices;

namespace IntegrationHost.Core.Storage;

/// <summary>
/// A queue before SQLite's one write lock: writers follow each other in the order of their coming, where SQLite would let them poll, and starve, and time out.
/// Held per connection, from the start of a transaction to its end.
/// </summary>
internal sealed class WriteGate
{
    /// <summary>Longer than any queue of honest writers; so that a transaction which is never ended is an error and no standstill.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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

    /// <summary>Waits a little until no write is under way, and lets none begin meanwhile.</summary>
    /// <returns>Whether it is held; then it must be <see cref="Reopen"/>ed.</returns>
    public Task<bool> TryCloseAsync(TimeSpan patience) => one.WaitAsync(patience);

    public void Reopen() => one.Release();
}
