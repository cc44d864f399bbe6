using System.Collections.Concurrent;
using System.IO.Compression;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.Reliability;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Storage;

/// <summary>Backups of a store in use, what was done to them since, and putting them back.</summary>
public sealed class BackupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_WhileManyWrite_HoldsAllThatWasToldBefore()
    {
        int backups = Amount.Of(5, 50), writers = Amount.Of(16, 64);
        await using TestStore store = await TestStore.OpenAsync();
        ConcurrentDictionary<Guid, AcknowledgedWrite> told = new();
        AccountLoad load = new(store.Store, write => told[write.Id] = write);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task[] writing = [.. Enumerable.Range(0, writers).Select(writer => Task.Run(() => load.RunAsync(writer, int.MaxValue, stop.Token)))];
        StoreBackup backup = new(store.Store, TimeProvider.System);
        int good = 0;
        for (int index = 0; index < backups; index++)
        {
            await Task.Delay(100, Token);
            AcknowledgedWrite[] before = [.. told.Values];
            string archive = await backup.MakeAsync($"{index}.zip", Token);
            RestoreReport report = await StoreRestore.CheckAsync(store.Paths, archive, null, TimeProvider.System, Token);
            IReadOnlySet<Guid> held = await AccountsOfAsync(archive);
            Assert.True(report.Content.IsSound);

            // What was deleted meanwhile is told after it is done: a slow machine may tell it later than this looks.
            AcknowledgedWrite[] missing = [.. before.Where(write => !write.Deleted && !held.Contains(write.Id))];
            for (int waited = 0; waited < 100 && Array.Exists(missing, write => !told[write.Id].Deleted); waited++)
                await Task.Delay(100, Token);
            Assert.DoesNotContain(missing, write => !told[write.Id].Deleted);
            good++;
            File.Delete(archive);
        }

        await stop.CancelAsync();
        foreach (Task writer in writing)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer);
        Amount.Report($"Backups: {good} of {backups} beside {writers} writers are whole and hold all that was told before");
    }

    [Fact]
    public async Task Restore_PutsTheBackupBackAndKeepsTheFormer()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account kept = await store.AddMessengerAsync("KEPT");
        string archive = Move(store, await new StoreBackup(store.Store, store.Time).MakeAsync("a.zip", Token));
        await store.AddMessengerAsync("LATER");
        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => StoreRestore.RestoreAsync(store.Paths, archive, null, TimeProvider.System, Token));
        Assert.Equal(StoreException.Owned, refusal.ExitCode);
        await store.StopAsync();
        long reserved = await ReservedAsync(store.Paths);

        RestoreReport report = await StoreRestore.RestoreAsync(store.Paths, archive, null, TimeProvider.System, Token);

        Assert.Equal((1L, 1L), (report.Content.Accounts, report.Content.Secrets));
        Assert.EndsWith(".before-restore", report.Kept, StringComparison.Ordinal);
        Assert.Empty(await DatabaseCopy.FindDamageAsync(report.Kept!, Token));
        await store.ReopenAsync();
        Assert.Equal(["KEPT"], (await store.Accounts.ListAsync(Token)).Select(account => account.Name));
        Assert.Equal(Contracts.Verification.VerdictKind.Valid, (await store.Verification.VerifyAsync(kept.Id, Token)).Kind);

        // The present ring is newer and stays: its counter of seals must not go back.
        Assert.True(store.Store.Keys.Terms[^1].Reserved >= reserved);
    }

    [Fact]
    public async Task Restore_OnAnotherMachine_NeedsTheKeyAndNothingElse()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddMessengerAsync("MOVED");
        string archive = Move(store, await new StoreBackup(store.Store, store.Time).MakeAsync("a.zip", Token));
        using TestDirectory other = new();
        StoreException missing = await Assert.ThrowsAsync<StoreException>(() => StoreRestore.RestoreAsync(other.Paths, archive, null, TimeProvider.System, Token));
        Assert.Equal(StoreException.Configuration, missing.ExitCode);
        Assert.False(File.Exists(other.Paths.DatabasePath) || File.Exists(other.Paths.KeyRingPath) || File.Exists(other.Paths.KeyFilePath));

        File.Copy(store.Paths.KeyFilePath, other.Paths.KeyFilePath);
        await StoreRestore.RestoreAsync(other.Paths, archive, null, TimeProvider.System, Token);

        await using HostStore moved = await HostStore.OpenAsync(other.Paths, TimeProvider.System, Token);
        Assert.Equal("MOVED", Assert.Single(await new AccountService(moved, new TestCatalog(), TimeProvider.System).ListAsync(Token)).Name);
    }

    [Fact]
    public async Task Check_OfAChangedBackup_IsRefused()
    {
        int changes = Amount.Of(60, 500), refused = 0;
        await using TestStore store = await TestStore.OpenAsync();
        for (int index = 0; index < 5; index++)
            await store.AddMessengerAsync($"A{index}");
        string archive = Move(store, await new StoreBackup(store.Store, store.Time).MakeAsync("a.zip", Token));
        Random random = new(3);
        string changed = archive + ".changed";
        for (int change = 0; change < changes; change++)
        {
            File.Copy(archive, changed, overwrite: true);
            Change(changed, random, change % 4);
            Exception? refusal = await Record.ExceptionAsync(() => StoreRestore.CheckAsync(store.Paths, changed, null, TimeProvider.System, Token));
            refused += refusal is StoreException ? 1 : 0;
            Assert.True(refusal is StoreException, $"Change {change} of kind {change % 4}: {refusal}");
        }

        Amount.Report($"Backups: {changes} changed inside, {refused} refused");
        Assert.Equal(changes, refused);
    }

    [Theory]
    [InlineData("integration-host.db")]
    [InlineData("manifest.json")]
    [InlineData("../elsewhere")]
    public async Task Check_OfABackupWithOneEntryMore_IsRefused(string name)
    {
        await using TestStore store = await TestStore.OpenAsync();
        string archive = Move(store, await new StoreBackup(store.Store, store.Time).MakeAsync("a.zip", Token));
        using (ZipArchive zip = ZipFile.Open(archive, ZipArchiveMode.Update))
        {
            using Stream more = zip.CreateEntry(name).Open();
            more.Write("more"u8);
        }

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => StoreRestore.CheckAsync(store.Paths, archive, null, TimeProvider.System, Token));

        Assert.Equal(StoreException.InputOutput, refusal.ExitCode);
    }

    [Fact]
    public async Task Backup_HoldsNoKeyAndNoSecret()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddMessengerAsync();
        string archive = await new StoreBackup(store.Store, store.Time).MakeAsync("a.zip", Token);
        string key = (await File.ReadAllTextAsync(store.Paths.KeyFilePath, Token)).Trim()[7..50];
        await using ZipArchive zip = await ZipFile.OpenReadAsync(archive, Token);
        Assert.Equal(["integration-host.db", "keyring.json", "manifest.json", "manifest.mac"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            await using Stream stream = await entry.OpenAsync(Token);
            using StreamReader reader = new(stream, System.Text.Encoding.Latin1);
            string text = await reader.ReadToEndAsync(Token);
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
            Assert.DoesNotContain(TestCatalog.BotToken, text, StringComparison.Ordinal);
        }

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(archive));
    }

    [Fact]
    public async Task Reset_AfterTheKeyIsLost_KeepsAccountsAndNamesWhatIsMissing()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync("KEPT");
        await store.Modules.LinkAsync(account.Id, [(await store.AddModuleAsync("MessengerPingModule")).Id], Token);
        await store.Verification.VerifyAsync(account.Id, Token);
        await store.StopAsync();
        StoreException opens = await Assert.ThrowsAsync<StoreException>(() => SecretsReset.RunAsync(store.Paths, TimeProvider.System, Token));
        Assert.Contains("keyfile-1", opens.Message, StringComparison.Ordinal);
        File.Delete(store.Paths.KeyFilePath);

        LostSecrets lost = Assert.Single(await SecretsReset.RunAsync(store.Paths, TimeProvider.System, Token));

        Assert.Equal(("KEPT", "token"), (lost.Name, Assert.Single(lost.Fields)));
        await store.ReopenAsync();
        Account found = Assert.Single(await store.Accounts.ListAsync(Token));
        Assert.Equal(account.Id, found.Id);
        Assert.Contains("MISSING", found.Problem, StringComparison.Ordinal);
        Assert.Equal(1, found.LinkedModuleCount);
        Assert.Null(found.EarnedVerdict);
        Assert.DoesNotContain(found.Fields, field => field.Secret && field.IsSet);
        await store.Accounts.ChangeAsync(account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["token"] = TestCatalog.BotToken } }, Token);
        Assert.Equal(Contracts.Verification.VerdictKind.Valid, (await store.Verification.VerifyAsync(account.Id, Token)).Kind);
        Assert.Null((await store.Accounts.FindAsync(account.Id, Token))!.Problem);
        Assert.True(File.Exists(store.Paths.KeyRingPath + ".before-reset"));
    }

    private static string Move(TestStore store, string archive)
    {
        string to = Path.Combine(Path.GetDirectoryName(store.Paths.DataDirectory)!, "backup.zip");
        File.Move(archive, to);
        return to;
    }

    private static async Task<long> ReservedAsync(HostPaths paths)
    {
        await using HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, Token);
        return store.Keys.Terms[^1].Reserved;
    }

    private static void Change(string archive, Random random, int kind)
    {
        using ZipArchive zip = ZipFile.Open(archive, ZipArchiveMode.Update);
        ZipArchiveEntry entry = zip.GetEntry(kind switch { 0 => "integration-host.db", 1 => "keyring.json", 2 => "manifest.json", _ => "manifest.mac" })!;
        byte[] bytes = new byte[entry.Length];
        using Stream stream = entry.Open();
        stream.ReadExactly(bytes);
        int at = random.Next(bytes.Length);
        bytes[at] ^= (byte)(1 << random.Next(7));
        stream.Position = 0;
        stream.Write(bytes);
    }

    private static async Task<IReadOnlySet<Guid>> AccountsOfAsync(string archive)
    {
        string directory = Directory.CreateTempSubdirectory("ih-backup-").FullName;
        try
        {
            string database = (await BackupArchive.ReadAsync(archive, directory, Token)).Database;
            await using Microsoft.Data.Sqlite.SqliteConnection connection = new($"Data Source={database};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync(Token);
            await using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT Id FROM accounts";
            await using Microsoft.Data.Sqlite.SqliteDataReader reader = await command.ExecuteReaderAsync(Token);
            HashSet<Guid> ids = [];
            while (await reader.ReadAsync(Token))
                ids.Add(Guid.Parse(reader.GetString(0)));
            return ids;
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
