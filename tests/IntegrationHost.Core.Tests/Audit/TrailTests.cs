using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Tests.Audit;

public sealed class TrailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_AreRecordedWithNamesOfFieldsAndNoValues()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.Accounts.ChangeAsync(account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["token"] = TestCatalog.OtherBotToken } }, Cancel);
        await store.Accounts.DeleteAsync(account.Id, Cancel);

        IReadOnlyList<AuditEntry> events = await store.Audit.ListAsync(0, 100, Cancel);

        Assert.Equal(["audit.open", "account.create", "account.change", "account.delete"], events.Select(happened => happened.Action));
        Assert.Equal(Enumerable.Range(1, 4).Select(seq => (long)seq), events.Select(happened => happened.Seq));
        Assert.Contains("\"fields\":\"token\"", events[2].Details, StringComparison.Ordinal);
        Assert.DoesNotContain(events, happened => happened.Details.Contains("mgb-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Uses_HaveAnIntentBeforeAndAnOutcomeAfter()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        Guid module = (await store.AddModuleAsync("MessengerPingModule")).Id;
        await store.Modules.LinkAsync(account.Id, [module], Cancel);
        long before = (await store.Audit.LastAsync(1, Cancel))[0].Seq;

        await store.Verification.VerifyAsync(account.Id, Cancel);
        await store.Modules.ExecuteAsync(module, "{}", Cancel);

        Assert.Equal(
            ["account.verify intent", "account.verify ok", "module.execute intent", "module.execute ok"],
            (await store.Audit.ListAsync(before, 100, Cancel)).Select(happened => $"{happened.Action} {happened.Result}"));
        Assert.Equal(0, (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).UnknownOutcomes);
    }

    [Fact]
    public async Task Use_EndsWithTheHost_ShowsAsUnknownOutcome()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.Store.Audit.IntendAsync(new AuditEvent(AuditActions.AccountVerify, "account", account.Id.ToString(), AuditResults.Intent), Cancel);

        await store.ReopenAsync();

        Assert.Equal(1, (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).UnknownOutcomes);
    }

    [Theory]
    [InlineData("UPDATE audit SET Actor = 'nobody' WHERE Seq = 1")]
    [InlineData("DELETE FROM audit")]
    [InlineData("INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE Seq = 1")]
    public async Task Sql_OnTheTrail_IsRefusedByTheDatabase(string statement)
    {
        await using TestStore store = await TestStore.OpenAsync();
        SqliteException refusal = await Assert.ThrowsAsync<SqliteException>(() => store.SqlAsync(statement));
        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trail_NotWritable_NothingIsChangedAndNoSecretIsOpened()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        Guid module = (await store.AddModuleAsync("MessengerPingModule")).Id;
        await store.Modules.LinkAsync(account.Id, [module], Cancel);
        await store.SqlAsync("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no space'); END;");

        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.Verification.VerifyAsync(account.Id, Cancel));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.Modules.ExecuteAsync(module, "{}", Cancel));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.Accounts.ChangeAsync(account.Id, new AccountChange { Name = "OTHER" }, Cancel));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.Accounts.DeleteAsync(account.Id, Cancel));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.AddMessengerAsync("SECOND"));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.Modules.UnlinkAsync(module, Cancel));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.Principals.CreateAsync("alice", [], enabled: true, Cancel));

        Assert.Equal(0, store.Provider.Calls);
        Assert.Null(store.Provider.LastSecret);
        await store.SqlAsync("DROP TRIGGER full");
        Assert.Equal("MESSENGER", Assert.Single(await store.Accounts.ListAsync(Cancel)).Name);
        Assert.Empty(await store.Principals.ListAsync(Cancel));
        Assert.Equal(account.Id, (await store.Modules.FindAsync(module, Cancel))!.AccountId);
    }

    [Fact]
    public async Task Outcome_LostTwice_NothingIsUsedAnyMore()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();

        // The intent is still written; then the disk is full.
        store.Provider.During = () => store.SqlAsync("CREATE TRIGGER IF NOT EXISTS full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no space'); END;");
        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.Verification.VerifyAsync(account.Id, Cancel));
        await store.SqlAsync("DROP TRIGGER full");
        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.Verification.VerifyAsync(account.Id, Cancel));
        await store.SqlAsync("DROP TRIGGER full");
        int calls = store.Provider.Calls;

        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.Verification.VerifyAsync(account.Id, Cancel));

        Assert.Equal(calls, store.Provider.Calls);
        await store.ReopenAsync();
        Assert.Equal(2, (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).UnknownOutcomes);
        await store.Verification.VerifyAsync(account.Id, Cancel);
    }

    [Fact]
    public void Event_WithADetailOrActionThatIsNotInTheList_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => AuditActions.Check(new AuditEvent(AuditActions.AccountCreate, "account", "", AuditResults.Ok, ("value", "x"))));
        Assert.Throws<ArgumentException>(() => AuditActions.Check(new AuditEvent("account.peek", "account", "", AuditResults.Ok)));
    }

    [Fact]
    public async Task Actor_IsWhoActs_AlsoInWhatTheRequestStarts()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, _) = await store.AddActorAsync("alice", "ADMIN");
        Account account = await TestStore.AsAsync(alice, () => store.AddMessengerAsync());

        await TestStore.AsAsync(alice, () => store.Verification.VerifyAsync(account.Id, Cancel));

        Assert.All((await store.Audit.LastAsync(3, Cancel)), happened => Assert.Equal(alice.Id, happened.Actor));
        Assert.Equal("system", ActingAs.Current.Id);
    }

    [Fact]
    public async Task ConcurrentWriters_MakeOneChain()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            for (int round = 0; round < 10; round++)
                await store.Accounts.ChangeAsync(account.Id, new AccountChange { Name = $"W{writer}R{round}" }, Cancel);
        })));

        AuditReport report = await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel);
        Assert.Equal((AuditVerdict.Intact, 162L, 162L), (report.Verdict, report.Rows, report.Anchor));
    }

    [Fact]
    public void HostPaths_Anchor_IsOutsideTheDatabase() =>
        Assert.Equal("audit.anchor", Path.GetFileName(HostPaths.Resolve("/data", name => name == "HOME" ? "/home/x" : null).AuditAnchorPath));
}
