using System.Net;
using System.Text.Json;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Resources;

/// <summary>Every call of the client, over the socket, against the real server.</summary>
public sealed class ClientTests : ApiTest
{
    private const string ModuleId = "7a6c2d1e-0000-4000-8000-000000000001";

    private const string Workflow = """
        [{ "name": "Order to cash", "tasks": [{ "name": "main", "modules": [
          { "id": "7a6c2d1e-0000-4000-8000-000000000001", "name": "Announce", "className": "com.example.AcmeSendModule" },
          { "id": "7a6c2d1e-0000-4000-8000-000000000002", "name": "Loop", "className": "control.LooperModule" } ]}]}]
        """;

    [Fact]
    public async Task Status_Catalog_Plugins_TellWhatTheHostIs()
    {
        HostStatus status = await Api.Client.GetStatusAsync(Cancel);
        ProviderCard card = Assert.Single(await Api.Client.GetCatalogAsync(Cancel));
        PluginReport plugin = Assert.Single(await Api.Client.GetPluginsAsync(Cancel));

        Assert.Equal(("1.2.3", Environment.ProcessId, 1, 1), (status.Version, status.ProcessId, status.Catalog, status.Plugins));
        Assert.Equal(Api.Options.Paths.DataDirectory, status.DataDirectory);
        Assert.Equal(("acme", "#336699", "https://docs.acme.example/auth"), (card.Id, card.AccentColor, card.CredentialKinds[0].DocsUrl));
        Assert.Equal(["token", "workspace", "login"], card.CredentialKinds[0].Fields.Select(field => field.Key));
        Assert.Equal(["send"], card.Modules.Single(module => module.Name == "Send").RequiredScopes);
        Assert.Equal("Active", plugin.Status);
    }

    [Fact]
    public async Task Create_VerifiesAndLinksInOneCall_AndTheModuleIsCovered()
    {
        ImportResult import = await Api.Client.ImportModulesAsync(Workflow, Cancel);
        Assert.Equal((2, 0), (import.Imported, import.Updated));
        Assert.Empty(import.Problems);

        CreateAccountResult created = await Api.Client.CreateAccountAsync(Request("ak_liveEXAMPLE", verify: true, ModuleId, "not-an-id", Guid.Empty.ToString()), Cancel);

        Assert.Equal(("ACME", "ready", true, 1), (created.Account.Name, created.Account.Status, created.Account.Verified, created.Account.LinkedModuleCount));
        Assert.Equal("Valid", created.Verdict!.Kind);
        Assert.Equal(new LabelledFact("user", "ops"), Assert.Single(created.Verdict.Identity));
        Assert.Equal(["send"], created.Verdict.Scopes);
        Assert.Equal([true, false, false], created.Links.Select(link => link.Linked));
        Assert.DoesNotContain("not-an-id", created.Links[1].ModuleId, StringComparison.Ordinal);

        CoverageReport coverage = await Api.Client.GetCoverageAsync(Cancel);
        Assert.Equal((1, 1, 1), (coverage.Total, coverage.Covered, coverage.NotNeeded));
        CoverageItem item = Assert.Single(coverage.Items);
        Assert.Equal((ModuleId, "Covered", created.Account.Id, "Order to cash"), (item.ModuleId, item.State, item.AccountId, item.Workflow));
        HeroMetrics metrics = await Api.Client.GetHeroMetricsAsync(Cancel);
        Assert.Equal((1, 1, 1, 1, 1, 1), (metrics.Accounts, metrics.Ready, metrics.Verified, metrics.Modules, metrics.Linked, metrics.Covered));
        ProviderCard card = Assert.Single(await Api.Client.GetCatalogAsync(Cancel));
        Assert.Equal((1, 1, 0), (card.AccountCount, card.LinkedModuleCount, card.UnlinkedModuleCount));
    }

    [Fact]
    public async Task Account_HidesItsSecrets_AndShowsItsHostsAndLabels()
    {
        AccountSummary account = await Api.Client.GetAccountAsync((await Api.AddAccountAsync("Ops", "ak_liveEXAMPLE", Cancel)).Id, Cancel);

        AccountFieldState token = account.Fields.Single(field => field.Key == "token");
        AccountFieldState login = account.Fields.Single(field => field.Key == "login");
        Assert.Equal(("Key", true, true, null), (token.Label, token.Secret, token.IsSet, token.Value));
        Assert.Equal(("Login", false, true, "ops@acme.example"), (login.Label, login.Secret, login.IsSet, login.Value));
        Assert.Equal(("acme", "Acme", "api-key"), (account.ProviderId, account.ProviderName, account.CredentialKindId));
        Assert.Equal(Api.Vendor.BaseUrl, account.BaseUrl);
        Assert.Contains(new Uri(Api.Vendor.BaseUrl).Authority, account.AllowedHosts);
        Assert.Null(account.Verdict);
        Assert.Equal("Ops", Assert.Single(await Api.Client.GetAccountsAsync(Cancel)).Name);
    }

    [Fact]
    public async Task SetFields_ReplacesInPlace_AndHistoryIsKeptNewestFirst()
    {
        AccountSummary account = await Api.AddAccountAsync("Ops", "ak_revokedEXAMPLE", Cancel);
        VerdictReport bad = await Api.Client.VerifyAsync(account.Id, Cancel);
        Assert.Equal("error", (await Api.Client.GetAccountAsync(account.Id, Cancel)).Status);

        AccountSummary changed = await Api.Client.SetFieldsAsync(
            account.Id, new SetFieldsRequest { Fields = new Dictionary<string, string> { ["token"] = "ak_freshEXAMPLE" } }, Cancel);
        VerdictReport good = await Api.Client.VerifyAsync(account.Id, Cancel);

        Assert.Equal(account.Id, changed.Id);
        Assert.Equal(("Invalid", "Valid"), (bad.Kind, good.Kind));
        Assert.Equal(["Valid", "Invalid"], (await Api.Client.GetVerdictsAsync(account.Id, Cancel)).Select(verdict => verdict.Kind));
        Assert.Equal("ak_freshEXAMPLE", Api.Vendor.LastKey);
    }

    [Fact]
    public async Task Link_Execute_Unlink_Delete()
    {
        await Api.Client.ImportModulesAsync(Workflow, Cancel);
        AccountSummary account = await Api.AddAccountAsync("Ops", "ak_liveEXAMPLE", Cancel);

        Assert.True(Assert.Single(await Api.Client.LinkAsync(account.Id, new LinkRequest([ModuleId]), Cancel)).Linked);
        ExecuteResult sent = await Api.Client.ExecuteAsync(ModuleId, JsonElement.Parse("""{ "text": "hello" }"""), Cancel);
        ExecuteResult refused = await Api.Client.ExecuteAsync(ModuleId, JsonElement.Parse("{}"), Cancel);

        Assert.True(sent.Succeeded, sent.ErrorMessage);
        Assert.Equal("A-17", sent.Output!.Value.GetProperty("number").GetString());
        Assert.Equal((false, "invalid_input"), (refused.Succeeded, refused.ErrorCode));
        Assert.Equal("text: Give a text.", Assert.Single(refused.Problems));

        await Api.Client.UnlinkAsync(ModuleId, Cancel);
        Assert.All(await Api.Client.GetModulesAsync(Cancel), module => Assert.Null(module.IntegrationAccount?.Id));
        await Api.Client.DeleteAccountAsync(account.Id, Cancel);
        Assert.Empty(await Api.Client.GetAccountsAsync(Cancel));
    }

    /// <summary>Deeper than anything that the host itself says or takes.</summary>
    [Fact]
    public async Task Execute_DeepAnswerOfAProvider_ComesAsItIs()
    {
        await Api.Client.ImportModulesAsync(Workflow, Cancel);
        AccountSummary account = await Api.AddAccountAsync("Ops", "ak_liveEXAMPLE", Cancel);
        await Api.Client.LinkAsync(account.Id, new LinkRequest([ModuleId]), Cancel);
        string deep = string.Concat(Enumerable.Repeat("""{"a":""", 50)) + "[1e400,\"\\u00e4\"]" + new string('}', 50);
        Api.Vendor.SendReply = deep;

        ExecuteResult sent = await Api.Client.ExecuteAsync(ModuleId, JsonElement.Parse("""{ "text": "hello" }"""), Cancel);

        Assert.True(sent.Succeeded, sent.ErrorMessage);
        Assert.Equal(deep, sent.Output!.Value.GetRawText());
    }

    [Fact]
    public async Task InvalidAccount_IsAnExceptionWithErrorsByField_ThatDoesNotRepeatTheValue()
    {
        var failure = await Assert.ThrowsAsync<HostApiException>(() => Api.Client.CreateAccountAsync(
            new CreateAccountRequest { ProviderId = "acme", Fields = new Dictionary<string, string> { ["token"] = "wrong_prefix_EXAMPLE" } }, Cancel));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, failure.StatusCode);
        Assert.NotEmpty(failure.Errors["token"]);
        Assert.DoesNotContain("wrong_prefix", failure.ToString() + string.Concat(failure.Errors["token"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownId_IsAnExceptionWithThe404()
    {
        var failure = await Assert.ThrowsAsync<HostApiException>(() => Api.Client.VerifyAsync(Guid.NewGuid().ToString(), Cancel));

        Assert.Equal(HttpStatusCode.NotFound, failure.StatusCode);
        Assert.Empty(failure.Errors);
    }

    [Fact]
    public async Task WrongToken_IsAnExceptionWithWhatToSend()
    {
        using var client = IntegrationHostClient.OverSocket(Api.Options.SocketPath, "iht_wrong");

        var failure = await Assert.ThrowsAsync<HostApiException>(() => client.GetStatusAsync(Cancel));

        Assert.Equal(HttpStatusCode.Unauthorized, failure.StatusCode);
        Assert.Contains("token", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoHost_IsAnExceptionThatNamesWhatWasTried()
    {
        using var bySocket = IntegrationHostClient.OverSocket(Api.Options.SocketPath + ".none", Api.Token);
        using var byTcp = IntegrationHostClient.OverTcp(new Uri("http://127.0.0.1:1"), Api.Token);

        var noSocket = await Assert.ThrowsAsync<HostUnavailableException>(() => bySocket.GetStatusAsync(Cancel));
        var noPort = await Assert.ThrowsAsync<HostUnavailableException>(() => byTcp.GetStatusAsync(Cancel));

        Assert.Contains(Api.Options.SocketPath + ".none", noSocket.Message, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:1", noPort.Message, StringComparison.Ordinal);
    }

    private CreateAccountRequest Request(string key, bool verify, params string[] modules) => new()
    {
        ProviderId = "acme",
        BaseUrl = Api.Vendor.BaseUrl,
        Fields = new Dictionary<string, string> { ["token"] = key },
        Verify = verify,
        LinkModuleIds = modules,
    };
}
