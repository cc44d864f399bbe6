using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Tests.TestHost;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.Verification;

public sealed class VerificationRunnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(VerdictKind.Valid, AccountStatus.Ready, true)]
    [InlineData(VerdictKind.Insufficient, AccountStatus.Ready, true)]
    [InlineData(VerdictKind.Invalid, AccountStatus.Error, false)]
    public async Task VerifyAsync_Earned_DecidesStatusAndVerified(VerdictKind kind, AccountStatus status, bool verified)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Provider.Next = Verdicts.Of(kind) with
        {
            ErrorCode = "e",
            Scopes = ["a", "b"],
            MissingScopes = ["c"],
            ExpiresAt = store.Time.GetUtcNow().AddDays(1),
            Mode = "live",
        };
        Verdict verdict = await store.Verification.VerifyAsync(account.Id, Token);
        Account after = (await store.Accounts.FindAsync(account.Id, Token))!;
        Assert.Equal((status, verified), (after.Status, after.Verified));
        Assert.Equivalent(verdict, after.EarnedVerdict, strict: true);
        Assert.Equivalent(verdict, after.LastAttempt, strict: true);
        Assert.Equivalent(verdict, Assert.Single(await store.Verification.HistoryAsync(account.Id, 10, Token)), strict: true);
    }

    [Theory]
    [InlineData(VerdictKind.Indeterminate)]
    [InlineData(VerdictKind.RateLimited)]
    public async Task VerifyAsync_Unearned_OverwritesNothing(VerdictKind kind)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Provider.Next = Verdicts.Of(VerdictKind.Invalid);
        await store.Verification.VerifyAsync(account.Id, Token);
        store.Provider.Next = Verdicts.Of(kind);
        await store.Verification.VerifyAsync(account.Id, Token);

        Account after = (await store.Accounts.FindAsync(account.Id, Token))!;
        Assert.Equal((VerdictKind.Invalid, kind, AccountStatus.Error), (after.EarnedVerdict!.Kind, after.LastAttempt!.Kind, after.Status));
        Assert.Equal([kind, VerdictKind.Invalid], (await store.Verification.HistoryAsync(account.Id, 10, Token)).Select(verdict => verdict.Kind));
    }

    [Fact]
    public async Task VerifyAsync_RequiredSecretMissing_SendsNothing()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.Accounts.ChangeAsync(account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["token"] = null } }, Token);
        Verdict verdict = await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal((VerdictKind.Indeterminate, "host.missing-secret"), (verdict.Kind, verdict.RuleId));
        Assert.Contains("Bot token", verdict.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (store.Provider.Calls, store.Provider.Runs));
    }

    [Fact]
    public async Task VerifyAsync_ManyAtOnce_ShareOneRun()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Provider.During = () => gate.Task;
        Task<Verdict>[] calls = [.. Enumerable.Range(0, 20).Select(_ => store.Verification.VerifyAsync(account.Id, Token))];
        using CancellationTokenSource impatient = new();
        Task<Verdict> leaving = store.Verification.VerifyAsync(account.Id, impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);

        // Every call has found its place before the run may end.
        await Task.Delay(TimeSpan.FromSeconds(1), Token);
        gate.SetResult();
        Verdict[] verdicts = await Task.WhenAll(calls);
        Assert.Single(verdicts.Distinct());
        Assert.Equal(1, store.Provider.Runs);
        Assert.Single(await store.Verification.HistoryAsync(account.Id, 10, Token));

        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal(2, store.Provider.Runs);
    }

    [Fact]
    public async Task VerifyAsync_SecretChangesMeanwhile_DiscardsTheOutcome()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Provider.During = () => store.Accounts.ChangeAsync(
            account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["token"] = TestCatalog.OtherBotToken } }, Token);
        Verdict verdict = await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal("host.credential-changed", verdict.RuleId);
        Account after = (await store.Accounts.FindAsync(account.Id, Token))!;
        Assert.Null(after.EarnedVerdict);
        Assert.Empty(await store.Verification.HistoryAsync(account.Id, 10, Token));
    }

    [Fact]
    public async Task VerifyAsync_AccountDeletedMeanwhile_StoresNothing()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Provider.During = () => store.Accounts.DeleteAsync(account.Id, Token);
        Assert.Equal("host.credential-changed", (await store.Verification.VerifyAsync(account.Id, Token)).RuleId);
        Assert.Null(await store.Accounts.FindAsync(account.Id, Token));
    }

    [Fact]
    public async Task ChangeAsync_AfterInvalid_ClearsVerdictAndError()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Provider.Next = Verdicts.Of(VerdictKind.Invalid);
        await store.Verification.VerifyAsync(account.Id, Token);
        Account changed = (await store.Accounts.ChangeAsync(
            account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["token"] = TestCatalog.OtherBotToken } }, Token)).Account;
        Assert.Equal(AccountStatus.Ready, changed.Status);
        Assert.Null(changed.EarnedVerdict);
    }

    [Fact]
    public async Task VerifyAsync_ClosedAccount_StaysClosed()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.Accounts.ChangeAsync(account.Id, new AccountChange { Status = AccountStatus.Closed }, Token);
        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal(AccountStatus.Closed, (await store.Accounts.FindAsync(account.Id, Token))!.Status);
    }

    [Fact]
    public async Task VerifyAsync_VeryOften_KeepsTheEarnedVerdictAndABoundedHistory()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.Verification.VerifyAsync(account.Id, Token);
        store.Provider.Next = Verdicts.Of(VerdictKind.RateLimited);
        for (int round = 0; round < 205; round++)
            await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal(200, (await store.Verification.HistoryAsync(account.Id, 1000, Token)).Count);
        Assert.True((await store.Accounts.FindAsync(account.Id, Token))!.Verified);
        await using Core.Storage.HostDbContext context = await store.Store.Contexts.CreateDbContextAsync(Token);
        Assert.Equal(201, context.Verdicts.Count());
    }
}
