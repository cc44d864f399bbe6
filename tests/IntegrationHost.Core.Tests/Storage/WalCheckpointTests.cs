using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Tests.Storage;

/// <summary>What was deleted leaves the write-ahead log, too, and nobody else has to wait for that for long.</summary>
public sealed class WalCheckpointTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CheckpointAsync_WhileAReadLasts_LetsWritesGoOnAndEmptiesTheLogAfterIt()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        string log = store.Paths.DatabasePath + "-wal";

        // Begun before the change, so that the log may not be emptied while it lasts.
        await using SqliteConnection reading = await store.Store.Database.ConnectAsync(Cancel);
        await using SqliteTransaction read = reading.BeginTransaction(deferred: true);
        await using (SqliteCommand command = new("SELECT count(*) FROM accounts", reading, read))
            Assert.Equal(1L, await command.ExecuteScalarAsync(Cancel));
        await store.Accounts.ChangeAsync(account.Id, new AccountChange { Name = "FIRST" }, Cancel);

        Task emptied = store.Store.CheckpointAsync(Cancel);
        for (int change = 0; change < 3; change++)
            await store.Accounts.ChangeAsync(account.Id, new AccountChange { Name = $"MEANWHILE{change}" }, Cancel);
        Assert.True(new FileInfo(log).Length > 0);

        await read.RollbackAsync(Cancel);
        await emptied;
        await store.Store.CheckpointAsync(Cancel);

        Assert.Equal(0, new FileInfo(log).Length);
    }
}
