using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Resources;

public sealed class TemplateTests : ApiTest
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("?search=acme", 1)]
    [InlineData("?search=SEND%20acme", 1)]
    [InlineData("?search=message&category=messaging", 1)]
    [InlineData("?search=nothing", 0)]
    [InlineData("?category=Storage", 0)]
    [InlineData("?page=1", 0)]
    public async Task Templates_AreFoundByCategoryAndWords(string query, int items)
    {
        JsonNode page = (await Api.SendAsync(HttpMethod.Get, $"/api/templates{query}", null, HttpStatusCode.OK, Cancel))!;

        Assert.Equal(items, page["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Templates_TellTheirForm_AndWhatWaitsForThem()
    {
        await Api.AddAccountAsync("ACME", "ak_templateEXAMPLE", Cancel);
        await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", """{ "className": "AcmeSendModule" }""", HttpStatusCode.Created, Cancel);

        JsonNode page = (await Api.SendAsync(HttpMethod.Get, "/api/templates?size=1", null, HttpStatusCode.OK, Cancel))!;

        JsonNode card = page["items"]![0]!;
        Assert.Equal((1, 1, 1, 2), ((int)page["total"]!, (int)card["accountCount"]!, (int)card["waitingModuleCount"]!, (int)card["moduleCount"]!));
        Assert.Equal("token", (string?)card["credentialKinds"]![0]!["fields"]![0]!["key"]);
        Assert.Equal("Messaging", (string?)page["categories"]![0]!["name"]);
    }

    [Theory]
    [InlineData("/api/templates?size=0")]
    [InlineData("/api/templates?size=201")]
    [InlineData("/api/templates?page=-1")]
    [InlineData("/api/templates?page=x")]
    [InlineData("/api/coverage?state=Nonsense")]
    [InlineData("/api/coverage?state=1")]
    [InlineData("/api/coverage?accountId=x")]
    public async Task WrongQuery_Is400(string path)
    {
        await Api.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.BadRequest, Cancel);
    }

    [Fact]
    public async Task QuickCreate_Proposes_ThenCreates_AndPatchesTheActiveModule()
    {
        await Api.AddAccountAsync("ACME", "ak_firstEXAMPLE", Cancel);
        JsonNode module = (await Api.SendAsync(
            HttpMethod.Post, "/v1/ExecModule", """{ "name": "Announce", "className": "AcmeSendModule", "moduleData": "{ }" }""", HttpStatusCode.Created, Cancel))!;
        string context = $$""" "moduleName": "Announce", "className": "com.example.AcmeSendModule", "moduleType": "msg.acme.send", "execModuleId": "{{module["id"]}}" """;

        JsonNode proposal = (await Api.SendAsync(HttpMethod.Post, "/api/quick-create", $"{{ {context} }}", HttpStatusCode.OK, Cancel))!;
        JsonNode made = (await Api.SendAsync(
            HttpMethod.Post, "/api/quick-create",
            $$"""{ {{context}}, "baseUrl": "{{Api.Vendor.BaseUrl}}", "fields": { "token": "ak_quickEXAMPLE" }, "verify": true }""", HttpStatusCode.Created, Cancel))!;

        Assert.True((bool)proposal["templates"]![0]!["best"]!);
        Assert.Equal(("acme", "ACME_2", "api-key"), ((string?)proposal["form"]!["providerId"], (string?)proposal["form"]!["name"], (string?)proposal["form"]!["credentialKindId"]));
        Assert.Equal("ops@acme.example", (string?)proposal["form"]!["fields"]![2]!["value"]);
        Assert.Null(proposal["form"]!["fields"]![0]!["value"]);
        Assert.Equal("Valid", (string?)made["created"]!["verdict"]!["kind"]);
        JsonNode after = (await Api.SendAsync(HttpMethod.Get, $"/v1/ExecModule/{module["id"]}", null, HttpStatusCode.OK, Cancel))!;
        Assert.Equal((string?)made["created"]!["account"]!["id"], (string?)after["integrationAccount"]!["id"]);
        Assert.Equal("{ }", (string?)after["moduleData"]);
    }

    [Fact]
    public async Task QuickCreate_WithoutAFittingTemplate_SaysSo()
    {
        JsonNode proposal = (await Api.SendAsync(HttpMethod.Post, "/api/quick-create", """{ "className": "com.example.Unknown" }""", HttpStatusCode.OK, Cancel))!;
        Assert.Empty(proposal["templates"]!.AsArray());
        await Api.SendAsync(HttpMethod.Post, "/api/quick-create", """{ "className": "com.example.Unknown", "fields": {} }""", HttpStatusCode.UnprocessableEntity, Cancel);
        JsonNode chosen = (await Api.SendAsync(HttpMethod.Post, "/api/quick-create", """{ "className": "com.example.Unknown", "providerId": "acme" }""", HttpStatusCode.OK, Cancel))!;
        Assert.Equal("acme", (string?)chosen["form"]!["providerId"]);
    }

    [Fact]
    public async Task Usage_NamesWhatStops_AndCloneCopiesNoValue()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_usageEXAMPLE", Cancel);
        await Api.Client.VerifyAsync(account.Id, Cancel);
        await Api.SendAsync(
            HttpMethod.Post, "/v1/Workflow",
            $$"""{ "name": "Nightly", "tasks": [ { "modules": [ { "name": "Announce", "className": "AcmeSendModule", "execModuleIntegrationAccount": { "id": "{{account.Id}}" } } ] } ] }""",
            HttpStatusCode.Created, Cancel);
        await Api.SendAsync(
            HttpMethod.Post, "/v1/LlmDetails", $$"""{ "name": "m", "provider": "other", "apiType": "other", "apiKeyIntegrationAccount": { "id": "{{account.Id}}" } }""", HttpStatusCode.Created, Cancel);

        JsonNode usage = (await Api.SendAsync(HttpMethod.Get, $"/api/accounts/{account.Id}/usage", null, HttpStatusCode.OK, Cancel))!;
        JsonNode clone = (await Api.SendAsync(HttpMethod.Post, $"/api/accounts/{account.Id}/clone", """{ "environment": "staging" }""", HttpStatusCode.Created, Cancel))!;

        Assert.Equal("Revoke it, and 1 module in 1 workflow cannot run, and 1 language model cannot be asked any more.", (string?)usage["summary"]);
        Assert.Equal(("Announce", "Nightly", true), ((string?)usage["modules"]![0]!["name"], (string?)usage["modules"]![0]!["workflow"], (bool)usage["modules"]![0]!["stops"]!));
        Assert.Equal(["token"], clone["fieldsToSet"]!.AsArray().Select(field => (string?)field));
        Assert.Equal(("ACME", "staging", Api.Vendor.BaseUrl), ((string?)clone["account"]!["name"], (string?)clone["account"]!["environment"], (string?)clone["account"]!["baseUrl"]));
        Assert.All(clone["account"]!["fields"]!.AsArray(), field => Assert.False((bool)field!["isSet"]!));

        await Api.Client.DeleteAccountAsync(account.Id, Cancel);
        JsonNode model = (await Api.SendAsync(HttpMethod.Get, "/v1/LlmDetails", null, HttpStatusCode.OK, Cancel))![0]!;
        Assert.Null(model["apiKeyIntegrationAccount"]);
    }

    [Fact]
    public async Task Restore_OfADeletedAccount_BringsItBackWithItsValuesOnce()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_restoreEXAMPLE", Cancel);
        await Api.Client.DeleteAccountAsync(account.Id, Cancel);
        Assert.DoesNotContain(await Api.Client.GetAccountsAsync(Cancel), other => other.Id == account.Id);

        IntegrationHostClient accounts = Api.Client;
        AccountSummary restored = await accounts.RestoreAccountAsync(account.Id, Cancel);

        Assert.Equal((account.Id, "ACME"), (restored.Id, restored.Name));
        Assert.True(Assert.Single(restored.Fields, field => field.Secret).IsSet);
        Assert.Contains(await Api.Client.GetAccountsAsync(Cancel), other => other.Id == account.Id);
        Assert.Equal("Valid", (await Api.Client.VerifyAsync(account.Id, Cancel)).Kind);
        HostApiException again = await Assert.ThrowsAsync<HostApiException>(() => accounts.RestoreAccountAsync(account.Id, Cancel));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Fact]
    public async Task Coverage_IsFilteredAndPaged_AndItsCountsStayThoseOfAll()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_coverageEXAMPLE", Cancel);
        await Api.Client.VerifyAsync(account.Id, Cancel);
        foreach (string link in new[] { $$""", "integrationAccount": { "id": "{{account.Id}}" } """, "", "" })
            await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", $$"""{ "name": "A", "className": "AcmeSendModule"{{link}} }""", HttpStatusCode.Created, Cancel);

        async Task<(int Total, int Matching, int Items)> AskAsync(string query)
        {
            JsonNode report = (await Api.SendAsync(HttpMethod.Get, $"/api/coverage{query}", null, HttpStatusCode.OK, Cancel))!;
            return ((int)report["total"]!, (int)report["matching"]!, report["items"]!.AsArray().Count);
        }

        Assert.Equal((3, 3, 3), await AskAsync(""));
        Assert.Equal((3, 2, 2), await AskAsync("?state=NotLinked,NotVerified"));
        Assert.Equal((3, 2, 1), await AskAsync("?state=notlinked&page=1&size=1"));
        Assert.Equal((3, 1, 1), await AskAsync($"?accountId={account.Id}&category=messaging&providerId=acme&search=send"));
        Assert.Equal((3, 0, 0), await AskAsync("?workflow=none"));
    }
}
