using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Storage;

/// <summary>Consistent copies of a database that is in use, and what SQLite itself says of a copy's health.</summary>
internal static class DatabaseCopy
{
    /// <summary>Writes a compact copy, with mode 0600, as of one moment; writers go on meanwhile.</summary>
    /// <param name="connection">An open connection to the database.</param>
    /// <param name="path">A file that does not exist.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public static async Task MakeAsync(SqliteConnection connection, string path, CancellationToken cancellationToken)
    {
        try
        {
            await PrivateFiles.Open(path, FileMode.CreateNew).DisposeAsync();
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $path";
            command.Parameters.AddWithValue("$path", path);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>What is wrong with a database file, read only; empty if nothing is.</summary>
    public static async Task<IReadOnlyList<string>> FindDamageAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(cancellationToken);
            return await FindDamageAsync(connection, cancellationToken);
        }
        catch (SqliteException exception)
        {
            return [$"SQLite error {exception.SqliteErrorCode}"];
        }
    }

    /// <inheritdoc cref="FindDamageAsync(string, CancellationToken)"/>
    public static async Task<IReadOnlyList<string>> FindDamageAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        List<string> damage = [];
        foreach ((string pragma, string? fine) in new[] { ("PRAGMA cell_size_check=ON; PRAGMA integrity_check", "ok"), ("PRAGMA foreign_key_check", null) })
        {
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = pragma;
            await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (reader.GetString(0) != fine)
                    damage.Add(fine is null ? $"a row of {reader.GetString(0)} belongs to nothing" : reader.GetString(0));
            }
        }

        return damage;
    }
}
