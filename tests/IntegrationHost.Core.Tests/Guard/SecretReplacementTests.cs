using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Guard;

public sealed class SecretReplacementTests
{
    private static readonly AccountOwner Acme = new("workspace id", "T0ACME", "Acme");
    private static readonly AccountOwner Zenith = new("workspace id", "T0ZENITH", "Zenith");
    private static readonly Dictionary<string, string?> Other = new() { ["token"] = TestCatalog.OtherBotToken };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReplaceAsync_KeyOfAnotherOwner_IsTestedInMemoryAndStopped()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await OwnedAsync(store);
        store.Provider.Next = Verdicts.Valid() with { Owner = Zenith };
        OtherOwnerException refusal = await Assert.ThrowsAsync<OtherOwnerException>(() => store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: true, Token));
        Assert.Equal(TestCatalog.OtherBotToken, store.Provider.LastSecret);
        Assert.Contains("Zenith (workspace id T0ZENITH)", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Acme (workspace id T0ACME)", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--allow-other-owner", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestCatalog.OtherBotToken, refusal.ToString(), StringComparison.Ordinal);

        // What was stored works on, with its verdict; of the attempt nothing is kept.
        Account after = (await store.Accounts.FindAsync(account.Id, Token))!;
        Assert.Equal((VerdictKind.Valid, Acme), (after.EarnedVerdict!.Kind, after.ExpectedOwner));
        Assert.Single(await store.Verification.HistoryAsync(account.Id, 10, Token));
        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal(TestCatalog.BotToken, store.Provider.LastSecret);
    }

    [Fact]
    public async Task ReplaceAsync_AnotherOwnerAllowed_StoresUntestedAndLearnsTheNewOne()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await OwnedAsync(store);
        int runs = store.Provider.Runs;
        store.Provider.Next = Verdicts.Valid() with { Owner = Zenith };
        Account replaced = (await store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: false, Token)).Account;
        Assert.Equal(runs, store.Provider.Runs);
        Assert.Null(replaced.ExpectedOwner);
        await store.Verification.VerifyAsync(account.Id, Token);
        Account verified = (await store.Accounts.FindAsync(account.Id, Token))!;
        Assert.Equal(Zenith, verified.ExpectedOwner);
        Assert.Empty(verified.Findings);
    }

    [Theory]
    [InlineData(VerdictKind.Indeterminate)]
    [InlineData(VerdictKind.RateLimited)]
    [InlineData(VerdictKind.Invalid)]
    public async Task ReplaceAsync_NobodyTellsWhose_StoresWithANote(VerdictKind kind)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await OwnedAsync(store);
        store.Provider.Next = Verdicts.Of(kind);
        Account replaced = (await store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: true, Token)).Account;
        AccountFinding note = Assert.Single(replaced.Findings);
        Assert.Equal((FindingCode.OwnerUnchecked, FindingSeverity.Note), (note.Code, note.Severity));
        Assert.Contains("Acme", note.Message, StringComparison.Ordinal);
        Assert.Null(replaced.EarnedVerdict);

        // Later the provider tells: it is flagged then.
        store.Provider.Next = Verdicts.Valid() with { Owner = Zenith };
        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal(FindingCode.AnotherOwner, Assert.Single((await store.Accounts.FindAsync(account.Id, Token))!.Findings).Code);
    }

    [Fact]
    public async Task ReplaceAsync_AtAnotherAddress_SendsNothingToTheOldOneAndDropsWhatIsNotGivenAgain()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await OwnedAsync(store);
        await store.Replacement.ReplaceAsync(account.Id, new Dictionary<string, string?> { ["signingSecret"] = "signingEXAMPLE" }, expectSameOwner: true, Token);
        int calls = store.Provider.Calls;
        AccountCreated replaced = await store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: true, Token, baseUrl: "https://proxy.example/messenger");
        Assert.Equal(calls, store.Provider.Calls);
        Assert.Equal(("https://proxy.example/messenger", Acme), (replaced.Account.BaseUrl, replaced.Account.ExpectedOwner));
        Assert.Contains("signingSecret", Assert.Single(replaced.Warnings), StringComparison.Ordinal);
        Assert.Equal(["token"], replaced.Account.Fields.Where(field => field is { Secret: true, IsSet: true }).Select(field => field.Key));
        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal(TestCatalog.OtherBotToken, store.Provider.LastSecret);

        // Back to the provider's own.
        Assert.Null((await store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: true, Token, baseUrl: "")).Account.BaseUrl);
    }

    [Fact]
    public async Task ReplaceAsync_AddressNamedAgain_IsNoWayAroundTheTest()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await OwnedAsync(store);
        string provider = store.Catalog.Find(account.ProviderId)!.Descriptor.BaseUrl;
        store.Provider.Next = Verdicts.Valid() with { Owner = Zenith };
        foreach (string same in new[] { "", provider, provider + "/" })
            await Assert.ThrowsAsync<OtherOwnerException>(() => store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: true, Token, baseUrl: same));

        // Nor is an account's own.
        await store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: true, Token, baseUrl: "https://proxy.example/messenger");
        await Assert.ThrowsAsync<OtherOwnerException>(() => store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: true, Token, baseUrl: "https://proxy.example/messenger/"));
    }

    [Fact]
    public async Task ReplaceAsync_SameOwner_StoresAndStaysOfIt()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await OwnedAsync(store);
        await store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: true, Token);
        await store.Verification.VerifyAsync(account.Id, Token);
        Account after = (await store.Accounts.FindAsync(account.Id, Token))!;
        Assert.Equal((Acme, TestCatalog.OtherBotToken), (after.ExpectedOwner, store.Provider.LastSecret));
        Assert.Empty(after.Findings);
    }

    [Fact]
    public async Task ReplaceAsync_ChangedWhileTheCandidateIsTested_StoresNothingOfIt()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await OwnedAsync(store);
        store.Provider.During = () => store.Accounts.ChangeAsync(
            account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["workspace"] = "elsewhere" } }, Token);
        ConflictException conflict = await Assert.ThrowsAsync<ConflictException>(() => store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: true, Token));
        Assert.Contains("meanwhile", conflict.Message, StringComparison.Ordinal);
        store.Provider.During = () => Task.CompletedTask;
        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal(TestCatalog.BotToken, store.Provider.LastSecret);
    }

    [Fact]
    public async Task ReplaceAsync_ValueThatCannotBeStored_IsNotSentEither()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await OwnedAsync(store);
        int calls = store.Provider.Calls;
        await Assert.ThrowsAsync<AccountValidationException>(() => store.Replacement.ReplaceAsync(
            account.Id, new Dictionary<string, string?> { ["token"] = TestCatalog.LedgerKey }, expectSameOwner: true, Token));
        Assert.Equal(calls, store.Provider.Calls);
    }

    [Fact]
    public async Task ReplaceAsync_OwnerNeverTold_SendsNothing()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        Account replaced = (await store.Replacement.ReplaceAsync(account.Id, Other, expectSameOwner: true, Token)).Account;
        Assert.Equal(0, store.Provider.Calls);
        Assert.Empty(replaced.Findings);
    }

    [Fact]
    public async Task CreateAsync_RefusingDuplicates_StoresNothingTwice()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddMessengerAsync("FIRST");
        AccountDraft draft = new()
        {
            ProviderId = "messenger",
            Name = "SECOND",
            RefuseDuplicate = true,
            Fields = new Dictionary<string, string> { ["token"] = TestCatalog.BotToken },
        };
        Assert.Equal(["FIRST"], (await store.Accounts.FindDuplicatesAsync(draft, Token)).Select(same => same.Name));
        DuplicateAccountException refusal = await Assert.ThrowsAsync<DuplicateAccountException>(() => store.Accounts.CreateAsync(draft, Token));
        Assert.Contains("FIRST", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestCatalog.BotToken, refusal.ToString(), StringComparison.Ordinal);
        Assert.Single(await store.Accounts.ListAsync(Token));

        AccountDraft other = draft with { Fields = new Dictionary<string, string> { ["token"] = TestCatalog.OtherBotToken } };
        Assert.Empty(await store.Accounts.FindDuplicatesAsync(other, Token));
        await store.Accounts.CreateAsync(other, Token);
        Assert.Equal(2, (await store.Accounts.ListAsync(Token)).Count);
    }

    private static async Task<Account> OwnedAsync(TestStore store)
    {
        Account account = await store.AddMessengerAsync();
        store.Provider.Next = Verdicts.Valid() with { Owner = Acme };
        await store.Verification.VerifyAsync(account.Id, Token);
        return account;
    }
}
