using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IntegrationHost.Core.Storage;

/// <summary>Sets what SQLite keeps per connection, at each open.</summary>
internal sealed class PragmaInterceptor(SqliteTuning tuning) : DbConnectionInterceptor
{
    /// <summary>Durable, erasing what is deleted, and distrustful of the file's own schema.</summary>
    public static string StatementsFor(SqliteTuning tuning) =>
        $"PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous={tuning.Synchronous}; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; "
        + "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = StatementsFor(tuning);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = StatementsFor(tuning);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
