using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrationHost.Core.Storage;

/// <summary>The SQLite file behind a store: brought to the present schema, and bound to one key ring.</summary>
internal sealed class HostDatabase : IDisposable
{
    /// <summary>"IHst": tells other programs whose file it is.</summary>
    public const int ApplicationId = 0x49487374;

    /// <summary>The form of the file that migrations cannot tell; raised if a release must not be opened by an older one at all.</summary>
    public const int UserVersion = 1;

    private const string VaultKey = "vaultId";

    private readonly string connectionString;
    private readonly SqliteTuning tuning;

    private HostDatabase(HostPaths paths, string connectionString, WriteGate gate)
    {
        this.connectionString = connectionString;
        tuning = paths.Tuning;
        Gate = gate;
        Contexts = new OpenContextFactory(new PooledDbContextFactory<HostDbContext>(Options(connectionString, paths.Tuning, gate)), gate);
        Reads = new ReadPool(ConnectForReading);
        Checkpoint = new WalCheckpoint(Contexts, gate);
    }

    public IDbContextFactory<HostDbContext> Contexts { get; }

    /// <summary>For what is read at every request.</summary>
    public ReadPool Reads { get; }

    /// <summary>Lets one writer in at a time.</summary>
    public WriteGate Gate { get; }

    /// <summary>Takes what was deleted out of the write-ahead log as well.</summary>
    public WalCheckpoint Checkpoint { get; }

    /// <exception cref="StoreException">The file is no database, is of a newer version or of another key ring, or cannot be opened.</exception>
    public static async Task<HostDatabase> OpenAsync(HostPaths paths, string vaultId, CancellationToken cancellationToken)
    {
        foreach (string suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
            PrivateFiles.CheckFile(paths.DatabasePath + suffix);

        try
        {
            if (!File.Exists(paths.DatabasePath))
                await PrivateFiles.Open(paths.DatabasePath, FileMode.CreateNew).DisposeAsync();

            string connectionString = ConnectionString(paths.DatabasePath, paths.Tuning);
            bool upToDate = await PrepareAsync(connectionString, paths, vaultId, cancellationToken);
            HostDatabase database = new(paths, connectionString, new WriteGate(paths.DatabasePath));
            try
            {
                if (!upToDate)
                    await database.MigrateAsync(vaultId, cancellationToken);
                await database.RequireShapeAsync(paths, cancellationToken);
                return database;
            }
            catch
            {
                database.Dispose();
                throw;
            }
        }
        catch (SqliteException exception)
        {
            throw Explain(paths, exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException($"The database {paths.DatabasePath} cannot be made: permission denied.", StoreException.Permissions, exception);
        }
    }

    public static string ConnectionString(string path, SqliteTuning? tuning = null) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 5, Vfs = tuning?.Vfs }.ToString();

    public static DbContextOptions<HostDbContext> Options(string connectionString, SqliteTuning tuning, WriteGate gate) => new DbContextOptionsBuilder<HostDbContext>()
        .UseSqlite(connectionString)
        .AddInterceptors(new PragmaInterceptor(tuning), new GateInterceptor(gate))
        .Options;

    /// <summary>A connection beside EF's, with the same settings.</summary>
    public async Task<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        SqliteConnection connection = new(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = PragmaInterceptor.StatementsFor(tuning);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public void Dispose()
    {
        Reads.Dispose();
        using SqliteConnection connection = new(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    // Not out of EF's pool: one that may not write must not get there.
    private SqliteConnection ConnectForReading()
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = PragmaInterceptor.StatementsFor(tuning) + " PRAGMA query_only=ON;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Before EF sees the file: whose it is, whether we know its schema, and a lock row that a killed process left (we hold the owner's lock, so nobody
    // is migrating). EF is asked only if there is something to migrate: that question alone makes it build its model twice, a third of the start.
    private static async Task<bool> PrepareAsync(string connectionString, HostPaths paths, string vaultId, CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = new(connectionString);
        await connection.OpenAsync(cancellationToken);
        string? storedVault = (await ReadTextsAsync(connection, "meta", $"SELECT Value FROM meta WHERE Key = '{VaultKey}'", cancellationToken)).SingleOrDefault();
        if (storedVault is not null && storedVault != vaultId)
        {
            throw new StoreException(
                $"The database {paths.DatabasePath} belongs to another key ring than {paths.KeyRingPath}. Restore the two from the same backup.",
                StoreException.Configuration);
        }

        HashSet<string> known = [.. typeof(HostDatabase).Assembly.GetTypes().Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>()];
        List<string> applied = await ReadTextsAsync(connection, "__EFMigrationsHistory", "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId", cancellationToken);
        if (!applied.TrueForAll(known.Contains))
        {
            throw new StoreException(
                $"The database {paths.DatabasePath} was written by a newer version of the host. Install that version, or restore an older backup.",
                StoreException.Configuration);
        }

        bool upToDate = storedVault is not null && applied.Count == known.Count;
        if (!upToDate && applied.Count > 0)
            await BackUpAsync(connection, paths, applied[^1], cancellationToken);
        await using SqliteCommand command = connection.CreateCommand();

        // EXTRA for the one rollback journal there ever is, of the step to WAL: its removal reaches the disk with it. Left there by a power cut, it would
        // roll back the step, and with it all that the log holds.
        command.CommandText = "PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL; " + PragmaInterceptor.StatementsFor(paths.Tuning) + " DROP TABLE IF EXISTS __EFMigrationsLock;"
            + (upToDate ? "" : $" PRAGMA application_id={ApplicationId}; PRAGMA user_version={UserVersion};");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return upToDate;
    }

    // Taken and checked before anything is changed; kept until an operator removes it.
    private static async Task BackUpAsync(SqliteConnection connection, HostPaths paths, string schema, CancellationToken cancellationToken)
    {
        string path = $"{paths.DatabasePath}.before-{schema}";
        if (File.Exists(path))
            return;

        string temporary = path + ".tmp";
        File.Delete(temporary);
        await DatabaseCopy.MakeAsync(connection, temporary, cancellationToken);
        if (await DatabaseCopy.FindDamageAsync(temporary, cancellationToken) is { Count: > 0 })
        {
            File.Delete(temporary);
            throw new StoreException(
                $"The database {paths.DatabasePath} is damaged, so it is not brought to the present schema. Restore it from a backup, together with {paths.KeyRingPath}.", StoreException.InputOutput);
        }

        PrivateFiles.MoveDurably(temporary, path);
    }

    /// <summary>The texts of a query's first column; none if the table is not there.</summary>
    private static async Task<List<string>> ReadTextsAsync(SqliteConnection connection, string table, string query, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM sqlite_schema WHERE name = '{table}'";
        if (await command.ExecuteScalarAsync(cancellationToken) is not (long and > 0))
            return [];

        command.CommandText = query;
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<string> texts = [];
        while (await reader.ReadAsync(cancellationToken))
            texts.Add(reader.GetString(0));
        return texts;
    }

    private async Task RequireShapeAsync(HostPaths paths, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        await SchemaShape.RequireAsync(context, paths, cancellationToken);
    }

    private async Task MigrateAsync(string vaultId, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        if (!await context.Meta.AnyAsync(row => row.Key == VaultKey, cancellationToken))
        {
            context.Meta.Add(new MetaRow { Key = VaultKey, Value = vaultId });
            await context.SaveChangesAsync(cancellationToken);
        }

        await NameKeys.FillAsync(context, cancellationToken);
    }

    public static StoreException Explain(HostPaths paths, SqliteException exception) => exception.SqliteErrorCode switch
    {
        // SQLITE_ERROR: a statement of ours does not fit what is there.
        1 => new StoreException(
            $"The database {paths.DatabasePath} was changed by something else than the host: its tables do not fit. Restore it from a backup, together with {paths.KeyRingPath}.", StoreException.InputOutput, exception),
        // SQLITE_CORRUPT and SQLITE_NOTADB.
        11 or 26 => new StoreException($"The database {paths.DatabasePath} is damaged. Restore it from a backup, together with {paths.KeyRingPath}.", StoreException.InputOutput, exception),
        // SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN and SQLITE_AUTH.
        3 or 8 or 14 or 23 => new StoreException(
            $"The database {paths.DatabasePath} cannot be opened for writing. Check the owner and mode of the file and of {paths.DataDirectory}.", StoreException.Permissions, exception),
        _ => new StoreException(
            $"The database {paths.DatabasePath} cannot be opened (SQLite error {exception.SqliteErrorCode}). Check the disk's free space.", StoreException.InputOutput, exception),
    };
}
