using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Secrets;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Storage;

/// <summary>Backs up a store that is in use, and examines it.</summary>
/// <param name="store">The store; unsealed.</param>
/// <param name="time">The clock.</param>
public sealed class StoreBackup(HostStore store, TimeProvider time)
{
    /// <summary>Makes a backup as of one moment, as a finished file in the data directory that the caller moves or sends, and deletes.</summary>
    /// <param name="label">How the operator calls it; remembered, so that a key term is not destroyed which it needs.</param>
    /// <param name="cancellationToken">Ends the work; no part of a file stays.</param>
    /// <returns>Path of the file; mode 0600.</returns>
    /// <exception cref="StoreException">The store is damaged, or the disk is full.</exception>
    /// <exception cref="StoreSealedException">The store is sealed.</exception>
    public async Task<string> MakeAsync(string label, CancellationToken cancellationToken)
    {
        string name = Path.Combine(store.Paths.DataDirectory, $"backup-{Guid.NewGuid():N}");
        string database = name + ".db.tmp", archive = name + ".zip.tmp";
        try
        {
            await CopyAsync(database, cancellationToken);
            (StoreReport report, long oldest, long newest, string schema) = await ExamineCopyAsync(database, cancellationToken);
            if (report.Damage.Count > 0)
                throw new StoreException($"The database {store.Paths.DatabasePath} is damaged, so that no backup is made of it. Restore it from an earlier one.", StoreException.InputOutput);

            byte[] ring = await File.ReadAllBytesAsync(store.Paths.KeyRingPath, cancellationToken);
            string sha256 = await HashAsync(database, cancellationToken);
            byte[] manifest = new BackupManifest(
                1, schema, store.Keys.VaultId, KeyRingFile.Parse(ring)!.RingVersion, time.GetUtcNow(), sha256, Hex(SHA256.HashData(ring)),
                report.Accounts, report.Modules, report.Secrets + report.Damaged.Count).ToBytes();
            await BackupArchive.WriteAsync(archive, database, ring, manifest, Encoding.ASCII.GetBytes(Hex(BackupManifest.Mac(store.Keys, manifest))), cancellationToken);
            await RememberAsync(label, sha256, oldest, newest, cancellationToken);
            return archive;
        }
        catch (Exception exception)
        {
            File.Delete(archive);
            throw exception is SqliteException or IOException or UnauthorizedAccessException
                ? new StoreException($"The backup cannot be written in {store.Paths.DataDirectory}. It needs as much free space as the database twice.", StoreException.InputOutput, exception)
                : exception;
        }
        finally
        {
            File.Delete(database);
        }
    }

    /// <summary>Looks for damage in the database and opens every secret.</summary>
    /// <exception cref="StoreSealedException">The store is sealed.</exception>
    public async Task<StoreReport> ExamineAsync(CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = await store.Database.ConnectAsync(cancellationToken);
        return await StoreExamination.RunAsync(connection, store.Keys, cancellationToken);
    }

    internal static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(path);
        return Hex(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    internal static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private async Task CopyAsync(string path, CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = await store.Database.ConnectAsync(cancellationToken);
        await DatabaseCopy.MakeAsync(connection, path, cancellationToken);
    }

    private async Task<(StoreReport Report, long Oldest, long Newest, string Schema)> ExamineCopyAsync(string path, CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        StoreReport report = await StoreExamination.RunAsync(connection, store.Keys, cancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT ifnull(min(KeyTerm), 0), ifnull(max(KeyTerm), 0), (SELECT max(MigrationId) FROM __EFMigrationsHistory) FROM account_secrets";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (report, reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2));
    }

    private async Task RememberAsync(string label, string sha256, long oldest, long newest, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        write.Context.Backups.Add(new BackupRow { Label = label, MadeAt = time.GetUtcNow(), Sha256 = sha256, OldestTerm = oldest, NewestTerm = newest });
        write.Record(new AuditEvent(AuditActions.StoreBackup, "store", "", AuditResults.Ok, ("sha256", sha256)));
        await write.CommitAsync(cancellationToken);
    }
}
