using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Tests.TestHost;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.Guard;

public sealed class AccountFindingTests
{
    private static readonly AccountOwner Acme = new("workspace id", "T0ACME", "Acme");
    private static readonly AccountOwner Zenith = new("workspace id", "T0ZENITH", "Zenith");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("staging", "live", null, FindingCode.LiveKeyOutsideProduction, "test key")]
    [InlineData("production", "test", null, FindingCode.TestKeyInProduction, "live key")]
    [InlineData("prod", null, "DEVELOPER_TEST", FindingCode.SandboxInProduction, "'DEVELOPER_TEST'")]
    public async Task VerifyAsync_MismatchWithTheEnvironment_IsAFindingAndNotCovered(string environment, string? mode, string? type, FindingCode code, string advice)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.Accounts.ChangeAsync(account.Id, new AccountChange { Environment = environment }, Token);
        await LinkAsync(store, account.Id);
        store.Provider.Next = Verdicts.Valid() with { Mode = mode, AccountType = type };
        await store.Verification.VerifyAsync(account.Id, Token);

        AccountFinding finding = Assert.Single((await store.Accounts.FindAsync(account.Id, Token))!.Findings);
        Assert.Equal((code, FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains(advice, finding.Message, StringComparison.Ordinal);
        Assert.Contains($"'{environment}'", finding.Message, StringComparison.Ordinal);
        CoverageEntry entry = Assert.Single((await store.Coverage.GetAsync(Token)).Entries);
        Assert.Equal(CoverageState.WrongEnvironment, entry.State);
        Assert.StartsWith("Must not run: ", entry.Reason, StringComparison.Ordinal);
        HeroCounts hero = await store.Coverage.GetHeroCountsAsync(Token);
        Assert.Equal((1, 0, 1), (hero.Verified, hero.Covered, hero.Flagged));

        // The environment was wrong, not the key: corrected, nothing is left.
        await store.Accounts.ChangeAsync(account.Id, new AccountChange { Environment = "" }, Token);
        Assert.Empty((await store.Accounts.FindAsync(account.Id, Token))!.Findings);
        hero = await store.Coverage.GetHeroCountsAsync(Token);
        Assert.Equal((1, 0), (hero.Covered, hero.Flagged));
    }

    [Theory]
    [InlineData("production", "live", "Full")]
    [InlineData("staging", "test", "Trial")]
    [InlineData("", "live", "Trial")]
    [InlineData("staging", null, "STANDARD")]
    public async Task VerifyAsync_FitsOrNobodyKnows_FindsNothing(string environment, string? mode, string? type)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.Accounts.ChangeAsync(account.Id, new AccountChange { Environment = environment }, Token);
        store.Provider.Next = Verdicts.Valid() with { Mode = mode, AccountType = type };
        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Empty((await store.Accounts.FindAsync(account.Id, Token))!.Findings);
    }

    [Fact]
    public async Task VerifyAsync_AnotherOwnerThanBefore_IsFlaggedUntilAPersonAcceptsIt()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await LinkAsync(store, account.Id);
        store.Provider.Next = Verdicts.Valid() with { Owner = Acme };
        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal(Acme, (await store.Accounts.FindAsync(account.Id, Token))!.ExpectedOwner);

        // Twice: the second test must not take for granted what the first one found.
        store.Provider.Next = Verdicts.Valid() with { Owner = Zenith };
        await store.Verification.VerifyAsync(account.Id, Token);
        await store.Verification.VerifyAsync(account.Id, Token);
        Account flagged = (await store.Accounts.FindAsync(account.Id, Token))!;
        AccountFinding finding = Assert.Single(flagged.Findings);
        Assert.Equal(FindingCode.AnotherOwner, finding.Code);
        Assert.Contains("Zenith (workspace id T0ZENITH)", finding.Message, StringComparison.Ordinal);
        Assert.Contains("Acme (workspace id T0ACME)", finding.Message, StringComparison.Ordinal);
        Assert.Equal(CoverageState.WrongOwner, Assert.Single((await store.Coverage.GetAsync(Token)).Entries).State);
        Assert.Equal(1, (await store.Coverage.GetHeroCountsAsync(Token)).Flagged);

        await store.Accounts.ChangeAsync(account.Id, new AccountChange { AcceptOwner = true }, Token);
        Account accepted = (await store.Accounts.FindAsync(account.Id, Token))!;
        Assert.Equal(Zenith, accepted.ExpectedOwner);
        Assert.Empty(accepted.Findings);
        Assert.Equal(CoverageState.Covered, Assert.Single((await store.Coverage.GetAsync(Token)).Entries).State);
    }

    [Fact]
    public async Task VerifyAsync_SameOwnerRenamed_OrRefused_IsNoOtherOwner()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Provider.Next = Verdicts.Valid() with { Owner = Acme };
        await store.Verification.VerifyAsync(account.Id, Token);
        store.Provider.Next = Verdicts.Valid() with { Owner = Acme with { Name = "Acme Renamed" } };
        await store.Verification.VerifyAsync(account.Id, Token);
        Account renamed = (await store.Accounts.FindAsync(account.Id, Token))!;
        Assert.Equal("Acme Renamed", renamed.ExpectedOwner!.Name);
        Assert.Empty(renamed.Findings);

        store.Provider.Next = Verdicts.Of(VerdictKind.Invalid);
        await store.Verification.VerifyAsync(account.Id, Token);
        Account refused = (await store.Accounts.FindAsync(account.Id, Token))!;
        Assert.Equal(Acme.Id, refused.ExpectedOwner!.Id);
        Assert.Empty(refused.Findings);
    }

    [Fact]
    public async Task FindAsync_AsTimePasses_WarnsOfTheEndAndThenTurnsIntoAnError()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Provider.Next = Verdicts.Valid() with { ExpiresAt = store.Time.GetUtcNow().AddDays(20) };
        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Empty((await store.Accounts.FindAsync(account.Id, Token))!.Findings);

        store.Time.Advance(TimeSpan.FromDays(7));
        Account soon = (await store.Accounts.FindAsync(account.Id, Token))!;
        AccountFinding warning = Assert.Single(soon.Findings);
        Assert.Equal((FindingCode.ExpiresSoon, FindingSeverity.Warning, AccountStatus.Ready), (warning.Code, warning.Severity, soon.Status));
        Assert.Contains("2026-03-21", warning.Message, StringComparison.Ordinal);

        store.Time.Advance(TimeSpan.FromDays(13));
        Account gone = (await store.Accounts.FindAsync(account.Id, Token))!;
        AccountFinding error = Assert.Single(gone.Findings);
        Assert.Equal((FindingCode.Expired, FindingSeverity.Error, AccountStatus.Error), (error.Code, error.Severity, gone.Status));
        HeroCounts hero = await store.Coverage.GetHeroCountsAsync(Token);
        Assert.Equal((0, 1, 0), (hero.Ready, hero.Expired, hero.Flagged));
    }

    [Fact]
    public async Task ListAsync_SameCredentialTwice_IsAFindingOfBothUntilOneGoes()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account first = await store.AddMessengerAsync("FIRST");
        Account second = await store.AddMessengerAsync("SECOND");
        await store.AddMessengerAsync("OTHER", TestCatalog.OtherBotToken);
        IReadOnlyList<Account> all = await store.Accounts.ListAsync(Token);
        Assert.Equal([("FIRST", 1), ("OTHER", 0), ("SECOND", 1)], all.Select(account => (account.Name, account.Findings.Count)));
        AccountFinding finding = all[0].Findings[0];
        Assert.Equal((FindingCode.DuplicateSecret, FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("SECOND", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestCatalog.BotToken, finding.Message, StringComparison.Ordinal);

        await store.Accounts.TrashAsync(second.Id, Token);
        Assert.Empty((await store.Accounts.FindAsync(first.Id, Token))!.Findings);
    }

    [Fact]
    public async Task VerdictHistory_KeepsOwnerAndAccountType()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Provider.Next = Verdicts.Valid() with { Owner = Acme, AccountType = "Trial" };
        await store.Verification.VerifyAsync(account.Id, Token);
        await store.ReopenAsync();
        Verdict kept = Assert.Single(await store.Verification.HistoryAsync(account.Id, 10, Token));
        Assert.Equal((Acme, "Trial"), (kept.Owner, kept.AccountType));
    }

    private static async Task LinkAsync(TestStore store, Guid accountId) => await store.Modules.SaveAsync(
        null,
        new System.Text.Json.Nodes.JsonObject
        {
            ["className"] = "MessengerPingModule",
            ["integrationAccount"] = new System.Text.Json.Nodes.JsonObject { ["id"] = accountId.ToString() },
        },
        Token);
}
