using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Tests.Storage;

/// <summary>Tables, columns, indexes and triggers that somebody took away, changed or added with SQL.</summary>
public sealed class ChangedSchemaTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("DROP TABLE plugin_pins", "table plugin_pins is missing")]
    [InlineData("DROP TABLE account_tallies", "table account_tallies is missing")]
    [InlineData("DROP TABLE audit", "table audit is missing")]
    [InlineData("ALTER TABLE audit RENAME COLUMN PrevMac TO zz", "table audit has no column PrevMac")]
    [InlineData("ALTER TABLE accounts RENAME COLUMN CreatedAt TO zz", "table accounts has no column CreatedAt")]
    [InlineData("ALTER TABLE acl_entries RENAME TO acl_entries_2", "table acl_entries is missing")]
    [InlineData("DELETE FROM __EFMigrationsHistory WHERE rowid = (SELECT max(rowid) FROM __EFMigrationsHistory)", "its tables do not fit")]
    public async Task Store_ThatLacksAPart_IsRefusedAndNamesIt(string sql, string said)
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddMessengerAsync("MESSENGER");
        await store.SqlAsync("PRAGMA foreign_keys=OFF; " + sql);

        StoreException refused = await Assert.ThrowsAsync<StoreException>(store.ReopenAsync);

        Assert.Equal(StoreException.InputOutput, refused.ExitCode);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it from a backup", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DROP INDEX IX_verdicts_At", "index IX_verdicts_At is missing")]
    [InlineData("DROP TRIGGER audit_no_delete", "trigger audit_no_delete is missing or changed")]
    [InlineData("DROP TRIGGER audit_no_delete; CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT 1; END", "trigger audit_no_delete is missing or changed")]
    [InlineData("CREATE TRIGGER hostile_name AFTER INSERT ON acl_entries BEGIN DELETE FROM acl_entries; END", "1 tables, indexes, triggers or views are not the host's")]
    [InlineData("CREATE VIEW hostile_name AS SELECT 1; CREATE TABLE hostile_name_2 (a); CREATE UNIQUE INDEX hostile_name_3 ON accounts (Name)", "3 tables, indexes, triggers or views are not the host's")]
    public async Task Check_NamesWhatDiffers(string sql, string said)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Assert.Empty((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Damaged);
        await store.SqlAsync(sql);

        IReadOnlyList<string> damaged = (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Damaged;

        Assert.Contains(said, damaged);
        Assert.DoesNotContain(damaged, line => line.Contains("hostile", StringComparison.Ordinal));
        await store.ReopenAsync();
    }

    [Theory]
    [InlineData("SQLite Error 1: 'no such table: accounts'.", true)]
    [InlineData("SQLite Error 1: 'table accounts has no column named Name'.", true)]
    [InlineData("SQLite Error 1: 'near \"SELEC\": syntax error'.", false)]
    public void Find_PartTakenAwayWhileItRuns_IsDamage(string message, bool damage) =>
        Assert.Equal(damage ? StorageFailureKind.Corrupt : null, StorageFailure.Find(new InvalidOperationException("", new SqliteException(message, 1)))?.Kind);
}
