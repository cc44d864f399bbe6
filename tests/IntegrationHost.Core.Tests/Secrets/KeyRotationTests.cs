using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.Reliability;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Tests.Secrets;

/// <summary>The data key is rotated while the store is used, interrupted and damaged.</summary>
public sealed class KeyRotationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotate_WhileWritersWrite_SealsEverythingAnew()
    {
        int writes = Amount.Of(600, 33_500);
        await using TestStore store = await TestStore.OpenAsync();
        AccountLoad load = new(store.Store, _ => { });
        await load.RunAsync(0, writes, Token);
        KeyRotation rotation = new(store.Store, store.Time);
        long begin = System.Diagnostics.Stopwatch.GetTimestamp();

        RotationProgress first = await rotation.StartAsync(Token);
        await Task.WhenAll([rotation.WhenIdleAsync(), .. Enumerable.Range(1, 4).Select(writer => load.RunAsync(writer, 40, Token))]);
        double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds;

        RotationProgress last = await rotation.ProgressAsync(Token);
        Assert.Equal(2, first.Last!.ToTerm);
        Assert.Equal(RotationState.Finished, last.Last!.State);
        Assert.Empty(last.Last.Failed);
        Assert.Equal(last.Last.Total, last.Last.Done + last.Last.Skipped);
        await AssertAllAtAsync(store.Store, 2);
        Amount.Report($"Rotation: {last.Last.Done} secrets sealed anew in {seconds:0.0} s beside 160 writes, {last.Last.Skipped} changed meanwhile, 0 failed");
    }

    [Fact]
    public async Task Rotate_KilledAnywhere_GoesOnAndEnds()
    {
        int cuts = Amount.Of(25, 200);
        using TestDirectory directory = new();
        using RecordingFileSystem disk = new();
        string database = directory.Paths.DatabasePath;
        string[] files = [database, database + "-wal", database + "-journal"];
        await using (HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token))
            await new AccountLoad(store, _ => { }).RunAsync(0, 700, Token);
        CrashImage image = new(files);
        byte[] anchor = await File.ReadAllBytesAsync(directory.Paths.AuditAnchorPath, Token);
        await using (HostStore store = await HostStore.OpenAsync(directory.Paths with { Tuning = new SqliteTuning("FULL", disk.Name) }, TimeProvider.System, Token))
        {
            KeyRotation rotation = new(store, TimeProvider.System);
            await rotation.StartAsync(Token);
            await rotation.WhenIdleAsync();
        }

        DiskOperation[] operations = [.. disk.Operations.Where(operation => files.Contains(operation.Path))];
        HashSet<int> points = [.. Enumerable.Range(0, cuts).Select(cut => (int)((long)cut * operations.Length / cuts))];
        Random random = new(4);
        int finished = 0;
        for (int index = 0; index < operations.Length; index++)
        {
            image.Apply(operations[index]);
            if (!points.Contains(index))
                continue;

            // The anchor is outside of what is replayed: it follows the database, so that it is put back, too.
            await File.WriteAllBytesAsync(directory.Paths.AuditAnchorPath, anchor, Token);

            // The ring is written before the first batch, so that its last form goes with every state of the database.
            Put(files, finished % 2 == 0 ? image.Everything() : image.Some(random));
            await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
            KeyRotation rotation = new(store, TimeProvider.System);
            await rotation.ResumeAsync(Token);
            await rotation.WhenIdleAsync();
            await using (HostDbContext context = await store.Contexts.CreateDbContextAsync(Token))
            {
                // Cut before the row of the rotation was there: it never began.
                if (await context.KeyRotations.AnyAsync(Token))
                {
                    KeyRotationRow row = await context.KeyRotations.SingleAsync(Token);
                    Assert.Equal(RotationState.Finished, row.State);
                    await AssertAllAtAsync(store, 2);
                }
            }

            Assert.True((await new StoreBackup(store, TimeProvider.System).ExamineAsync(Token)).IsSound);
            finished++;
        }

        Amount.Report($"Rotation: interrupted at {points.Count} of {operations.Length} disk operations: {finished} ended with every secret open");
        Assert.Equal(points.Count, finished);
    }

    [Fact]
    public async Task Rotate_WithDamagedSecrets_NamesThemAndKeepsTheOldTerm()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account sound = await store.AddMessengerAsync("SOUND");
        Account damaged = await store.AddMessengerAsync("DAMAGED", TestCatalog.OtherBotToken);
        await store.SqlAsync("UPDATE account_secrets SET Version = 99 WHERE AccountId = @id", ("@id", damaged.Id.ToString().ToUpperInvariant()));
        KeyRotation rotation = new(store.Store, store.Time);
        await rotation.StartAsync(Token);
        await rotation.WhenIdleAsync();

        RotationRun run = (await rotation.ProgressAsync(Token)).Last!;
        Assert.Equal((RotationState.Incomplete, 1), (run.State, run.Done));
        Assert.Equal([$"{damaged.Id} token"], run.Failed);
        await Assert.ThrowsAsync<ConflictException>(() => rotation.DestroyTermAsync(1, despiteBackups: true, Token));

        await store.Accounts.ChangeAsync(damaged.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["token"] = TestCatalog.OtherBotToken } }, Token);
        await rotation.DestroyTermAsync(1, despiteBackups: false, Token);
        Assert.Equal(2u, Assert.Single((await rotation.ProgressAsync(Token)).Terms).Number);
        await store.ReopenAsync();
        using SecretText? text = await (await store.Accounts.OpenCredentialAsync(sound.Id, Token)).Source.ReadAsync("token", Token);
        Assert.Equal(TestCatalog.BotToken, new string(text!.Reveal()));
    }

    [Fact]
    public async Task Destroy_ATermThatABackupNeeds_ListsTheBackup()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddMessengerAsync();
        KeyRotation rotation = new(store.Store, store.Time);
        File.Delete(await new StoreBackup(store.Store, store.Time).MakeAsync("monday.zip", Token));
        await Assert.ThrowsAsync<ConflictException>(() => rotation.DestroyTermAsync(1, despiteBackups: true, Token));
        await rotation.StartAsync(Token);
        await rotation.WhenIdleAsync();

        ConflictException refusal = await Assert.ThrowsAsync<ConflictException>(() => rotation.DestroyTermAsync(1, despiteBackups: false, Token));
        Assert.Contains("monday.zip", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotFoundException>(() => rotation.DestroyTermAsync(7, despiteBackups: true, Token));
        await rotation.DestroyTermAsync(1, despiteBackups: true, Token);
    }

    [Fact]
    public async Task Rotate_Finished_LeavesNoOldEnvelopeInTheFiles()
    {
        await using TestStore store = await TestStore.OpenAsync();
        for (int index = 0; index < 50; index++)
            await store.AddMessengerAsync($"A{index}");
        byte[][] old;
        await using (HostDbContext context = await store.Store.Contexts.CreateDbContextAsync(Token))
            old = [.. context.Secrets.Select(secret => secret.Envelope)];
        KeyRotation rotation = new(store.Store, store.Time);
        await rotation.StartAsync(Token);
        await rotation.WhenIdleAsync();
        byte[] files = [.. Directory.EnumerateFiles(store.Paths.DataDirectory).Where(path => path != store.Paths.LockPath).SelectMany(Read)];
        Assert.Equal(0, old.Count(envelope => files.AsSpan().IndexOf(envelope) >= 0));
    }

    private static async Task AssertAllAtAsync(HostStore store, uint term)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(Token);
        List<AccountSecretRow> rows = await context.Secrets.AsNoTracking().ToListAsync(Token);
        Assert.All(rows, row => Assert.Equal((term, term), (SecretBox.TermOf(row.Envelope), (uint)row.KeyTerm)));
        StoreReport report = await new StoreBackup(store, TimeProvider.System).ExamineAsync(Token);
        Assert.True(report.IsSound);
        Assert.Equal(rows.Count, report.Secrets);
    }

    private static void Put(string[] files, Dictionary<string, byte[]> content)
    {
        File.Delete(files[0] + "-shm");
        foreach (string file in files)
        {
            File.Delete(file);
            if (!content.TryGetValue(file, out byte[]? bytes))
                continue;
            File.WriteAllBytes(file, bytes);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static byte[] Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
