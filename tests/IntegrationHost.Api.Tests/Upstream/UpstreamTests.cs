using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Upstream;

/// <summary>A host that works on another host: both real, over loopback.</summary>
public sealed class UpstreamTests : IAsyncLifetime
{
    private const string Key = "ak_CANARYEXAMPLE0001";

    private RunningApi upper = null!;
    private RunningApi lower = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        upper = await RunningApi.StartAsync(Cancel);
        lower = await RunningApi.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await lower.DisposeAsync();
        if (upper is not null)
            await upper.DisposeAsync();
    }

    [Fact]
    public async Task Status_WithoutUpstream_IsNone()
    {
        UpstreamStatus status = await lower.Client.GetUpstreamAsync(Cancel);
        Assert.Equal(("none", null, "none"), (status.State, status.Address, status.Login));
        HttpStatusCode code = (await Assert.ThrowsAsync<HostApiException>(() => lower.Client.SyncUpstreamAsync(Cancel))).StatusCode;
        Assert.Equal(HttpStatusCode.Conflict, code);
    }

    [Fact]
    public async Task AccountsAndLinks_MadeBelow_AreAbove()
    {
        string[] modules = await ImportAsync(3);
        await SetAsync();
        Assert.Equal(3, (await lower.Client.GetModulesAsync(Cancel)).Count);

        CreateAccountResult made = await lower.Client.CreateAccountAsync(Request(modules), Cancel);

        Assert.All(made.Links, link => Assert.True(link.Linked, link.Problem));
        Assert.Empty(made.Warnings);
        AccountSummary above = Assert.Single(await upper.Client.GetAccountsAsync(Cancel));
        Assert.Equal(("ACME", "acme", 3), (above.Name, above.ProviderId, above.LinkedModuleCount));
        JsonNode module = (await upper.SendAsync(HttpMethod.Get, $"/v1/ExecModule/{modules[0]}", null, HttpStatusCode.OK, Cancel))!;
        Assert.Equal(above.Id, module["integrationAccount"]!["id"]!.GetValue<string>());
        Assert.Equal("1.50", module["xUnknown"]!["n"]!.ToJsonString());

        UpstreamStatus status = await lower.Client.GetUpstreamAsync(Cancel);
        Assert.Equal(("current", 3, 1), (status.State, status.Modules, status.Accounts));
        Assert.Empty(status.OpenLinks);
        await lower.Client.UnlinkAsync(modules[0], Cancel);
        Assert.Equal(2, (await upper.Client.GetAccountAsync(above.Id, Cancel)).LinkedModuleCount);
    }

    [Fact]
    public async Task NewSecretBelow_IsAbove_AndDeletionToo()
    {
        await ImportAsync(1);
        await SetAsync();
        AccountSummary account = (await lower.Client.CreateAccountAsync(Request([]), Cancel)).Account;
        AccountSummary above = Assert.Single(await upper.Client.GetAccountsAsync(Cancel));
        DateTimeOffset? before = above.Fields.Single(field => field.Key == "token").UpdatedAt;

        await lower.Client.SetFieldsAsync(account.Id, new SetFieldsRequest { Fields = new Dictionary<string, string> { ["token"] = Key + "2" } }, Cancel);
        Assert.NotEqual(before, (await upper.Client.GetAccountAsync(above.Id, Cancel)).Fields.Single(field => field.Key == "token").UpdatedAt);
        Assert.Empty((await lower.Client.GetAccountAsync(account.Id, Cancel)).Findings ?? []);

        await lower.Client.DeleteAccountAsync(account.Id, Cancel);
        Assert.Empty(await upper.Client.GetAccountsAsync(Cancel));
    }

    [Fact]
    public async Task UpstreamAway_ReadsGoOn_WritesSay503()
    {
        string[] modules = await ImportAsync(1);
        await SetAsync();
        await upper.DisposeAsync();
        upper = null!;

        HostApiException failure = await Assert.ThrowsAsync<HostApiException>(() => lower.Client.CreateAccountAsync(Request(modules), Cancel));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.Contains("Nothing was stored", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await lower.Client.GetAccountsAsync(Cancel));

        UpstreamSyncResult sync = await lower.Client.SyncUpstreamAsync(Cancel);
        Assert.Equal((false, "stale", "unreachable"), (sync.Succeeded, sync.Status.State, sync.Status.Problem!.Code));
        Assert.NotNull(sync.Status.LastSyncAt);
        Assert.Single((await lower.Client.GetCoverageAsync(Cancel)).Items);
    }

    [Fact]
    public async Task WrongToken_IsTold_AndNoAnswerShowsOne()
    {
        const string wrong = "CANARY-wrong-token-0009";
        await lower.Client.SetUpstreamAsync(new SetUpstreamRequest { Address = upper.TcpAddress.AbsoluteUri, Token = wrong }, Cancel);
        UpstreamSyncResult sync = await lower.Client.SyncUpstreamAsync(Cancel);
        Assert.Equal("unauthorized", sync.Status.Problem!.Code);
        Assert.Contains("upstream set", sync.Status.Problem.Message, StringComparison.Ordinal);
        string shown = (await lower.SendAsync(HttpMethod.Get, "/api/upstream", null, HttpStatusCode.OK, Cancel))!.ToJsonString();
        Assert.DoesNotContain("CANARY", shown, StringComparison.Ordinal);
        Assert.Contains("\"login\":\"token\"", shown, StringComparison.Ordinal);

        await lower.Client.ClearUpstreamAsync(Cancel);
        Assert.Equal("none", (await lower.Client.GetUpstreamAsync(Cancel)).State);
    }

    [Theory]
    [InlineData("http://example.com/v1", "without TLS")]
    [InlineData("https://user:CANARY-pw@example.com", "not usable")]
    [InlineData("ftp://example.com", "not usable")]
    [InlineData("nonsense", "not usable")]
    public async Task Address_NotUsable_Is422AndNotRepeated(string address, string says)
    {
        HostApiException failure = await Assert.ThrowsAsync<HostApiException>(() => lower.Client.SetUpstreamAsync(new SetUpstreamRequest { Address = address }, Cancel));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, failure.StatusCode);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_SendsWhatIsOnlyHere_Once()
    {
        AccountSummary account = (await lower.Client.CreateAccountAsync(Request([]), Cancel)).Account;
        await SetAsync();
        Assert.Empty(await upper.Client.GetAccountsAsync(Cancel));
        UpstreamAccountResult pushed = await lower.Client.PushAccountAsync(account.Id, Cancel);
        Assert.Equal(pushed.UpstreamId, Assert.Single(await upper.Client.GetAccountsAsync(Cancel)).Id);
        Assert.Equal(HttpStatusCode.Conflict, (await Assert.ThrowsAsync<HostApiException>(() => lower.Client.PushAccountAsync(account.Id, Cancel))).StatusCode);
    }

    private static CreateAccountRequest Request(string[] modules) => new() { ProviderId = "acme", Name = "ACME", Fields = new Dictionary<string, string> { ["token"] = Key }, LinkModuleIds = modules };

    private async Task<string[]> ImportAsync(int count)
    {
        string[] ids = [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid().ToString())];
        await upper.Client.ImportModulesAsync($"[{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","className":"{{AcmeCatalog.ModuleClass}}","xUnknown": {"n":1.50} }"""))}]", Cancel);
        return ids;
    }

    private async Task SetAsync()
    {
        await lower.Client.SetUpstreamAsync(new SetUpstreamRequest { Address = upper.TcpAddress.AbsoluteUri + "v1", Token = upper.Token }, Cancel);
        UpstreamSyncResult sync = await lower.Client.SyncUpstreamAsync(Cancel);
        Assert.True(sync.Succeeded, sync.Status.Problem?.Message);
    }
}
