using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Accounts;

/// <summary>Accounts as a ThorAPI client makes them: no provider, and only ThorAPI's own properties.</summary>
public sealed class ThorAccountTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestCatalog.BotToken, "bot-token")]
    [InlineData(TestCatalog.UserToken, "user-token")]
    public async Task CreateAsync_NameTellsTheProvider_TheKeyTellsTheKind(string key, string kind)
    {
        await using TestStore store = await TestStore.OpenAsync();
        AccountCreated created = await CreateAsync(store, "MESSENGER_PRIMARY", ("apiKey", key), ("username", "ada"), ("accountId", "T-1"));
        Assert.Equal(("messenger", kind, "ada"), (created.Account.ProviderId, created.Account.CredentialKindId, created.Account.Username));
        Assert.Null(created.Account.Problem);
        Assert.True(created.Account.Fields.Single(field => field.Key == "token").IsSet);
        Assert.Equal(new AccountField("accountId", Secret: true, IsSet: true, null, store.Time.GetUtcNow()), created.Account.Fields.Single(field => field.Key == "accountId"));
        await store.Verification.VerifyAsync(created.Account.Id, Token);
        Assert.Equal(key, store.Provider.LastSecret);
    }

    [Fact]
    public async Task CreateAsync_UnknownName_IsStoredWithoutProvider()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = (await CreateAsync(store, "ENRICHMENT_API", ("apiKey", "k-1"), ("password", "p"), ("username", "ada"))).Account;
        Assert.Null(account.ProviderId);
        Assert.NotNull(account.Problem);
        Assert.Equal("ada", account.Username);
        Assert.Equal(["apiKey", "password", "username"], account.Fields.Select(field => field.Key));
        Assert.Equal([null, null, "ada"], account.Fields.Select(field => field.Value));
        ConflictException refusal = await Assert.ThrowsAsync<ConflictException>(() => store.Verification.VerifyAsync(account.Id, Token));
        Assert.Equal(account.Problem, refusal.Message);
    }

    [Fact]
    public async Task CreateAsync_KeyOfNoKindOfTheProvider_IsStoredWithoutProviderAndWarned()
    {
        await using TestStore store = await TestStore.OpenAsync();
        AccountCreated created = await CreateAsync(store, "LEDGER", ("apiKey", "something-else"));
        Assert.Null(created.Account.ProviderId);
        Assert.Contains("Ledger", Assert.Single(created.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_NameOnly_WaitsForItsKey()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = (await CreateAsync(store, "LEDGER")).Account;
        Assert.Equal(("ledger", "Not set: Secret key."), (account.ProviderId, account.Problem));
        AccountChange change = new() { Fields = new Dictionary<string, string?> { ["apiKey"] = TestCatalog.LedgerKey } };
        Assert.Null((await store.Accounts.ChangeAsync(account.Id, change, Token)).Account.Problem);
    }

    [Fact]
    public async Task CreateAsync_NoNameAtAll_IsAcceptedAsThorApiDoes()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = (await store.Accounts.CreateAsync(new AccountDraft(), Token)).Account;
        Assert.Equal(("", null), (account.Name, account.ProviderId));
    }

    [Fact]
    public async Task ChangeAsync_OneFieldByBothItsNames_IsRefused()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        AccountChange change = new() { Fields = new Dictionary<string, string?> { ["apiKey"] = TestCatalog.BotToken, ["token"] = TestCatalog.OtherBotToken } };
        AccountValidationException refusal = await Assert.ThrowsAsync<AccountValidationException>(() => store.Accounts.ChangeAsync(account.Id, change, Token));
        Assert.Contains("given twice", Assert.Single(refusal.Errors["token"]), StringComparison.Ordinal);
    }

    private static Task<AccountCreated> CreateAsync(TestStore store, string name, params (string Key, string Value)[] fields) =>
        store.Accounts.CreateAsync(new AccountDraft { Name = name, Fields = fields.ToDictionary(field => field.Key, field => field.Value) }, Token);
}
