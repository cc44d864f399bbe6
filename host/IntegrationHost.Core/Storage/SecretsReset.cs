using System.Security.Cryptography;
using IntegrationHost.Core.Secrets;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Storage;

/// <summary>
/// The way on when every key is lost: accounts, links and verdict history stay, every secret is given up and named, and a new ring is made. Nothing else
/// makes a second ring for a store.
/// </summary>
public static class SecretsReset
{
    private const string Kept = ".before-reset";

    /// <summary>Gives up every secret of a store and makes a new ring with a new key file. Former ring and key file are kept.</summary>
    /// <exception cref="StoreException">A process owns the store, there is no database, or the ring still opens: then nothing is lost.</exception>
    public static async Task<IReadOnlyList<LostSecrets>> RunAsync(HostPaths paths, TimeProvider time, CancellationToken cancellationToken)
    {
        UnixProcess.CreatePrivateFilesOnly();
        await using StoreOwner owner = StoreOwner.TryAcquire(paths) ?? throw StoreOwner.HeldElsewhere(paths);
        if (!File.Exists(paths.DatabasePath))
            throw new StoreException($"There is no database {paths.DatabasePath}, so that there is nothing to reset.", StoreException.Configuration);
        await RefuseIfOpensAsync(paths, cancellationToken);

        try
        {
            await using SqliteConnection connection = new(HostDatabase.ConnectionString(paths.DatabasePath) + ";Pooling=False");
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, PragmaInterceptor.StatementsFor(SqliteTuning.Default), cancellationToken);
            string vaultId = await VaultOfAsync(connection, paths, cancellationToken);
            IReadOnlyList<LostSecrets> lost = await ListAsync(connection, cancellationToken);

            // First the secrets, in one transaction; a crash before the new ring leaves a store without secrets and without a key, and this is run again.
            await GiveUpAsync(connection, cancellationToken);
            PutAside(paths.KeyRingPath);
            PutAside(paths.KeyFilePath);
            using NewSlot first = new(SlotTypes.KeyFile, KeyRingStore.ReadOrCreateKeyFile(paths.KeyFilePath));
            (_, byte[] ringKey) = OpenRing.Create(paths, vaultId, first, time);
            CryptographicOperations.ZeroMemory(ringKey);
            await connection.CloseAsync();
            await (await HostStore.OpenAsync(paths, time, new StoreOpening { NewKeys = true }, cancellationToken)).DisposeAsync();
            return lost;
        }
        catch (SqliteException exception)
        {
            throw HostDatabase.Explain(paths, exception);
        }
    }

    private static async Task RefuseIfOpensAsync(HostPaths paths, CancellationToken cancellationToken)
    {
        if (!File.Exists(paths.KeyRingPath))
            return;

        FoundRing? found = null;
        try
        {
            found = await KeyRingStore.UnlockAsync(paths, KeyRingFile.Read(paths.KeyRingPath), new StoreOpening(), cancellationToken);
        }
        catch (StoreException)
        {
            // As expected of a lost key.
        }

        if (found?.RingKey is { } ringKey)
        {
            CryptographicOperations.ZeroMemory(ringKey);
            throw new StoreException($"Slot {found.Slot!.Id} unlocks this store, so that no secret is lost. Nothing was changed.", StoreException.Configuration);
        }
    }

    // Accounts belong to the store's id, so that the new ring takes it over.
    private static async Task<string> VaultOfAsync(SqliteConnection connection, HostPaths paths, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT Value FROM meta WHERE Key = 'vaultId'";
        return await command.ExecuteScalarAsync(cancellationToken) as string ?? throw new StoreException(
            $"The database {paths.DatabasePath} does not say which store it is. Restore it from a backup.", StoreException.InputOutput);
    }

    private static async Task<IReadOnlyList<LostSecrets>> ListAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT account.Id, account.Name, secret.FieldKey FROM account_secrets secret JOIN accounts account ON account.Id = secret.AccountId ORDER BY account.Name, account.Id, secret.FieldKey";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(Guid Id, string Name, string Field)> rows = [];
        while (await reader.ReadAsync(cancellationToken))
            rows.Add((Guid.Parse(reader.GetString(0)), reader.GetString(1), reader.GetString(2)));
        if (await SealedRows.HasEntitiesAsync(connection, cancellationToken))
            await AddEntitiesAsync(connection, rows, cancellationToken);
        return [.. rows.GroupBy(row => (row.Id, row.Name)).Select(group => new LostSecrets(group.Key.Id, group.Key.Name, [.. group.Select(row => row.Field)]))];
    }

    private static async Task AddEntitiesAsync(SqliteConnection connection, List<(Guid Id, string Name, string Field)> rows, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT entity.Id, entity.Type, secret.FieldKey FROM entity_secrets secret JOIN entities entity ON entity.Id = secret.EntityId ORDER BY entity.Type, entity.Id, secret.FieldKey";
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add((Guid.Parse(reader.GetString(0)), reader.GetString(1), reader.GetString(2)));
    }

    private static async Task GiveUpAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        string entities = await SealedRows.HasEntitiesAsync(connection, cancellationToken) ? "DELETE FROM entity_secrets;" : "";
        await ExecuteAsync(
            connection,
            $"""
            BEGIN IMMEDIATE;
            UPDATE accounts SET EarnedVerdictId = NULL, EgressPolicy = '', CredentialVersion = CredentialVersion + 1, Version = Version + 1,
                Problem = 'MISSING: lost with the key. Set again: ' || (SELECT group_concat(FieldKey, ', ') FROM account_secrets WHERE AccountId = accounts.Id)
                WHERE Id IN (SELECT AccountId FROM account_secrets);
            DELETE FROM account_secrets;
            {entities}
            COMMIT;
            PRAGMA wal_checkpoint(TRUNCATE);
            """,
            cancellationToken);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string statements, CancellationToken cancellationToken)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statements;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void PutAside(string path)
    {
        if (!File.Exists(path))
            return;
        string kept = path + Kept;
        for (int number = 2; File.Exists(kept); number++)
            kept = $"{path}{Kept}-{number}";
        File.Move(path, kept);
    }
}
