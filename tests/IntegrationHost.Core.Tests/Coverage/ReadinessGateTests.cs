using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Coverage;

public sealed class ReadinessGateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("eu-production", "prod", true)]
    [InlineData("staging", "prod", false)]
    [InlineData("pre-prod", "prod", false)]
    [InlineData("", "prod", false)]
    [InlineData("staging", null, true)]
    public async Task Judge_CoveredModule_CountsOnlyInItsEnvironment(string environment, string? asked, bool passes)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await AddAsync(store, "MESSENGER", environment, VerdictKind.Valid);
        await LinkAsync(store, "MessengerPingModule", account.Id);

        GateVerdict verdict = await store.Gate.JudgeAsync(new GateQuestion { Environment = asked }, Token);

        Assert.Equal((passes, 1, passes ? 1 : 0, passes ? 100.0 : 0.0), (verdict.Passed, verdict.Total, verdict.Covered, verdict.Percent));
        if (!passes)
        {
            GateGap gap = Assert.Single(verdict.Missing);
            Assert.Equal(CoverageState.OtherEnvironment, gap.Entry.State);
            Assert.Contains(environment.Length == 0 ? "no environment" : $"'{environment}'", gap.Entry.Reason, StringComparison.Ordinal);
            Assert.Contains("quick-create --exec-module", gap.Action, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Judge_Minimum_IsOfThoseThatNeedACredential()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await AddAsync(store, "MESSENGER", "prod", VerdictKind.Valid);
        await LinkAsync(store, "MessengerPingModule", account.Id);
        await LinkAsync(store, "MessengerPingModule", account.Id);
        await store.AddModuleAsync("LedgerInvoiceModule");

        Assert.Equal(66.6, (await store.Gate.JudgeAsync(new GateQuestion(), Token)).Percent);
        foreach ((int minimum, bool passes) in new[] { (0, true), (66, true), (67, false), (100, false) })
            Assert.Equal(passes, (await store.Gate.JudgeAsync(new GateQuestion { Minimum = minimum }, Token)).Passed);
    }

    [Theory]
    [InlineData(VerdictKind.Invalid, "accounts set-secret")]
    [InlineData(VerdictKind.Indeterminate, "accounts verify")]
    [InlineData(VerdictKind.Insufficient, "https://messenger.example/keys")]
    public async Task Judge_Gap_NamesWhatClosesIt(VerdictKind found, string action)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await AddAsync(store, "MESSENGER", "prod", found);
        await LinkAsync(store, "MessengerPostModule", account.Id);

        GateGap gap = Assert.Single((await store.Gate.JudgeAsync(new GateQuestion { Environment = "prod" }, Token)).Missing);
        Assert.Contains(action, gap.Action, StringComparison.Ordinal);
        Assert.Contains(account.Id.ToString(), gap.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_WorkingAccountIsThere_ProposesToLinkIt()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await AddAsync(store, "A STAGING", "staging", VerdictKind.Valid);
        Account fit = await AddAsync(store, "B PROD", "production", VerdictKind.Valid, TestCatalog.OtherBotToken);
        StoredModule module = await store.AddModuleAsync("MessengerPingModule");

        GateGap gap = Assert.Single((await store.Gate.JudgeAsync(new GateQuestion { Environment = "prod" }, Token)).Missing);
        Assert.Contains($"modules link {fit.Id} {module.Id}", gap.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_HostileText_ReachesNoCommand()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddModuleAsync("MessengerPingModule", "x; touch pwned #");

        GateGap gap = Assert.Single((await store.Gate.JudgeAsync(new GateQuestion { Environment = "prod; touch pwned" }, Token)).Missing);
        Assert.DoesNotContain("touch", gap.Action, StringComparison.Ordinal);
        Assert.Contains("--environment NAME", gap.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_NothingNeedsACredential_Passes_ButAnUnknownWorkflowIsNone()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Assert.True((await store.Gate.JudgeAsync(new GateQuestion { Environment = "prod" }, Token)).Passed);
        await Assert.ThrowsAsync<NotFoundException>(() => store.Gate.JudgeAsync(new GateQuestion { Workflow = "Orders" }, Token));
    }

    [Fact]
    public async Task Judge_AccountThatMayNotBeRead_IsNotDescribed()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await AddAsync(store, "HIDDEN", "secret-place", VerdictKind.Valid);
        StoredModule module = await LinkAsync(store, "MessengerPingModule", account.Id);
        (Actor actor, _) = await store.AddActorAsync("reader");
        await store.Permissions.GrantAsync(SecuredType.Module, module.Id, "reader", Permission.Read, Token);

        GateGap gap = Assert.Single((await TestStore.AsAsync(actor, () => store.Gate.JudgeAsync(new GateQuestion { Environment = "prod" }, Token))).Missing);
        Assert.DoesNotContain("secret-place", gap.Entry.Reason, StringComparison.Ordinal);
        Assert.Contains("may not read it", gap.Action, StringComparison.Ordinal);
        Assert.Null(gap.Entry.AccountName);
    }

    private static async Task<Account> AddAsync(TestStore store, string name, string environment, VerdictKind verdict, string token = TestCatalog.BotToken)
    {
        Account account = (await store.Accounts.CreateAsync(
            new AccountDraft { ProviderId = "messenger", CredentialKindId = "bot-token", Name = name, Environment = environment, Fields = new Dictionary<string, string> { ["token"] = token } }, Token)).Account;
        store.Provider.Next = Verdicts.Of(verdict);
        await store.Verification.VerifyAsync(account.Id, Token);
        return account;
    }

    private static async Task<StoredModule> LinkAsync(TestStore store, string className, Guid accountId)
    {
        StoredModule module = await store.AddModuleAsync(className);
        Assert.True(Assert.Single(await store.Modules.LinkAsync(accountId, [module.Id], Token)).Linked);
        return module;
    }
}
