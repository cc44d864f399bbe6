using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Tests.Storage;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class HostStoreTests
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    [Fact]
    public async Task OpenAsync_UnderACarelessCreationMask_MakesEverythingPrivate()
    {
        uint before = UnixProcess.ExchangeCreationMask(0);
        try
        {
            await using TestStore store = await TestStore.OpenAsync();
            await store.AddMessengerAsync();
            HostPaths paths = store.Paths;
            string[] directories = [paths.DataDirectory, paths.ConfigDirectory, Path.GetDirectoryName(paths.KeyFilePath)!, Path.GetDirectoryName(paths.SocketPath)!];
            string[] files = [paths.DatabasePath, paths.DatabasePath + "-wal", paths.DatabasePath + "-shm", paths.KeyRingPath, paths.KeyFilePath, paths.LockPath];
            Assert.All(directories, path => Assert.Equal(OwnerDirectory, File.GetUnixFileMode(path)));
            Assert.All(files, path => Assert.Equal(OwnerFile, File.GetUnixFileMode(path)));
        }
        finally
        {
            UnixProcess.ExchangeCreationMask(before);
        }
    }

    [Theory]
    [InlineData("key")]
    [InlineData("ring")]
    [InlineData("database")]
    [InlineData("database-wal")]
    [InlineData("lock")]
    [InlineData("anchor")]
    public async Task OpenAsync_APipeInPlaceOfAFile_IsRefusedAtOnce(string what)
    {
        using TestDirectory directory = new();
        await UseOnceAsync(directory.Paths);
        string path = what switch
        {
            "key" => directory.Paths.KeyFilePath,
            "ring" => directory.Paths.KeyRingPath,
            "database" => directory.Paths.DatabasePath,
            "database-wal" => directory.Paths.DatabasePath + "-wal",
            "anchor" => directory.Paths.AuditAnchorPath,
            _ => directory.Paths.LockPath,
        };
        File.Delete(path);
        using (System.Diagnostics.Process make = System.Diagnostics.Process.Start("mkfifo", ["-m", "600", path]))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => UseOnceAsync(directory.Paths)).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.Equal(StoreException.InputOutput, refusal.ExitCode);
        Assert.StartsWith($"{path} is no ordinary file", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data", "700")]
    [InlineData("config", "700")]
    [InlineData("key", "600")]
    [InlineData("ring", "600")]
    [InlineData("database", "600")]
    [InlineData("lock", "600")]
    public async Task OpenAsync_OpenToOthers_RefusesAndNamesTheCommand(string what, string mode)
    {
        using TestDirectory directory = new();
        await UseOnceAsync(directory.Paths);
        string path = what switch
        {
            "data" => directory.Paths.DataDirectory,
            "config" => directory.Paths.ConfigDirectory,
            "key" => directory.Paths.KeyFilePath,
            "ring" => directory.Paths.KeyRingPath,
            "database" => directory.Paths.DatabasePath,
            _ => directory.Paths.LockPath,
        };
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead);

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => UseOnceAsync(directory.Paths));

        Assert.Equal(StoreException.Permissions, refusal.ExitCode);
        Assert.Contains($"chmod {mode} '{path}'", refusal.Message, StringComparison.Ordinal);
        File.SetUnixFileMode(path, mode == "700" ? OwnerDirectory : OwnerFile);
        await UseOnceAsync(directory.Paths);
    }

    [Fact]
    public async Task OpenAsync_AFileInTheWayOfTheDirectory_RefusesAndNamesIt()
    {
        using TestDirectory directory = new();
        await File.WriteAllTextAsync(directory.Paths.DataDirectory, "in the way", TestContext.Current.CancellationToken);
        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => UseOnceAsync(directory.Paths));
        Assert.Equal(StoreException.InputOutput, refusal.ExitCode);
        Assert.Contains(directory.Paths.DataDirectory, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_DirectoryNotWritable_RefusesAndNamesIt()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "The superuser may write anywhere, so that the situation cannot be made.");
        using TestDirectory directory = new();
        Directory.CreateDirectory(directory.Paths.DataDirectory, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => UseOnceAsync(directory.Paths));
            Assert.Equal(StoreException.Permissions, refusal.ExitCode);
            Assert.Contains(directory.Paths.DataDirectory, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(directory.Paths.DataDirectory, OwnerDirectory);
        }
    }

    [Fact]
    public async Task OpenAsync_AlreadyOwned_IsRefusedUntilTheOwnerIsGone()
    {
        using TestDirectory directory = new();
        await using (HostStore first = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            Assert.Null(StoreOwner.TryAcquire(directory.Paths));
            Assert.Equal($"{Environment.ProcessId}\n", ReadLocked(directory.Paths.LockPath));
        }

        await using StoreOwner? second = StoreOwner.TryAcquire(directory.Paths);
        Assert.NotNull(second);
        await UseOnceAsync(directory.Paths);
    }

    [Fact]
    public async Task OpenAsync_OwnedByAnotherProcess_RefusesWithItsOwnExitCode()
    {
        using TestDirectory directory = new();
        await UseOnceAsync(directory.Paths);
        using FileStream foreign = new(directory.Paths.LockPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => UseOnceAsync(directory.Paths));
        Assert.Equal(StoreException.Owned, refusal.ExitCode);
    }

    [Fact]
    public async Task OpenAsync_EveryConnection_HasTheSettings()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (string Name, string Value)[] expected =
        [
            ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("secure_delete", "1"), ("trusted_schema", "0"),
            ("cell_size_check", "1"), ("temp_store", "2"), ("busy_timeout", "5000"),
            ("application_id", "1229484916"), ("user_version", "1"),
        ];
        await using HostDbContext one = await store.Store.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using HostDbContext two = await store.Store.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        foreach (HostDbContext context in new[] { one, two })
        {
            await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            foreach ((string name, string value) in expected)
            {
                await using System.Data.Common.DbCommand command = context.Database.GetDbConnection().CreateCommand();
                command.CommandText = "PRAGMA " + name;
                object? actual = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
                Assert.Equal(value, Convert.ToString(actual, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public async Task Model_AgainstTheMigrations_HasNoPendingChanges()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await using HostDbContext context = await store.Store.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.False(context.Database.HasPendingModelChanges(), "Run: dotnet ef migrations add <Name> --project host/IntegrationHost.Core --output-dir Storage/Migrations");
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task OpenAsync_MigrationWasKilled_ClearsTheLockItLeft()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.SqlAsync("CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT NOT NULL); INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')");
        await using (HostDbContext context = await store.Store.Contexts.CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            IEnumerable<string> tables = context.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct();
            await store.SqlAsync("PRAGMA foreign_keys=OFF; DELETE FROM __EFMigrationsHistory; " + string.Concat(tables.Select(table => $"DROP TABLE {table};")));
        }

        File.Delete(store.Paths.AuditAnchorPath);
        await store.ReopenAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Empty(await store.Accounts.ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task OpenAsync_DatabaseOfANewerVersion_IsRefused()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.SqlAsync("INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Future', '99.0')");
        await store.Store.DisposeAsync();
        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => UseOnceAsync(store.Paths));
        Assert.Equal(StoreException.Configuration, refusal.ExitCode);
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
        await store.SqlAsync("DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '9999%'");
        await store.ReopenAsync();
    }

    [Fact]
    public async Task OpenAsync_DatabaseIsNoDatabase_IsRefusedAndNamed()
    {
        using TestDirectory directory = new();
        await UseOnceAsync(directory.Paths);
        SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(directory.Paths.DatabasePath, new string('x', 8192), TestContext.Current.CancellationToken);
        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => UseOnceAsync(directory.Paths));
        Assert.Equal(StoreException.InputOutput, refusal.ExitCode);
        Assert.Contains(directory.Paths.DatabasePath, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task UseOnceAsync(HostPaths paths) => await (await HostStore.OpenAsync(paths, TimeProvider.System, TestContext.Current.CancellationToken)).DisposeAsync();

    // The lock is advisory, as for any program beside the host; .NET itself would ask for it.
    private static string ReadLocked(string path)
    {
        using System.Diagnostics.Process cat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("cat", path) { RedirectStandardOutput = true })!;
        string text = cat.StandardOutput.ReadToEnd();
        cat.WaitForExit();
        return text;
    }
}
