using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Storage;

/// <summary>
/// Empties the write-ahead log, so that what was deleted is in no file any more. It waits in the writers' queue like a write: beside the queue it would poll for SQLite's lock,
/// and starve while there are writers. Reads that last are waited for a moment only each time, since all writes wait meanwhile.
/// </summary>
/// <param name="contexts">Gives the connection.</param>
/// <param name="gate">The writers' queue.</param>
/// <seealso href="https://sqlite.org/pragma.html#pragma_wal_checkpoint"/>
internal sealed class WalCheckpoint(IDbContextFactory<HostDbContext> contexts, WriteGate gate)
{
    private const int Tries = 50;

    private const string Statements = "PRAGMA busy_timeout=50; PRAGMA wal_checkpoint(TRUNCATE);";

    private const string Restore = "PRAGMA busy_timeout=5000;";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Lock sync = new();

    // One that is in the queue will empty the log of all that was committed until its turn: whoever comes before waits for the same.
    private Task<bool>? queued;

    /// <returns>Whether the log is empty of what was committed before; if not, a read lasts, and a later checkpoint will do it.</returns>
    public Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        lock (sync)
        {
            queued ??= Task.Run(EmptyAsync, CancellationToken.None);
            return queued.WaitAsync(cancellationToken);
        }
    }

    private async Task<bool> EmptyAsync()
    {
        bool begun = false;
        void Begin()
        {
            // Those that come from now on need the next one.
            if (begun)
                return;
            begun = true;
            lock (sync)
                queued = null;
        }

        try
        {
            await using HostDbContext context = await contexts.CreateDbContextAsync(CancellationToken.None);
            var connection = (SqliteConnection)context.Database.GetDbConnection();
            for (int tries = 1; ; tries++)
            {
                await gate.EnterAsync(connection, CancellationToken.None);
                try
                {
                    Begin();
                    if (await TryAsync(connection))
                        return true;
                }
                finally
                {
                    gate.Leave(connection);
                }

                if (tries == Tries)
                    return false;
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
        finally
        {
            Begin();
        }
    }

    private static async Task<bool> TryAsync(SqliteConnection connection)
    {
        await using SqliteCommand command = connection.CreateCommand();
        try
        {
            command.CommandText = Statements;
            await using SqliteDataReader reader = await command.ExecuteReaderAsync(CancellationToken.None);

            // The first statement gives a row, too.
            return await reader.NextResultAsync(CancellationToken.None) && await reader.ReadAsync(CancellationToken.None) && reader.GetInt64(0) == 0;
        }
        finally
        {
            command.CommandText = Restore;
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
