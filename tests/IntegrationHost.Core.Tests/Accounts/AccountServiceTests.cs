using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Accounts;

public sealed class AccountServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_FromATemplate_StoresAndShowsNoSecret()
    {
        await using TestStore store = await TestStore.OpenAsync();
        AccountCreated created = await store.Accounts.CreateAsync(
            new AccountDraft { ProviderId = "messenger", Environment = " production ", Fields = Fields(("token", TestCatalog.BotToken), ("workspace", "acme")) }, Token);

        Account account = created.Account;
        Assert.Empty(created.Warnings);
        Assert.Equal(("MESSENGER", "messenger", "bot-token", "production", AccountStatus.Ready, false), (account.Name, account.ProviderId, account.CredentialKindId, account.Environment, account.Status, account.Verified));
        Assert.Equal("acme", account.Username);
        Assert.Null(account.Problem);
        Assert.Equal(["token", "signingSecret", "workspace"], account.Fields.Select(field => field.Key));
        Assert.Equal(new AccountField("token", Secret: true, IsSet: true, null, store.Time.GetUtcNow()), account.Fields[0]);
        Assert.Equal(new AccountField("signingSecret", Secret: true, IsSet: false, null, null), account.Fields[1]);
        Assert.DoesNotContain(TestCatalog.BotToken, System.Text.Json.JsonSerializer.Serialize(account), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReopenAsync_AfterCreate_KeepsEverything()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        StoredModule module = await store.AddModuleAsync("MessengerPostModule");
        await store.Modules.LinkAsync(account.Id, [module.Id], Token);
        await store.Verification.VerifyAsync(account.Id, Token);

        await store.ReopenAsync();

        Account reread = Assert.Single(await store.Accounts.ListAsync(Token));
        Assert.Equal((account.Id, true, 1), (reread.Id, reread.Verified, reread.LinkedModuleCount));
        Assert.Equal("Acme", Assert.Single(reread.EarnedVerdict!.Identity).Value);
        await store.Verification.VerifyAsync(account.Id, Token);
        Assert.Equal(TestCatalog.BotToken, store.Provider.LastSecret);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("   ", "is empty")]
    [InlineData(" " + TestCatalog.BotToken, "white space")]
    [InlineData(TestCatalog.BotToken + "\n", "white space")]
    [InlineData("<ENCRYPTED_VALUE/>", "mask")]
    [InlineData("********", "mask")]
    [InlineData("mgb-0123\n4567", "line break")]
    [InlineData("xyz-0123456789abcdef0123", "must begin with mgb-")]
    [InlineData("mgb-0123456789abcdef0123!", "does not have the form")]
    [InlineData("mgb-0123456789abcdef0123 mgb-", "does not have the form")]
    [InlineData("mgb-EXAMPLE", "made-up example")]
    public async Task CreateAsync_ValueIsWrong_IsRefusedWithoutRepeatingIt(string value, string reason)
    {
        await using TestStore store = await TestStore.OpenAsync();
        AccountValidationException refusal = await Assert.ThrowsAsync<AccountValidationException>(() =>
            store.Accounts.CreateAsync(new AccountDraft { ProviderId = "messenger", Fields = Fields(("token", value)) }, Token));
        string message = Assert.Single(refusal.Errors["token"]);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        if (value.Trim().Length > 8 && value != "mgb-EXAMPLE")
            Assert.DoesNotContain(value.Trim(), refusal.ToString(), StringComparison.Ordinal);
        Assert.Empty(await store.Accounts.ListAsync(Token, includeTrashed: true));
    }

    [Fact]
    public async Task CreateAsync_SeveralThingsWrong_TellsAllAtOnce()
    {
        await using TestStore store = await TestStore.OpenAsync();
        AccountValidationException refusal = await Assert.ThrowsAsync<AccountValidationException>(() => store.Accounts.CreateAsync(
            new AccountDraft { ProviderId = "messenger", Name = "evil\u202Eeman", BaseUrl = "ftp://x", Fields = Fields(("mgb-keyputhere", "x"), ("signingSecret", "")) }, Token));
        Assert.Equal(["baseUrl", "fields", "name", "signingSecret", "token"], refusal.Errors.Keys.Order());
        Assert.DoesNotContain("mgb-keyputhere", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", null, "providerId")]
    [InlineData("messenger", "nothing", "credentialKindId")]
    public async Task CreateAsync_UnknownProviderOrKind_NamesWhatThereIs(string provider, string? kind, string key)
    {
        await using TestStore store = await TestStore.OpenAsync();
        AccountValidationException refusal = await Assert.ThrowsAsync<AccountValidationException>(() =>
            store.Accounts.CreateAsync(new AccountDraft { ProviderId = provider, CredentialKindId = kind, Fields = Fields(("token", TestCatalog.BotToken)) }, Token));
        Assert.Contains(kind is null ? "ledger, messenger" : "bot-token, user-token", Assert.Single(refusal.Errors[key]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk_live_abc")]
    [InlineData("my ghp_0123456789")]
    [InlineData("xoxb-1")]
    [InlineData("sk-0123456789abcdef0123456789")]
    [InlineData("mgb-0123456789abcdef0123")]
    [InlineData("prod " + TestCatalog.BotToken)]
    public async Task CreateAsync_NameLooksLikeAKey_IsRefusedWithoutRepeatingIt(string name)
    {
        await using TestStore store = await TestStore.OpenAsync();
        AccountValidationException refusal = await Assert.ThrowsAsync<AccountValidationException>(() => store.AddMessengerAsync(name));
        Assert.Contains("looks like a key", Assert.Single(refusal.Errors["name"]), StringComparison.Ordinal);
        Assert.DoesNotContain(name, refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://proxy.example/messenger/", "https://proxy.example/messenger", "proxy.example")]
    [InlineData("https://proxy.example:8443", "https://proxy.example:8443", "proxy.example:8443")]
    [InlineData("http://127.0.0.1:5000/v1", "http://127.0.0.1:5000/v1", "127.0.0.1:5000")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000", "[::1]:5000")]
    [InlineData("https://api.messenger.example/v1/", null, null)]
    public async Task CreateAsync_BaseUrlIsGood_IsKeptAndItsHostAllowed(string given, string? kept, string? host)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = (await store.Accounts.CreateAsync(
            new AccountDraft { ProviderId = "messenger", BaseUrl = given, Fields = Fields(("token", TestCatalog.BotToken)) }, Token)).Account;
        Assert.Equal(kept, account.BaseUrl);
        Assert.Equal(host is null ? [] : [host], account.AllowedHosts);
        CredentialAccess access = await store.Accounts.OpenCredentialAsync(account.Id, Token);
        Assert.Equal(new Uri(kept ?? "https://api.messenger.example/v1"), access.Target.BaseUrl);
        Assert.Equal(["api.messenger.example", .. account.AllowedHosts], access.Target.AllowedHosts);
        Assert.Equal(kept is not null, access.Target.OwnBaseUrl);
        Assert.Equal(["token", "signingSecret"], access.Target.SecretFields);
    }

    [Theory]
    [InlineData("proxy.example")]
    [InlineData("/v1")]
    [InlineData("http://proxy.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:pass@proxy.example")]
    [InlineData("https://proxy.example?key=1")]
    [InlineData("https://proxy.example#x")]
    [InlineData("https://proxy.example\\@evil.example")]
    [InlineData("")]
    public async Task CreateAsync_BaseUrlIsBad_IsRefused(string given)
    {
        await using TestStore store = await TestStore.OpenAsync();
        AccountValidationException refusal = await Assert.ThrowsAsync<AccountValidationException>(() => store.Accounts.CreateAsync(
            new AccountDraft { ProviderId = "messenger", BaseUrl = given, Fields = Fields(("token", TestCatalog.BotToken)) }, Token));
        Assert.Equal(["baseUrl"], refusal.Errors.Keys);
    }

    [Fact]
    public async Task CreateAsync_UnusualLengthOrKnownKey_WarnsAndStores()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddMessengerAsync("FIRST", "mgb-01");
        AccountCreated second = await store.Accounts.CreateAsync(
            new AccountDraft { ProviderId = "messenger", Name = "SECOND", Fields = Fields(("token", "mgb-01"), ("signingSecret", "shared")) }, Token);
        Assert.Collection(
            second.Warnings,
            warning => Assert.Contains("unusual", warning, StringComparison.Ordinal),
            warning => Assert.Equal("The same key is already stored in account FIRST.", warning));

        // A password has no fingerprint, so that it cannot be guessed by storing guesses.
        AccountCreated third = await store.Accounts.CreateAsync(
            new AccountDraft { ProviderId = "messenger", Fields = Fields(("token", TestCatalog.BotToken), ("signingSecret", "shared")) }, Token);
        Assert.Empty(third.Warnings);
    }

    [Fact]
    public async Task ChangeAsync_OneSecretReplaced_KeepsIdLinksAndTheOtherValues()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = (await store.Accounts.CreateAsync(
            new AccountDraft { ProviderId = "messenger", Fields = Fields(("token", TestCatalog.BotToken), ("signingSecret", "s3cret"), ("workspace", "acme")) }, Token)).Account;
        StoredModule module = await store.AddModuleAsync("MessengerPostModule");
        await store.Modules.LinkAsync(account.Id, [module.Id], Token);
        await store.Verification.VerifyAsync(account.Id, Token);

        Account changed = (await store.Accounts.ChangeAsync(account.Id, new AccountChange { Fields = Nullable(("token", TestCatalog.OtherBotToken), ("workspace", null)) }, Token)).Account;

        Assert.Equal((account.Id, 1, false), (changed.Id, changed.LinkedModuleCount, changed.Verified));
        Assert.Null(changed.EarnedVerdict);
        Assert.NotNull(changed.LastAttempt);
        Assert.Equal([true, true, false], changed.Fields.Select(field => field.IsSet));
        Assert.Equal((TestCatalog.OtherBotToken, "s3cret"), await ReadAsync(store, account.Id));
    }

    [Fact]
    public async Task ChangeAsync_OnlyTheName_KeepsTheVerdict()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.Verification.VerifyAsync(account.Id, Token);
        Account changed = (await store.Accounts.ChangeAsync(account.Id, new AccountChange { Name = "Renamed", Status = AccountStatus.Closed }, Token)).Account;
        Assert.Equal(("Renamed", AccountStatus.Closed, true), (changed.Name, changed.Status, changed.Verified));
        Assert.True(changed.Version > account.Version);
    }

    [Fact]
    public async Task ChangeAsync_BaseUrl_DropsSecretsThatAreNotTypedAgain()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = (await store.Accounts.CreateAsync(
            new AccountDraft { ProviderId = "messenger", Fields = Fields(("token", TestCatalog.BotToken), ("signingSecret", "s3cret")) }, Token)).Account;

        AccountCreated changed = await store.Accounts.ChangeAsync(account.Id, new AccountChange { BaseUrlGiven = true, BaseUrl = "https://evil.example" }, Token);
        Assert.Equal("Not set: Bot token.", changed.Account.Problem);
        Assert.Contains("signingSecret, token", Assert.Single(changed.Warnings), StringComparison.Ordinal);
        Assert.Equal([false, false], changed.Account.Fields.Where(field => field.Secret).Select(field => field.IsSet));
        Assert.Equal((null, null), await ReadAsync(store, account.Id));

        AccountCreated back = await store.Accounts.ChangeAsync(
            account.Id, new AccountChange { BaseUrlGiven = true, Fields = Nullable(("token", TestCatalog.BotToken)) }, Token);
        Assert.Null(back.Account.Problem);
        Assert.Empty(back.Warnings);
        Assert.Equal((TestCatalog.BotToken, null), await ReadAsync(store, account.Id));
    }

    [Fact]
    public async Task ChangeAsync_SameBaseUrlAgain_DropsNothing()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        Account changed = (await store.Accounts.ChangeAsync(account.Id, new AccountChange { BaseUrlGiven = true, BaseUrl = "https://api.messenger.example/v1" }, Token)).Account;
        Assert.Null(changed.Problem);
        Assert.Equal((TestCatalog.BotToken, null), await ReadAsync(store, account.Id));
    }

    [Fact]
    public async Task ChangeAsync_TenAtOnce_AllTakeEffect()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(round =>
            store.Accounts.ChangeAsync(account.Id, new AccountChange { Fields = Nullable(("token", $"mgb-{round:x32}")) }, Token)));
        Assert.Equal(account.Version + 10, (await store.Accounts.FindAsync(account.Id, Token))!.Version);
        Assert.StartsWith("mgb-0000", (await ReadAsync(store, account.Id)).Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrashAsync_LinkedAccount_RemovesItsLinksAndHidesIt()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        StoredModule module = await store.AddModuleAsync("MessengerPostModule");
        await store.Modules.LinkAsync(account.Id, [module.Id], Token);

        await store.Accounts.TrashAsync(account.Id, Token);

        Assert.Empty(await store.Accounts.ListAsync(Token));
        Assert.True(Assert.Single(await store.Accounts.ListAsync(Token, includeTrashed: true)).Trashed);
        StoredModule unlinked = (await store.Modules.FindAsync(module.Id, Token))!;
        Assert.Null(unlinked.AccountId);
        Assert.DoesNotContain("integrationAccount", unlinked.Json, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ConflictException>(() => store.Accounts.OpenCredentialAsync(account.Id, Token));

        Assert.False((await store.Accounts.ChangeAsync(account.Id, new AccountChange { Trashed = false }, Token)).Account.Trashed);
        Assert.Equal((TestCatalog.BotToken, null), await ReadAsync(store, account.Id));
    }

    [Fact]
    public async Task AnyCall_UnknownAccount_IsNotFound()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Guid id = Guid.NewGuid();
        Assert.Null(await store.Accounts.FindAsync(id, Token));
        await Assert.ThrowsAsync<NotFoundException>(() => store.Accounts.ChangeAsync(id, new AccountChange(), Token));
        await Assert.ThrowsAsync<NotFoundException>(() => store.Accounts.TrashAsync(id, Token));
        await Assert.ThrowsAsync<NotFoundException>(() => store.Accounts.DeleteAsync(id, Token));
        await Assert.ThrowsAsync<NotFoundException>(() => store.Verification.VerifyAsync(id, Token));
        await Assert.ThrowsAsync<NotFoundException>(() => store.Verification.HistoryAsync(id, 10, Token));
        await Assert.ThrowsAsync<NotFoundException>(() => store.Modules.LinkAsync(id, [], Token));
    }

    [Fact]
    public async Task ListAsync_PluginIsGone_StillListsAndSaysSo()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        store.Catalog.Providers = [];
        Account listed = Assert.Single(await store.Accounts.ListAsync(Token));
        Assert.Contains("'messenger'", listed.Problem, StringComparison.Ordinal);
        Assert.True(Assert.Single(listed.Fields).Secret);
        await Assert.ThrowsAsync<ConflictException>(() => store.Verification.VerifyAsync(account.Id, Token));
        await Assert.ThrowsAsync<ConflictException>(() => store.Accounts.ChangeAsync(account.Id, new AccountChange { Fields = Nullable(("token", "x")) }, Token));
        Assert.Equal("Renamed", (await store.Accounts.ChangeAsync(account.Id, new AccountChange { Name = "Renamed" }, Token)).Account.Name);
    }

    private static async Task<(string? Token, string? SigningSecret)> ReadAsync(TestStore store, Guid id)
    {
        CredentialAccess access = await store.Accounts.OpenCredentialAsync(id, Token);
        using Core.Secrets.SecretText? token = await access.Source.ReadAsync("token", Token);
        using Core.Secrets.SecretText? signing = await access.Source.ReadAsync("signingSecret", Token);
        return (token is null ? null : new string(token.Reveal()), signing is null ? null : new string(signing.Reveal()));
    }

    private static Dictionary<string, string> Fields(params (string Key, string Value)[] fields) => fields.ToDictionary(field => field.Key, field => field.Value);

    private static Dictionary<string, string?> Nullable(params (string Key, string? Value)[] fields) => fields.ToDictionary(field => field.Key, field => field.Value);
}
