using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Api.Tests.Access;

/// <summary>Entities, templates and runs have no permissions of their own; what they name of accounts and modules has.</summary>
public sealed class EntityAccessTests : ApiTest
{
    private HttpClient stranger = null!;

    [Fact]
    public async Task Task_ShowsNoModule_ThatMayNotBeRead()
    {
        await AddStrangerAsync();
        JsonNode task = (await Api.SendAsync(
            HttpMethod.Post, "/v1/Task", """{ "name": "T", "modules": [{ "className": "AcmeSendModule", "name": "M" }] }""", HttpStatusCode.Created, Cancel))!;

        JsonNode seen = (await stranger.GetFromJsonAsync<JsonNode>($"/v1/Task/{(string)task["id"]!}", Cancel))!;

        Assert.Single(task["modules"]!.AsArray());
        Assert.Empty(seen["modules"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Delete, $"/v1/Task/{(string)task["id"]!}"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(HttpMethod.Post, "/v1/Task", """{ "name": "T", "modules": [{ "className": "AcmeSendModule" }] }"""));
    }

    [Fact]
    public async Task Model_CannotBeLinkedToAnAccount_ThatMayNotBeUsed()
    {
        await AddStrangerAsync();
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        string model = $$"""{ "name": "m", "provider": "other", "apiType": "other", "apiKeyIntegrationAccount": { "id": "{{account.Id}}" } }""";

        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Post, "/v1/LlmDetails", model));
        await Api.GrantAsync(SecuredType.Account, account.Id, "stranger", "EXECUTE", Cancel);
        Assert.Equal(HttpStatusCode.Created, await SendAsync(HttpMethod.Post, "/v1/LlmDetails", model));
        Assert.Contains(await Api.Client.GetAuditAsync(0, 1000, Cancel), happened => happened.Action == "entity.save");
    }

    [Fact]
    public async Task Templates_CountOnlyWhatMayBeRead_AndRunsAreTheirBeginners()
    {
        await AddStrangerAsync();
        await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        JsonNode run = (await Api.SendAsync(HttpMethod.Post, "/api/verifications", "{}", HttpStatusCode.Accepted, Cancel))!;

        string own = await Api.Http.GetStringAsync("/api/templates", Cancel), others = await stranger.GetStringAsync("/api/templates", Cancel);

        Assert.Contains("\"accountCount\":1", own, StringComparison.Ordinal);
        Assert.DoesNotContain("\"accountCount\":1", others, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Get, $"/api/verifications/{(string)run["id"]!}"));
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Delete, $"/api/verifications/{(string)run["id"]!}"));
    }

    private async Task AddStrangerAsync() => stranger = (await Api.AddActorAsync("stranger", Cancel)).Http;

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using HttpRequestMessage request = RunningApi.Request(method, path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await stranger.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
