using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Verification;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class SecureKeyModuleTests
{
    private const string Token = "hvs.operationsEXAMPLE";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ExecuteAsync_EveryModule_GivesItsOutputs()
    {
        await using VaultVendor vendor = await VaultVendor.StartAsync(Cancel);
        vendor.Put("stripe", ("apiKey", "storedEXAMPLE"));
        using VendorAccount account = Account(vendor, "root");

        Assert.Equal("storedEXAMPLE", (await account.RunAsync("SecureKeyReadModule", """{"mount":"secret","path":"stripe"}"""))["data"]!["apiKey"]!.ToString());
        JsonObject keys = await account.RunAsync("SecureKeyKeysModule", """{"mount":"secret","path":"stripe"}""");
        Assert.Equal((true, null), (keys["keys"]!.AsObject().ContainsKey("apiKey"), keys["keys"]!["apiKey"]));
        Assert.Equal(2, (int)(await account.RunAsync("SecureKeyWriteModule", """{"mount":"secret","path":"stripe","data":{"apiKey":"newEXAMPLE"},"options":{"cas":1}}"""))["version"]!);
        Assert.Equal("stripe", (await account.RunAsync("SecureKeyListModule", """{"mount":"secret"}"""))["keys"]![0]!.ToString());
        string cipher = (await account.RunAsync("SecureKeyEncryptModule", """{"keyName":"orders","plaintext":"aGVsbG8="}"""))["ciphertext"]!.ToString();
        Assert.Equal("aGVsbG8=", (await account.RunAsync("SecureKeyDecryptModule", $$"""{"keyName":"orders","ciphertext":"{{cipher}}"}"""))["plaintext"]!.ToString());
        JsonObject user = await account.RunAsync("SecureKeyDatabaseModule", """{"role":"reporting"}""");
        Assert.Equal(7200, (int)(await account.RunAsync("SecureKeyRenewModule", $$"""{"leaseId":"{{user["leaseId"]}}","increment":7200}"""))["leaseDuration"]!);
        string wrapped = (await account.RunAsync("SecureKeyWrapModule", """{"data":{"secretId":"sEXAMPLE"}}"""))["token"]!.ToString();
        Assert.NotNull((await account.RunAsync("SecureKeyUnwrapModule", $$"""{"token":"{{wrapped}}"}"""))["data"]);
    }

    [Fact]
    public async Task ExecuteAsync_Refusals_AreErrorsInTheVaultsWords()
    {
        await using VaultVendor vendor = await VaultVendor.StartAsync(Cancel);
        vendor.Put("stripe", ("apiKey", "storedEXAMPLE"));
        using VendorAccount account = Account(vendor, "blind");

        ModuleError denied = await account.FailAsync("SecureKeyReadModule", """{"mount":"secret","path":"stripe"}""");

        Assert.Equal(403, denied.StatusCode);
        Assert.Contains("permission denied", denied.Code + denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_ManyCallsOfALogin_LogInOnce()
    {
        await using VaultVendor vendor = await VaultVendor.StartAsync(Cancel);
        vendor.Put("stripe", ("apiKey", "storedEXAMPLE"));
        vendor.Accept("secret-idEXAMPLE");
        using var account = new VendorAccount(vendor, "securekey", "approle", ("roleId", "roleEXAMPLE"), ("secretId", "secret-idEXAMPLE"));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => account.RunAsync("SecureKeyReadModule", """{"mount":"secret","path":"stripe"}""")));

        Assert.Equal(1, vendor.Logins);
        Assert.All(vendor.Requests, request => Assert.Equal("true", request.Headers["X-Vault-Request"]));
    }

    [Fact]
    public async Task TestAsync_Token_TellsPoliciesAndNeverTheToken()
    {
        await using VaultVendor vendor = await VaultVendor.StartAsync(Cancel);
        using VendorAccount account = Account(vendor, "reader");

        Verdict verdict = await account.TestAsync();

        Assert.Equal(("securekey.ok", "token-operations"), (verdict.RuleId, verdict.Identity[0].Value));
        Assert.Equal(["reader"], verdict.Scopes);
        Assert.NotNull(verdict.ExpiresAt);
    }

    private static VendorAccount Account(VaultVendor vendor, string policy)
    {
        vendor.Accept(Token, policy);
        return new VendorAccount(vendor, "securekey", "token", ("token", Token));
    }
}
