using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Secrets;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Storage;

/// <summary>Checks a backup to its last secret, and puts it in the place of a store. Works without a running host.</summary>
public static class StoreRestore
{
    /// <summary>Unpacks a backup, unlocks it, checks its MAC, its hashes, its database, and opens every secret. Changes nothing.</summary>
    /// <param name="paths">The store whose key file, or other slots, unlock it.</param>
    /// <param name="file">The backup.</param>
    /// <param name="typed">Passphrase or recovery code; <c>null</c> to use what needs no person.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="StoreException">It is damaged, or nothing at hand unlocks it.</exception>
    public static async Task<RestoreReport> CheckAsync(HostPaths paths, string file, SecretText? typed, TimeProvider time, CancellationToken cancellationToken)
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("integration-host-restore-");
        try
        {
            return (await ExamineAsync(paths, file, directory.FullName, typed, time, cancellationToken)).Report;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>Checks a backup and puts it in the place of the store. The former database is kept beside it.</summary>
    /// <inheritdoc cref="CheckAsync"/>
    /// <exception cref="StoreException">It is damaged, nothing at hand unlocks it, or a process owns the store.</exception>
    public static async Task<RestoreReport> RestoreAsync(HostPaths paths, string file, SecretText? typed, TimeProvider time, CancellationToken cancellationToken)
    {
        UnixProcess.CreatePrivateFilesOnly();
        await using StoreOwner owner = StoreOwner.TryAcquire(paths) ?? throw StoreOwner.HeldElsewhere(paths);

        // In the data directory, so that the last step is a rename.
        string directory = Path.Combine(paths.DataDirectory, $"restore-{Guid.NewGuid():N}.tmp");
        PrivateFiles.EnsureDirectory(directory);
        try
        {
            (RestoreReport report, string database, byte[]? ring) = await ExamineAsync(paths, file, directory, typed, time, cancellationToken);
            if (!report.Content.IsSound)
            {
                throw new StoreException(
                    $"The backup {file} is not restored: {report.Content.Damage.Count} faults in its database, {report.Content.Damaged.Count} secrets that do not open. Run restore --check for the list.", StoreException.InputOutput);
            }

            string sha256 = await StoreBackup.HashAsync(database, cancellationToken);
            string? kept = Replace(paths, database, ring);
            await SettleAsync(paths, sha256, typed, time, cancellationToken);
            return report with { Kept = kept };
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    // What the operator restores lacks what was acknowledged since: that is recorded in it, and the anchor follows.
    private static async Task SettleAsync(HostPaths paths, string sha256, SecretText? typed, TimeProvider time, CancellationToken cancellationToken)
    {
        await using HostStore restored = await HostStore.OpenAsync(paths, time, new StoreOpening { AllowSealed = true, AcceptLoss = true }, cancellationToken);
        if (restored.IsSealed)
            await restored.UnsealAsync(typed, cancellationToken);
        await restored.Audit.RecordAsync(new AuditEvent(AuditActions.StoreRestore, "store", "", AuditResults.Ok, ("sha256", sha256)), cancellationToken);
    }

    private static string? Replace(HostPaths paths, string database, byte[]? ring)
    {
        string kept = FreeName(paths.DatabasePath + ".before-restore");
        bool replaced = File.Exists(paths.DatabasePath);
        if (ring is not null)
        {
            if (File.Exists(paths.KeyRingPath))
                File.Copy(paths.KeyRingPath, FreeName(paths.KeyRingPath + ".before-restore"));
            PrivateFiles.WriteAtomically(paths.KeyRingPath, ring);
        }

        // A log goes with its database: of the new one there is none.
        foreach (string suffix in new[] { "-wal", "" })
        {
            if (File.Exists(paths.DatabasePath + suffix))
                File.Move(paths.DatabasePath + suffix, kept + suffix);
        }

        File.Delete(paths.DatabasePath + "-shm");
        PrivateFiles.MoveDurably(database, paths.DatabasePath);
        return replaced ? kept : null;
    }

    private static async Task<(RestoreReport Report, string Database, byte[]? Ring)> ExamineAsync(
        HostPaths paths, string file, string directory, SecretText? typed, TimeProvider time, CancellationToken cancellationToken)
    {
        BackupContent content = await BackupArchive.ReadAsync(file, directory, cancellationToken);
        if (BackupManifest.Parse(content.Manifest) is not { } manifest || KeyRingFile.Parse(content.Ring) is not { } document || document.VaultId != manifest.VaultId)
            throw BackupArchive.Damaged(file);

        (KeyRing keys, string slot, bool own) = await UnlockAsync(paths, document, typed, time, cancellationToken);
        using (keys)
        {
            bool whole = CryptographicOperations.FixedTimeEquals(content.Mac, Encoding.ASCII.GetBytes(StoreBackup.Hex(BackupManifest.Mac(keys, content.Manifest))))
                && manifest.RingSha256 == StoreBackup.Hex(SHA256.HashData(content.Ring))
                && manifest.DatabaseSha256 == await StoreBackup.HashAsync(content.Database, cancellationToken);
            if (!whole)
                throw new StoreException($"The backup {file} was changed after it was made: its manifest, ring and database do not belong together. Take another one.", StoreException.InputOutput);

            await using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = content.Database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(cancellationToken);
            StoreReport report = await StoreExamination.RunAsync(connection, keys, cancellationToken);
            return (new RestoreReport(manifest.MadeAt, manifest.Schema, slot, report, null) { MissingPlugins = await MissingPlugin.OfAsync(paths, connection, cancellationToken) }, content.Database, own ? null : content.Ring);
        }
    }

    // The store's own ring is as good if it is of the same store: it is newer, and its counters must not go back. But it may have lost a term that the
    // backup needs, so that the backup's is tried first and the own one kept only if it has every term.
    private static async Task<(KeyRing Keys, string Slot, bool Own)> UnlockAsync(
        HostPaths paths, KeyRingDocument document, SecretText? typed, TimeProvider time, CancellationToken cancellationToken)
    {
        KeyRingDocument? own = File.Exists(paths.KeyRingPath) ? KeyRingFile.Read(paths.KeyRingPath) : null;
        own = own?.VaultId == document.VaultId ? own : null;
        (KeyRing? Keys, string Slot, string Problem) backup = await TryAsync(paths, document, typed, time, cancellationToken);
        (KeyRing? Keys, string Slot, string Problem) present = own is null ? default : await TryAsync(paths, own, typed, time, cancellationToken);
        bool keepOwn = present.Keys is not null
            && (backup.Keys is null || backup.Keys.Terms.All(term => present.Keys.Terms.Any(other => other.Number == term.Number)));
        if (keepOwn)
        {
            backup.Keys?.Dispose();
            return (present.Keys!, present.Slot, true);
        }

        present.Keys?.Dispose();
        return (backup.Keys ?? throw new StoreException(backup.Problem, StoreException.Configuration), backup.Slot, false);
    }

    private static async Task<(KeyRing? Keys, string Slot, string Problem)> TryAsync(
        HostPaths paths, KeyRingDocument document, SecretText? typed, TimeProvider time, CancellationToken cancellationToken)
    {
        FoundRing found;
        try
        {
            found = typed is null
                ? await KeyRingStore.UnlockAsync(paths, document, new StoreOpening(), cancellationToken)
                : await TypedKey.UnlockAsync(document, typed, time, cancellationToken);
        }
        catch (StoreException failure)
        {
            return (null, "", failure.Message);
        }

        if (found.RingKey is null)
            return (null, "", typed is null ? $"A person has to unlock this backup. Give the passphrase or the recovery code. {found.SealedBecause}" : found.SealedBecause!);

        byte[]? blob = KeyRingSeal.OpenRing(document, found.RingKey) is { } bytes ? KeyRingBlob.Read(bytes, document.Slots[0].Created) : null;
        CryptographicOperations.ZeroMemory(found.RingKey);
        if (blob is null)
            return (null, "", $"The ring was changed: slot {found.Slot!.Id} opens, the keys behind it do not.");
        KeyRing keys = new(document.VaultId);
        keys.Open(blob, save: null);
        return (keys, found.Slot!.Id, "");
    }

    private static string FreeName(string path)
    {
        string free = path;
        for (int number = 2; File.Exists(free); number++)
            free = $"{path}-{number}";
        return free;
    }
}
