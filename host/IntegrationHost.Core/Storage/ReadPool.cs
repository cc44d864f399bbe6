using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Storage;

/// <summary>Open connections for reading, each with its prepared statements. A read sees the store as of one moment.</summary>
/// <param name="connect">Opens a connection of the store.</param>
internal sealed class ReadPool(Func<SqliteConnection> connect) : IDisposable
{
    // More than there are threads that read at once, on any machine that this runs on; what is beyond is closed again.
    private const int MostIdle = 32;

    private readonly ConcurrentStack<StoreReader> idle = [];
    private volatile bool closed;

    /// <summary>Reads what belongs together.</summary>
    /// <exception cref="StoreSealedException">The store was sealed just now.</exception>
    public T Read<T>(Func<StoreReader, T> read)
    {
        if (closed)
            throw new StoreSealedException();
        StoreReader reader = idle.TryPop(out StoreReader? rested) ? rested : new StoreReader(connect());
        bool sound = false;
        try
        {
            reader.Run("BEGIN DEFERRED");
            T result = read(reader);
            reader.Run("COMMIT");
            sound = true;
            return result;
        }
        finally
        {
            // One that failed half way is in a state that nobody knows.
            if (sound && idle.Count < MostIdle)
                idle.Push(reader);
            else
                reader.Dispose();
            if (closed)
                Empty();
        }
    }

    /// <summary>Closes what rests; what is in use is closed when it comes back.</summary>
    public void Dispose()
    {
        closed = true;
        Empty();
    }

    private void Empty()
    {
        while (idle.TryPop(out StoreReader? reader))
            reader.Dispose();
    }
}
