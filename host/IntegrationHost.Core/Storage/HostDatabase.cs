using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace IntegrationHost.Core.Storage;

/// <summary>The SQLite file behind a store: brought to the present schema, and bound to one key ring.</summary>
internal sealed class HostDatabase : IDisposable
{
    private const string VaultKey = "vaultId";

    private readonly string connectionString;

    private HostDatabase(string connectionString, IDbContextFactory<HostDbContext> contexts)
    {
        this.connectionString = connectionString;
        Contexts = contexts;
    }

    public IDbContextFactory<HostDbContext> Contexts { get; }

    /// <exception cref="StoreException">The file is no database, is of a newer version or of another key ring, or cannot be opened.</exception>
    public static async Task<HostDatabase> OpenAsync(HostPaths paths, string vaultId, CancellationToken cancellationToken)
    {
        foreach (string suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
            PrivateFiles.CheckFile(paths.DatabasePath + suffix);

        try
        {
            if (!File.Exists(paths.DatabasePath))
                await PrivateFiles.Open(paths.DatabasePath, FileMode.CreateNew).DisposeAsync();

            string connectionString = ConnectionString(paths.DatabasePath);
            await PrepareAsync(connectionString, paths, vaultId, cancellationToken);
            HostDatabase database = new(connectionString, new PooledDbContextFactory<HostDbContext>(Options(connectionString)));
            await database.MigrateAsync(paths, vaultId, cancellationToken);
            return database;
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

    public static string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 5 }.ToString();

    public static DbContextOptions<HostDbContext> Options(string connectionString) => new DbContextOptionsBuilder<HostDbContext>()
        .UseSqlite(connectionString)
        .AddInterceptors(new PragmaInterceptor())
        .Options;

    public async Task CheckpointAsync(CancellationToken cancellationToken)
    {
        await using HostDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);", cancellationToken);
    }

    public void Dispose()
    {
        using SqliteConnection connection = new(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    // Before EF sees the file: whose it is, and a lock row that a killed process left (we hold the owner's lock, so nobody is migrating).
    private static async Task PrepareAsync(string connectionString, HostPaths paths, string vaultId, CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = new(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'";
        if (await command.ExecuteScalarAsync(cancellationToken) is long and > 0)
        {
            command.CommandText = "SELECT Value FROM meta WHERE Key = 'vaultId'";
            if (await command.ExecuteScalarAsync(cancellationToken) is string stored && stored != vaultId)
            {
                throw new StoreException(
                    $"The database {paths.DatabasePath} belongs to another key ring than {paths.KeyRingPath}. Restore the two from the same backup.",
                    StoreException.Configuration);
            }
        }

        command.CommandText = PragmaInterceptor.Statements + " DROP TABLE IF EXISTS __EFMigrationsLock;";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task MigrateAsync(HostPaths paths, string vaultId, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await Contexts.CreateDbContextAsync(cancellationToken);
        HashSet<string> known = [.. context.Database.GetMigrations()];
        if ((await context.Database.GetAppliedMigrationsAsync(cancellationToken)).Any(applied => !known.Contains(applied)))
        {
            throw new StoreException(
                $"The database {paths.DatabasePath} was written by a newer version of the host. Install that version, or restore an older backup.",
                StoreException.Configuration);
        }

        await context.Database.MigrateAsync(cancellationToken);
        if (!await context.Meta.AnyAsync(row => row.Key == VaultKey, cancellationToken))
        {
            context.Meta.Add(new MetaRow { Key = VaultKey, Value = vaultId });
            await context.SaveChangesAsync(cancellationToken);
        }
    }

    private static StoreException Explain(HostPaths paths, SqliteException exception) => exception.SqliteErrorCode switch
    {
        // SQLITE_CORRUPT and SQLITE_NOTADB.
        11 or 26 => new StoreException($"The database {paths.DatabasePath} is damaged. Restore it from a backup, together with {paths.KeyRingPath}.", StoreException.InputOutput, exception),
        // SQLITE_PERM, SQLITE_READONLY, SQLITE_CANTOPEN and SQLITE_AUTH.
        3 or 8 or 14 or 23 => new StoreException(
            $"The database {paths.DatabasePath} cannot be opened for writing. Check the owner and mode of the file and of {paths.DataDirectory}.", StoreException.Permissions, exception),
        _ => new StoreException(
            $"The database {paths.DatabasePath} cannot be opened (SQLite error {exception.SqliteErrorCode}). Check the disk's free space.", StoreException.InputOutput, exception),
    };
}
