using IntegrationHost.Contracts.Modules;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Tests.TestHost;
using IntegrationHost.Core.Verification;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Tests.Accounts;

/// <summary>Someone edits the database. No secret may leave the host, and the account says that it is damaged.</summary>
public sealed class TamperingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Edits =>
    [
        "UPDATE account_secrets SET Envelope = (SELECT Envelope FROM account_secrets other WHERE other.AccountId <> account_secrets.AccountId)",
        "UPDATE account_secrets SET (Envelope, Version) = (SELECT Envelope, Version FROM account_secrets other WHERE other.AccountId <> account_secrets.AccountId)",
        "UPDATE account_secrets SET Version = Version + 1",
        "UPDATE account_secrets SET Envelope = CAST('P|mgb-plaintext' AS BLOB)",
        "UPDATE account_secrets SET Envelope = zeroblob(length(Envelope))",
        "UPDATE account_secrets SET Envelope = substr(Envelope, 1, length(Envelope) - 1)",
    ];

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task VerifyAsync_SecretRowEdited_SendsNothingAndSaysDamaged(string edit)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync("ONE");
        await store.AddMessengerAsync("TWO", TestCatalog.OtherBotToken);
        await store.Verification.VerifyAsync(account.Id, Token);
        int calls = store.Provider.Calls;
        Assert.NotEqual(0, await store.SqlAsync(edit));

        Verdict verdict = await store.Verification.VerifyAsync(account.Id, Token);

        Assert.Equal((VerdictKind.Indeterminate, "host.secret-damaged"), (verdict.Kind, verdict.RuleId));
        Assert.Equal(calls, store.Provider.Calls);
        Account listed = (await store.Accounts.ListAsync(Token)).Single(other => other.Id == account.Id);
        Assert.Contains("cannot be opened", listed.Problem, StringComparison.Ordinal);

        Account mended = (await store.Accounts.ChangeAsync(account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["token"] = TestCatalog.BotToken } }, Token)).Account;
        Assert.Null(mended.Problem);
        Assert.Equal(VerdictKind.Valid, (await store.Verification.VerifyAsync(account.Id, Token)).Kind);
    }

    [Theory]
    [InlineData("'https://evil.example'")]
    [InlineData("'https://api.messenger.example:8443/v1'")]
    [InlineData("'http://127.0.0.1:9999'")]
    public async Task VerifyAsync_BaseUrlEdited_SendsNothing(string baseUrl)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.SqlAsync($"UPDATE accounts SET BaseUrl = {baseUrl}");
        await Assert.ThrowsAsync<ConflictException>(() => store.Verification.VerifyAsync(account.Id, Token));
        Assert.Contains("changed since they were stored", Assert.Single(await store.Accounts.ListAsync(Token)).Problem, StringComparison.Ordinal);
        Assert.Equal(0, store.Provider.Calls);
    }

    [Fact]
    public async Task VerifyAsync_BaseUrlAndPolicyEditedToMatch_SendsNothing()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account victim = await store.AddMessengerAsync("VICTIM");
        Account bait = await store.AddMessengerAsync("BAIT", TestCatalog.OtherBotToken);
        await store.Accounts.ChangeAsync(
            bait.Id, new AccountChange { BaseUrlGiven = true, BaseUrl = "https://evil.example", Fields = new Dictionary<string, string?> { ["token"] = TestCatalog.OtherBotToken } }, Token);
        await store.SqlAsync("UPDATE accounts SET (BaseUrl, EgressPolicy) = (SELECT BaseUrl, EgressPolicy FROM accounts other WHERE other.Name = 'BAIT') WHERE Name = 'VICTIM'");

        Assert.Equal("host.secret-damaged", (await store.Verification.VerifyAsync(victim.Id, Token)).RuleId);
        Assert.Equal(0, store.Provider.Calls);
        Assert.Equal(VerdictKind.Valid, (await store.Verification.VerifyAsync(bait.Id, Token)).Kind);
    }

    [Fact]
    public async Task VerifyAsync_PluginChangesWhereSecretsGo_WaitsForApproval()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.Verification.VerifyAsync(account.Id, Token);
        StoredModule module = await store.AddModuleAsync("MessengerPingModule");
        await store.Modules.LinkAsync(account.Id, [module.Id], Token);
        store.Catalog.Replace("messenger", provider => provider with { AllowedHosts = ["api.messenger.example", "evil.example"] });

        await Assert.ThrowsAsync<ConflictException>(() => store.Verification.VerifyAsync(account.Id, Token));
        Assert.Equal("account_unusable", (await store.Modules.ExecuteAsync(module.Id, "{}", Token)).Error!.Code);
        Assert.Equal(CoverageState.AccountInvalid, Assert.Single((await store.Coverage.GetAsync(Token)).Entries).State);
        Assert.Equal(1, store.Provider.Calls);

        await store.Accounts.ChangeAsync(account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["token"] = TestCatalog.BotToken } }, Token);
        Assert.Equal(VerdictKind.Valid, (await store.Verification.VerifyAsync(account.Id, Token)).Kind);
    }

    [Fact]
    public async Task ExecuteAsync_SecretDamaged_IsAResult()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        StoredModule module = await store.AddModuleAsync("MessengerPostModule");
        await store.Modules.LinkAsync(account.Id, [module.Id], Token);
        await store.SqlAsync("UPDATE account_secrets SET Version = 99");
        ModuleResult result = await store.Modules.ExecuteAsync(module.Id, "{}", Token);
        Assert.Equal("secret_damaged", result.Error!.Code);
        Assert.NotNull((await store.Accounts.FindAsync(account.Id, Token))!.Problem);
    }

    [Theory]
    [InlineData("'mgb-plaintext'")]
    [InlineData("x''")]
    [InlineData("NULL")]
    public async Task Sql_NoEnvelopeInTheColumn_IsRefusedByTheDatabase(string value)
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddMessengerAsync();
        SqliteException refusal = await Assert.ThrowsAsync<SqliteException>(() => store.SqlAsync($"UPDATE account_secrets SET Envelope = {value}"));
        Assert.Equal(19, refusal.SqliteErrorCode);
    }

    [Fact]
    public async Task ReadAsync_SecretPutIntoThePlainTable_IsNotTaken()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        await store.SqlAsync("DELETE FROM account_secrets");
        await store.SqlAsync("INSERT INTO account_fields VALUES (@id, 'token', 'mgb-0123456789abcdef0123456789abcdef', 0)", ("@id", account.Id.ToString().ToUpperInvariant()));
        CredentialAccess access = await store.Accounts.OpenCredentialAsync(account.Id, Token);
        Assert.Null(await access.Source.ReadAsync("token", Token));
    }
}
