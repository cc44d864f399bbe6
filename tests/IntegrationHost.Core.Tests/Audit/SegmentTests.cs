using System.Text.Json;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Events;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Audit;

/// <summary>Parts of the trail are closed, exported and taken out; whoever takes out more than that is found.</summary>
public sealed class SegmentTests
{
    private const string AnyHash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Segment_ClosedAndTakenOut_LeavesAChainThatHolds()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await FillAsync(store, 10);
        AuditSegments segments = new(store.Store);

        AuditSegment closed = await segments.CloseAsync(Cancel);
        await FillAsync(store, 5);
        IReadOnlyList<AuditEntry> exported = await store.Audit.ListAsync(0, (int)closed.Last, Cancel);
        AuditSegment removed = await segments.RemoveAsync(1, exported[^1].Mac, AnyHash, Cancel);

        Assert.Equal((1L, 1L, closed.Last, true), (removed.Number, removed.First, removed.Last, removed.Removed));
        AuditReport report = await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel);
        Assert.Equal((AuditVerdict.Intact, closed.Last), (report.Verdict, report.Removed));
        Assert.Equal(closed.Last + 1, (await store.Audit.ListAsync(0, 1, Cancel))[0].Seq);
        Assert.Equal(AuditVerdict.Intact, (await store.Audit.VerifyAsync(3, long.MaxValue, null, Cancel)).Verdict);

        // A second one, after a restart, and the exported events still lead to what is in the store.
        await store.ReopenAsync();
        segments = new(store.Store);
        AuditSegment second = await segments.CloseAsync(Cancel);
        IReadOnlyList<AuditEntry> more = await store.Audit.ListAsync(closed.Last, (int)(second.Last - closed.Last), Cancel);
        Assert.Null(store.Audit.FindBad(0, "", [.. exported, .. more]));
        await segments.RemoveAsync(2, more[^1].Mac, AnyHash.ToUpperInvariant(), Cancel);

        // That the first was taken out was told in the second: the file of that tells it now.
        Assert.Equal([(2L, true, false), (3L, false, true)], (await segments.ListAsync(Cancel)).Select(known => (known.Number, known.Removed, known.Open)));
        Assert.Equal(AnyHash, (await segments.ListAsync(Cancel))[0].Sha256);
        Assert.Equal((AuditVerdict.Intact, second.Last), ((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Verdict, (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Removed));
        await store.ReopenAsync();
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => store.SqlAsync("DELETE FROM audit"));
    }

    [Fact]
    public async Task Segment_ThatIsOpenOrChangedOrNotExportedAsItIs_StaysWhole()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await FillAsync(store, 5);
        AuditSegments segments = new(store.Store);
        string mac = (await store.Audit.LastAsync(1, Cancel))[0].Mac;
        await Assert.ThrowsAsync<ConflictException>(() => segments.RemoveAsync(1, mac, AnyHash, Cancel));
        await segments.CloseAsync(Cancel);
        await FillAsync(store, 2);
        string second = (await store.Audit.LastAsync(1, Cancel))[0].Mac;
        await segments.CloseAsync(Cancel);

        await Assert.ThrowsAsync<ConflictException>(() => segments.RemoveAsync(1, second, AnyHash, Cancel));
        await Assert.ThrowsAsync<ConflictException>(() => segments.RemoveAsync(1, mac, "none", Cancel));
        await Assert.ThrowsAsync<ConflictException>(() => segments.RemoveAsync(2, second, AnyHash, Cancel));
        await Assert.ThrowsAsync<NotFoundException>(() => segments.RemoveAsync(9, mac, AnyHash, Cancel));
        (Actor alice, _) = await store.AddActorAsync("alice");
        await Assert.ThrowsAsync<AccessDeniedException>(() => TestStore.AsAsync(alice, () => segments.RemoveAsync(1, mac, AnyHash, Cancel)));
        await Assert.ThrowsAsync<AccessDeniedException>(() => TestStore.AsAsync(alice, () => segments.CloseAsync(Cancel)));
        await Assert.ThrowsAsync<AccessDeniedException>(() => TestStore.AsAsync(alice, () => store.Audit.HashAsync("x", Cancel)));

        await store.SqlAsync("DROP TRIGGER audit_no_update; UPDATE audit SET Actor = 'nobody' WHERE Seq = 3");
        ConflictException kept = await Assert.ThrowsAsync<ConflictException>(() => segments.RemoveAsync(1, mac, AnyHash, Cancel));
        Assert.Contains("Event 3", kept.Message, StringComparison.Ordinal);
        await store.SqlAsync("UPDATE audit SET Actor = 'system' WHERE Seq = 3; CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'no'); END;");
        await segments.RemoveAsync(1, mac, AnyHash, Cancel);
    }

    /// <summary>Whoever has the database alone cannot make a removal: neither a longer one, nor one out of nothing.</summary>
    [Theory]
    [InlineData("DELETE FROM audit WHERE Seq < (SELECT Seq FROM audit WHERE Action = 'audit.segment' ORDER BY Seq DESC LIMIT 1)")]
    [InlineData("DELETE FROM audit WHERE Seq = (SELECT min(Seq) FROM audit)")]
    [InlineData("UPDATE audit SET Details = replace(Details, '\"last\":\"', '\"last\":\"1') WHERE Action = 'audit.segment-removed'")]
    [InlineData("DELETE FROM audit WHERE Action = 'audit.segment-removed'")]
    [InlineData("UPDATE audit SET Action = 'audit.hash' WHERE Action = 'audit.segment-removed'")]
    public async Task Removal_MadeBySql_IsFound(string statement)
    {
        await using TestStore store = await TestStore.OpenAsync();
        AuditSegments segments = new(store.Store);
        for (int round = 0; round < 3; round++)
        {
            await FillAsync(store, 4);
            await segments.CloseAsync(Cancel);
        }

        AuditSegment first = (await segments.ListAsync(Cancel))[0];
        await segments.RemoveAsync(1, first.LastMac, AnyHash, Cancel);
        Assert.Equal(AuditVerdict.Intact, (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Verdict);

        await store.SqlAsync("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_at_end;");
        Assert.True(await store.SqlAsync(statement) > 0);

        Assert.Equal(AuditVerdict.Broken, (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Verdict);
    }

    [Fact]
    public async Task ExportedEvents_ChangedInAnyWay_AreFoundAtTheRightOne()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await FillAsync(store, 20);
        IReadOnlyList<AuditEntry> whole = [.. (await store.Audit.ListAsync(0, 100, Cancel)).Select(Again)];
        Assert.Null(store.Audit.FindBad(0, "", whole));
        Assert.Null(store.Audit.FindBad(5, whole[4].Mac, [.. whole.Skip(5)]));

        Func<AuditEntry, AuditEntry>[] edits =
        [
            entry => entry with { At = entry.At.AddMilliseconds(1) }, entry => entry with { Ticks = entry.Ticks + 1 }, entry => entry with { BootId = "x" }, entry => entry with { Actor = "x" },
            entry => entry with { Action = "x" }, entry => entry with { ObjectType = "x" }, entry => entry with { ObjectId = "x" }, entry => entry with { Result = "denied" },
            entry => entry with { RequestId = "x" }, entry => entry with { Details = entry.Details + " " }, entry => entry with { Mac = "zz" }, entry => entry with { PrevMac = "" },
            entry => entry with { Mac = new string('0', 64) }, entry => entry with { Seq = entry.Seq + 500 },
        ];
        int missed = 0;
        for (int at = 1; at < whole.Count - 1; at++)
        {
            foreach (Func<AuditEntry, AuditEntry> edit in edits)
                missed += store.Audit.FindBad(0, "", [.. whole.Select((entry, index) => index == at ? edit(entry) : entry)]) == at + 1 ? 0 : 1;
            missed += store.Audit.FindBad(0, "", [.. whole.Where((_, index) => index != at)]) == at + 1 ? 0 : 1;
            missed += store.Audit.FindBad(0, "", [.. whole.Take(at), whole[at + 1], whole[at], .. whole.Skip(at + 2)]) == at + 1 ? 0 : 1;
        }

        Amount.Report($"Exported trail: {(whole.Count - 2) * (edits.Length + 2)} edits, {missed} missed");
        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task Reader_OfEventsThatWereTakenOut_IsToldThatSomethingIsLost()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await FillAsync(store, 5);
        AuditSegments segments = new(store.Store);
        AuditSegment closed = await segments.CloseAsync(Cancel);
        await segments.RemoveAsync(1, closed.LastMac, AnyHash, Cancel);
        EventFeed feed = new(store.Store, store.Coverage);

        Assert.Equal("lost", (await feed.ReadAsync(closed.Last - 2, null, Cancel)).Events[0].Kind);
        Assert.Empty((await feed.ReadAsync(closed.Last, null, Cancel)).Events);
    }

    [Fact]
    public async Task Address_ThatAnAccountWasPointedAt_CanBeAskedForByItsHash()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.Accounts.ChangeAsync(account.Id, new AccountChange { BaseUrlGiven = true, BaseUrl = "http://127.0.0.1:7700/api" }, Cancel);
        string stored = (await store.Accounts.FindAsync(account.Id, Cancel))!.BaseUrl!;
        AuditEntry pointed = (await store.Audit.LastAsync(1, Cancel))[0];

        string hash = await store.Audit.HashAsync(stored, Cancel);

        Assert.Contains(hash, pointed.Details, StringComparison.Ordinal);
        Assert.DoesNotContain(hash, pointed.Details.Replace(hash, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotEqual(hash, await store.Audit.HashAsync("http://127.0.0.1:7701/api", Cancel));
        Assert.All(await store.Audit.LastAsync(2, Cancel), asked => Assert.Equal(("audit.hash", "{}"), (asked.Action, asked.Details)));
        await using TestStore other = await TestStore.OpenAsync();
        Assert.NotEqual(hash, await other.Audit.HashAsync(stored, Cancel));
    }

    /// <summary>As it comes back from an exported file.</summary>
    private static AuditEntry Again(AuditEntry entry) => JsonSerializer.Deserialize<AuditEntry>(JsonSerializer.Serialize(entry with
    {
        Details = AuditService.Write(JsonSerializer.Deserialize<Dictionary<string, string>>(entry.Details)!),
    }))!;

    private static async Task FillAsync(TestStore store, int changes)
    {
        Account account = await store.AddMessengerAsync($"A{Guid.NewGuid():N}"[..8]);
        for (int change = 1; change < changes; change++)
            await store.Accounts.ChangeAsync(account.Id, new AccountChange { Environment = $"e{change}" }, Cancel);
    }
}
