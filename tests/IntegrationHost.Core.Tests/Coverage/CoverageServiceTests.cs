using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Coverage;

public sealed class CoverageServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("MessengerPingModule", VerdictKind.Valid, null, null, CoverageState.Covered, "Runs.")]
    [InlineData("MessengerPingModule", VerdictKind.Insufficient, null, null, CoverageState.Covered, "Runs.")]
    [InlineData("MessengerPostModule", VerdictKind.Valid, "chat:write,users:read", null, CoverageState.Covered, "Runs.")]
    [InlineData("MessengerPostModule", VerdictKind.Valid, "users:read", null, CoverageState.LacksScope, "lacks chat:write")]
    [InlineData("MessengerPostModule", VerdictKind.Valid, "", null, CoverageState.LacksScope, "lacks chat:write")]
    [InlineData("MessengerPostModule", VerdictKind.Valid, null, null, CoverageState.Covered, "lists no scopes")]
    [InlineData("MessengerPostModule", VerdictKind.Insufficient, null, null, CoverageState.ScopesUnknown, "but not which")]
    [InlineData("MessengerPostModule", VerdictKind.Insufficient, null, "chat:write", CoverageState.LacksScope, "lacks chat:write")]
    [InlineData("MessengerPostModule", VerdictKind.Insufficient, null, "users:read", CoverageState.Covered, "lists no scopes")]
    [InlineData("MessengerReadModule", VerdictKind.Valid, "groups:read", null, CoverageState.Covered, "Runs.")]
    [InlineData("MessengerReadModule", VerdictKind.Valid, "chat:write", null, CoverageState.LacksScope, "lacks channels:read or groups:read")]
    [InlineData("MessengerPostModule", VerdictKind.Invalid, "chat:write", null, CoverageState.AccountInvalid, "refused")]
    [InlineData("MessengerPostModule", VerdictKind.Indeterminate, "chat:write", null, CoverageState.NotVerified, "smoke test")]
    [InlineData("MessengerPostModule", VerdictKind.RateLimited, "chat:write", null, CoverageState.NotVerified, "smoke test")]
    [InlineData("MessengerUserModule", VerdictKind.Valid, null, null, CoverageState.WrongKind, "user-token")]
    [InlineData("LedgerInvoiceModule", VerdictKind.Valid, null, null, CoverageState.WrongProvider, "Needs Ledger")]
    [InlineData("SomethingModule", VerdictKind.Valid, null, null, CoverageState.NoPlugin, "No active plugin")]
    public async Task GetAsync_LinkedModule_TellsStateAndReason(string className, VerdictKind verdict, string? scopes, string? missing, CoverageState state, string reason)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Provider.Next = Verdicts.Of(verdict) with { Scopes = Split(scopes), MissingScopes = Split(missing) ?? [] };
        await store.Verification.VerifyAsync(account.Id, Token);
        await LinkAsync(store, className, account.Id);

        CoverageEntry entry = Assert.Single((await store.Coverage.GetAsync(Token)).Entries);
        Assert.Equal(state, entry.State);
        Assert.Contains(reason, entry.Reason, StringComparison.Ordinal);
        Assert.Equal((account.Id, "MESSENGER"), (entry.AccountId, entry.AccountName));
        Assert.Equal(state == CoverageState.LacksScope, entry.MissingScopes.Count > 0);
        Assert.Equal(state == CoverageState.Covered ? 1 : 0, (await store.Coverage.GetHeroCountsAsync(Token)).Covered);
    }

    [Fact]
    public async Task GetHeroCountsAsync_VerdictOlderThanAWeek_IsStaleUntilTestedAgain()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.AddMessengerAsync("NEVER_TESTED", TestCatalog.OtherBotToken);
        store.Provider.Next = Verdicts.Valid("chat:write") with { At = store.Time.GetUtcNow() };
        await store.Verification.VerifyAsync(account.Id, Token);
        store.Time.Advance(CoverageService.StaleAfter);
        Assert.Equal((0, 1), await CountsAsync());

        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), await CountsAsync());

        store.Provider.Next = Verdicts.Valid("chat:write") with { At = store.Time.GetUtcNow() };
        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal((0, 1), await CountsAsync());

        async Task<(int Stale, int Unverified)> CountsAsync() => await store.Coverage.GetHeroCountsAsync(Token) is var counts ? (counts.Stale, counts.Unverified) : default;
    }

    [Fact]
    public async Task GetAsync_AccountGoneClosedOrExpired_IsNotCovered()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Provider.Next = Verdicts.Valid("chat:write") with { ExpiresAt = store.Time.GetUtcNow().AddDays(10) };
        await store.Verification.VerifyAsync(account.Id, Token);
        await LinkAsync(store, "MessengerPostModule", account.Id);
        Assert.Equal(CoverageState.Covered, await StateAsync(store));
        HeroCounts before = await store.Coverage.GetHeroCountsAsync(Token);
        Assert.Equal((1, 0), (before.Expiring, before.Expired));

        store.Time.Advance(TimeSpan.FromDays(10));
        Assert.Equal(CoverageState.Expired, await StateAsync(store));
        HeroCounts after = await store.Coverage.GetHeroCountsAsync(Token);
        Assert.Equal((0, 1), (after.Expiring, after.Expired));

        await store.Accounts.ChangeAsync(account.Id, new AccountChange { Status = AccountStatus.Closed }, Token);
        Assert.Equal(CoverageState.AccountInvalid, await StateAsync(store));

        await store.SqlAsync("UPDATE accounts SET Trashed = 1");
        Assert.Equal(CoverageState.AccountMissing, await StateAsync(store));
    }

    [Fact]
    public async Task GetAsync_Mixture_CountsByCategoryAndAgreesWithTheHero()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account messenger = await store.AddMessengerAsync();
        Account ledger = await store.AddLedgerAsync();
        store.Provider.Next = Verdicts.Valid("chat:write");
        await store.Verification.VerifyAsync(messenger.Id, Token);
        store.Provider.Next = Verdicts.Of(VerdictKind.Invalid);
        await store.Verification.VerifyAsync(ledger.Id, Token);
        await LinkAsync(store, "MessengerPostModule", messenger.Id);
        await LinkAsync(store, "com.other.MessengerPostModule", messenger.Id);
        await LinkAsync(store, "LedgerInvoiceModule", ledger.Id);
        await store.AddModuleAsync("messengerReadModule");
        await store.AddModuleAsync("ZebraModule");
        foreach (string free in (string[])["com.valkyrlabs.workflow.modules.control.LooperModule", "mapIOModule", "EchoModule", "Flatten", "transform.MapModule"])
            await store.AddModuleAsync(free);
        StoredModule trashed = await store.AddModuleAsync("MessengerPostModule");
        await store.Modules.DeleteAsync(trashed.Id, trash: true, Token);

        Core.Coverage.Coverage coverage = await store.Coverage.GetAsync(Token);

        Assert.Equal((5, 2, 5), (coverage.Total, coverage.Covered, coverage.NotNeeded));
        Assert.Equal([new("Billing", 1, 0), new("Messaging", 3, 2), new("Unknown", 1, 0)], coverage.Categories);
        Assert.Equal(1, coverage.Entries.Count(entry => entry.State == CoverageState.NotLinked));
        Assert.Equal(
            new HeroCounts(
                Accounts: 2, Ready: 1, Verified: 1, Insufficient: 0, Invalid: 1, Unverified: 0, Expiring: 0, Expired: 0, VaultBacked: 0, Modules: 5, Linked: 3, Covered: 2, Flagged: 0, Stale: 0),
            await store.Coverage.GetHeroCountsAsync(Token));
    }

    [Fact]
    public async Task GetAsync_VerdictPointerTurnedToAnotherAccount_DoesNotCount()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account good = await store.AddMessengerAsync("GOOD");
        Account bad = await store.AddMessengerAsync("BAD", TestCatalog.OtherBotToken);
        await store.Verification.VerifyAsync(good.Id, Token);
        await LinkAsync(store, "MessengerPingModule", bad.Id);
        await store.SqlAsync("UPDATE accounts SET EarnedVerdictId = (SELECT EarnedVerdictId FROM accounts WHERE Name = 'GOOD')");
        Assert.Equal(CoverageState.NotVerified, await StateAsync(store));
        Assert.False((await store.Accounts.FindAsync(bad.Id, Token))!.Verified);
    }

    private static async Task LinkAsync(TestStore store, string className, Guid accountId) => await store.Modules.SaveAsync(
        null, new System.Text.Json.Nodes.JsonObject { ["className"] = className, ["integrationAccount"] = new System.Text.Json.Nodes.JsonObject { ["id"] = accountId.ToString() } }, Token);

    private static async Task<CoverageState> StateAsync(TestStore store) => Assert.Single((await store.Coverage.GetAsync(Token)).Entries).State;

    private static string[]? Split(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
