using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IntegrationHost.Core.Storage;

/// <summary>Sets what SQLite keeps per connection. Connections come out of a pool and are opened for each request: those that were prepared stay so.</summary>
internal sealed class PragmaInterceptor(SqliteTuning tuning) : DbConnectionInterceptor
{
    private static readonly object Done = new();

    private readonly ConditionalWeakTable<object, object> prepared = [];

    /// <summary>Durable, erasing what is deleted, and distrustful of the file's own schema.</summary>
    public static string StatementsFor(SqliteTuning tuning) =>
        $"PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous={tuning.Synchronous}; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; "
        + "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsPrepared(connection))
            return;
        using DbCommand command = connection.CreateCommand();
        command.CommandText = StatementsFor(tuning);
        command.ExecuteNonQuery();
        Note(connection);
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsPrepared(connection))
            return;
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = StatementsFor(tuning);
        await command.ExecuteNonQueryAsync(cancellationToken);
        Note(connection);
    }

    private bool IsPrepared(DbConnection connection) => Handle(connection) is { } handle && prepared.TryGetValue(handle, out _);

    // Only once all of it was set: a failure half way is begun anew.
    private void Note(DbConnection connection)
    {
        if (Handle(connection) is { } handle)
            prepared.AddOrUpdate(handle, Done);
    }

    private static SQLitePCL.sqlite3? Handle(DbConnection connection) => (connection as SqliteConnection)?.Handle;
}
