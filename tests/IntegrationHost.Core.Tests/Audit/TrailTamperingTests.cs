using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntegrationHost.Core.Tests.Audit;

/// <summary>The trail is attacked with SQL, its triggers dropped; each time the check must name the first row that is wrong.</summary>
public sealed class TrailTamperingTests
{
    private const int Edits = 2000;

    private static readonly string[] Columns = ["At", "Ticks", "BootId", "Actor", "Action", "ObjectType", "ObjectId", "Result", "RequestId", "Details", "PrevMac", "Mac"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RandomEdits_AreAllFoundAtTheRightRow()
    {
        await using TestStore store = await TestStore.OpenAsync();
        long last = await FillAsync(store, 120);
        AuditAnchorState anchor = AuditAnchor.Read(store.Paths.AuditAnchorPath)!;
        await using HostDbContext context = await UnguardedAsync(store);
        uint state = 20261126;
        long Next(long below)
        {
            // A fixed sequence, so that a failure can be run again.
            state = (state * 1664525) + 1013904223;
            return state / 7 % below;
        }

        int missed = 0;
        for (int edit = 0; edit < Edits; edit++)
        {
            await using IDbContextTransaction attempt = await context.Database.BeginTransactionAsync(Cancel);
            long first = 1 + Next(last - 1), second = first + 1 + Next(last - first);
            (string sql, long? expected) = (edit % 5) switch
            {
                0 => ($"UPDATE audit SET {Changed(Columns[Next(Columns.Length)])} WHERE Seq = {first}", first),
                1 => ($"DELETE FROM audit WHERE Seq = {first}", (long?)first),
                2 => (Swap(first, second), first),
                3 => ($"INSERT INTO audit SELECT {last + 1}, {string.Join(", ", Columns)} FROM audit WHERE Seq = {first}", last + 1),
                _ => ($"UPDATE audit SET Seq = {last + 1 + Next(50)} WHERE Seq = {first}", first),
            };
            await context.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal), Cancel);
            AuditReport report = await AuditVerifier.WalkAsync(context, store.Store.Keys, anchor, 1, long.MaxValue, Cancel);
            missed += report.Verdict == AuditVerdict.Broken && report.FirstBadSeq == expected ? 0 : 1;
            await attempt.RollbackAsync(Cancel);
        }

        TestContext.Current.SendDiagnosticMessage($"Random edits of the trail: {Edits}, missed or at the wrong row: {missed}.");
        Assert.Equal(0, missed);
        Assert.Equal(AuditVerdict.Intact, (await AuditVerifier.WalkAsync(context, store.Store.Keys, anchor, 1, long.MaxValue, Cancel)).Verdict);
    }

    [Fact]
    public async Task TailCut_By1To100Rows_IsFoundThroughTheAnchor()
    {
        await using TestStore store = await TestStore.OpenAsync();
        long last = await FillAsync(store, 110);
        AuditAnchorState anchor = AuditAnchor.Read(store.Paths.AuditAnchorPath)!;
        await using HostDbContext context = await UnguardedAsync(store);
        int missed = 0;
        for (int cut = 1; cut <= 100; cut++)
        {
            await using IDbContextTransaction attempt = await context.Database.BeginTransactionAsync(Cancel);
            await context.Audit.Where(row => row.Seq > last - cut).ExecuteDeleteAsync(Cancel);
            AuditReport report = await AuditVerifier.WalkAsync(context, store.Store.Keys, anchor, 1, long.MaxValue, Cancel);
            missed += report.Verdict == AuditVerdict.TailMissing && report.Head == last - cut && report.Anchor == last ? 0 : 1;
            await attempt.RollbackAsync(Cancel);
        }

        TestContext.Current.SendDiagnosticMessage($"Tail cut by 1 to 100 rows: missed {missed}.");
        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task Start_TailCut_IsRefusedUntilTheLossIsAccepted()
    {
        await using TestStore store = await TestStore.OpenAsync();
        long last = await FillAsync(store, 5);
        await store.SqlAsync($"DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE Seq > {last - 3}");

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(store.ReopenAsync);
        Assert.Contains("3 acknowledged events are missing", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--accept-loss", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(AuditVerdict.TailMissing, (await AuditCheck.RunAsync(store.Paths, 1, long.MaxValue, null, Cancel)).Verdict);

        await (await HostStore.OpenAsync(store.Paths, store.Time, new StoreOpening { AcceptLoss = true }, Cancel)).DisposeAsync();
        await store.StartAsync();
        AuditEntry accepted = (await store.Audit.LastAsync(1, Cancel))[0];
        Assert.Equal(("audit.loss-accepted", last - 2), (accepted.Action, accepted.Seq));
        Assert.Contains("\"missing\":\"3\"", accepted.Details, StringComparison.Ordinal);
        Assert.Equal(AuditVerdict.Intact, (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Verdict);
    }

    [Fact]
    public async Task Start_WithYesterdaysDatabase_IsRefused()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await FillAsync(store, 3);
        await store.StopAsync();
        byte[] yesterday = await File.ReadAllBytesAsync(store.Paths.DatabasePath, Cancel);
        await store.StartAsync();
        await FillAsync(store, 2);
        await store.StopAsync();
        await File.WriteAllBytesAsync(store.Paths.DatabasePath, yesterday, Cancel);
        File.Delete(store.Paths.DatabasePath + "-wal");
        File.Delete(store.Paths.DatabasePath + "-shm");

        await Assert.ThrowsAsync<StoreException>(store.StartAsync);

        await (await HostStore.OpenAsync(store.Paths, store.Time, new StoreOpening { AcceptLoss = true }, Cancel)).DisposeAsync();
        await store.StartAsync();
    }

    [Fact]
    public async Task Start_AnchorMissingOrDamaged_IsRefused_OneTornSlotIsNot()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await FillAsync(store, 3);
        await store.StopAsync();
        byte[] whole = await File.ReadAllBytesAsync(store.Paths.AuditAnchorPath, Cancel);
        Assert.Equal(256, whole.Length);

        foreach (byte[] broken in (byte[][])[[], new byte[256], [.. whole.Select(value => (byte)~value)]])
        {
            await File.WriteAllBytesAsync(store.Paths.AuditAnchorPath, broken, Cancel);
            await Assert.ThrowsAsync<StoreException>(store.StartAsync);
        }

        File.Delete(store.Paths.AuditAnchorPath);
        await Assert.ThrowsAsync<StoreException>(store.StartAsync);

        // The power went while the newer slot was written: the older one says less, and the database is ahead of it.
        AuditAnchorState newest = Read(store, whole);
        int slot = (int)(newest.Counter % 2) * 128;
        byte[] torn = [.. whole];
        torn.AsSpan(slot + 40, 60).Clear();
        await File.WriteAllBytesAsync(store.Paths.AuditAnchorPath, torn, Cancel);
        Assert.True(Read(store, torn).Head.Seq < newest.Head.Seq);
        MakePrivate(store.Paths.AuditAnchorPath);
        await store.StartAsync();
        Assert.Equal(AuditVerdict.Intact, (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Verdict);
    }

    [Fact]
    public async Task Start_LastRowChanged_IsRefused()
    {
        await using TestStore store = await TestStore.OpenAsync();
        long last = await FillAsync(store, 3);
        await store.SqlAsync($"DROP TRIGGER audit_no_update; UPDATE audit SET Actor = 'nobody' WHERE Seq = {last}");
        await Assert.ThrowsAsync<StoreException>(store.ReopenAsync);
        await store.SqlAsync($"UPDATE audit SET Actor = 'system' WHERE Seq = {last}");
        await store.StartAsync();
    }

    [Fact]
    public async Task KilledBetweenCommitAndAnchor_StartsWithoutAlarm()
    {
        await using TestStore store = await TestStore.OpenAsync();
        int alarms = 0;
        for (int round = 0; round < 20; round++)
        {
            byte[] before = await File.ReadAllBytesAsync(store.Paths.AuditAnchorPath, Cancel);
            await FillAsync(store, 1);
            await store.StopAsync();
            await File.WriteAllBytesAsync(store.Paths.AuditAnchorPath, before, Cancel);
            try
            {
                await store.StartAsync();
            }
            catch (StoreException)
            {
                alarms++;
            }
        }

        Assert.Equal(0, alarms);
        Assert.Equal(AuditVerdict.Intact, (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Verdict);
    }

    private static AuditAnchorState Read(TestStore store, byte[] bytes)
    {
        string path = store.Paths.AuditAnchorPath + ".test";
        File.WriteAllBytes(path, bytes);
        MakePrivate(path);
        return AuditAnchor.Read(path)!;
    }

    private static void MakePrivate(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static string Changed(string column) => column switch
    {
        "At" or "Ticks" => $"{column} = {column} + 1",
        "PrevMac" or "Mac" => $"{column} = randomblob(32)",
        _ => $"{column} = {column} || 'x'",
    };

    private static string Swap(long first, long second) => $"""
        UPDATE audit SET Seq = -1 WHERE Seq = {first};
        UPDATE audit SET Seq = {first} WHERE Seq = {second};
        UPDATE audit SET Seq = {second} WHERE Seq = -1;
        """;

    private static async Task<long> FillAsync(TestStore store, int changes)
    {
        Account account = await store.AddMessengerAsync($"A{Guid.NewGuid():N}"[..8]);
        for (int change = 1; change < changes; change++)
            await store.Accounts.ChangeAsync(account.Id, new AccountChange { Environment = $"e{change}" }, Cancel);
        return (await store.Audit.LastAsync(1, Cancel))[0].Seq;
    }

    private static async Task<HostDbContext> UnguardedAsync(TestStore store)
    {
        await store.SqlAsync("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_at_end;");
        SqliteConnection connection = new(HostDatabase.ConnectionString(store.Paths.DatabasePath) + ";Pooling=False");
        await connection.OpenAsync(Cancel);
        return new HostDbContext(new DbContextOptionsBuilder<HostDbContext>().UseSqlite(connection, contextOwnsConnection: true).Options);
    }
}
