using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.ThorApi;

/// <summary>Where ThorAPI's servers and clients of several years trip each other up, this host does not let them.</summary>
public sealed class TrapTests : ApiTest
{
    private const string Key = "ak_trapEXAMPLE";

    public static TheoryData<string> LinkPlaces =>
    [
        """ "integrationAccount": { "id": "ACCOUNT" } """,
        """ "execModuleIntegrationAccount": { "id": "ACCOUNT" } """,
        """ "execModuleConfig": { "version": "1", "authConfig": { "authStrategy": 1, "integrationAccount": { "id": "ACCOUNT" } } } """,
    ];

    [Theory]
    [MemberData(nameof(LinkPlaces))]
    public async Task Link_InAnyOfItsThreePlaces_CountsForCoverage_AndIsGoneEverywhereOnceRemoved(string place)
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);
        await Api.Client.VerifyAsync(account.Id, Cancel);

        JsonObject module = await PostAsync("ExecModule", $$"""{ "className": "AcmeSendModule", {{place.Replace("ACCOUNT", account.Id, StringComparison.Ordinal)}} }""");
        CoverageItem linked = Assert.Single((await Api.Client.GetCoverageAsync(Cancel)).Items);
        await Api.Client.UnlinkAsync((string)module["id"]!, Cancel);
        CoverageItem unlinked = Assert.Single((await Api.Client.GetCoverageAsync(Cancel)).Items);

        Assert.Equal(("Covered", account.Id), (linked.State, linked.AccountId));
        Assert.Equal(("NotLinked", null), (unlinked.State, unlinked.AccountId));
        Assert.DoesNotContain(account.Id, (await GetAsync($"/v1/ExecModule/{module["id"]}")).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("IntegrationAccount", """{ "accountName": "MAIL" }""")]
    [InlineData("ExecModule", """{ "name": "x" }""")]
    [InlineData("Task", """{ "name": "x" }""")]
    public async Task Put_WithoutIdOrWithAnotherInTheBody_SavesWhatTheAddressNames_AndMakesNoNewOne(string name, string json)
    {
        string id = (string)(await PostAsync(name, json))["id"]!;

        JsonObject without = await SendAsync(HttpMethod.Put, $"/v1/{name}/{id}", json);
        JsonObject other = JsonNode.Parse(json)!.AsObject();
        other["id"] = Guid.NewGuid().ToString();
        JsonObject with = await SendAsync(HttpMethod.Put, $"/v1/{name}/{id}", other.ToJsonString());

        Assert.Equal((id, id), ((string?)without["id"], (string?)with["id"]));
        Assert.Single((await Api.SendAsync(HttpMethod.Get, $"/v1/{name}", null, HttpStatusCode.OK, Cancel))!.AsArray());
    }

    [Fact]
    public async Task MaskThatIsPosted_BecomesNoSecret()
    {
        JsonObject account = await PostAsync("IntegrationAccount", """{ "accountName": "COPY", "apiKey": "<ENCRYPTED_VALUE/>", "password": "<ENCRYPTED_VALUE/>" }""");

        Assert.False(account.ContainsKey("apiKey"));
        Assert.False(account.ContainsKey("password"));
    }

    [Fact]
    public async Task CopyOfAnAccount_AsTheTablePastesIt_HasNoSecret()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);
        JsonObject copied = await GetAsync($"/v1/IntegrationAccount/{account.Id}");

        JsonObject pasted = await PostAsync("IntegrationAccount", copied.ToJsonString());

        Assert.NotEqual(account.Id, (string?)pasted["id"]);
        Assert.Equal("ACME", (string?)pasted["accountName"]);
        Assert.False(pasted.ContainsKey("apiKey"));
    }

    [Fact]
    public async Task Verified_CannotBeAsserted_ByPutNorPatch()
    {
        string id = (string)(await PostAsync("IntegrationAccount", """{ "accountName": "MAIL", "verified": true }"""))["id"]!;

        JsonObject put = await SendAsync(HttpMethod.Put, $"/v1/IntegrationAccount/{id}", """{ "accountName": "MAIL", "verified": true }""");
        JsonObject patched = await SendAsync(HttpMethod.Patch, $"/v1/IntegrationAccount/{id}", """{ "verified": true }""");

        Assert.Equal((false, false), ((bool)put["verified"]!, (bool)patched["verified"]!));
    }

    [Fact]
    public async Task AccountWithoutAnyField_IsStored_ForTheContractAsksForNone()
    {
        JsonObject account = await PostAsync("IntegrationAccount", "{}");

        Assert.False(account.ContainsKey("accountName"));
        Assert.Equal(("ready", false), ((string?)account["status"], (bool)account["verified"]!));
    }

    [Fact]
    public async Task ExampleWithoutVerified_ReturnsVerifiedAccounts_Too()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);
        await Api.Client.VerifyAsync(account.Id, Cancel);

        Assert.Single(await ListAsync("IntegrationAccount", """{ "accountName": "acme" }"""));
        Assert.Single(await ListAsync("IntegrationAccount", """{ "accountName": "acme", "verified": null }"""));
        Assert.Empty(await ListAsync("IntegrationAccount", """{ "accountName": "acme", "verified": false }"""));
    }

    [Fact]
    public async Task ExampleWithoutClassName_ReturnsModulesOfEveryClass()
    {
        await PostAsync("ExecModule", """{ "name": "Announce", "className": "AcmeSendModule" }""");

        Assert.Single(await ListAsync("ExecModule", """{ "name": "ANN" }"""));
    }

    [Fact]
    public async Task ExampleByStatus_IsExact_ThoughATextWouldBeContained()
    {
        await PostAsync("IntegrationAccount", """{ "accountName": "MAIL", "status": "ready" }""");

        Assert.Single(await ListAsync("IntegrationAccount", """{ "status": "ready" }"""));
        Assert.Empty(await ListAsync("IntegrationAccount", """{ "status": "read" }"""));
    }

    [Fact]
    public async Task ExampleWithPlusAndPercent_IsTakenAsItIs()
    {
        await PostAsync("IntegrationAccount", """{ "accountName": "a+b 100% c" }""");

        Assert.Single(await ListAsync("IntegrationAccount", """{ "accountName": "a+b" }"""));
        Assert.Single(await ListAsync("IntegrationAccount", """{ "accountName": "100%" }"""));
    }

    [Fact]
    public async Task PageAndLimit_OfOlderClients_AreUnderstood()
    {
        for (int number = 0; number < 3; number++)
            await PostAsync("ExecModule", $$"""{ "name": "M{{number}}" }""");

        JsonArray page = (await Api.SendAsync(HttpMethod.Get, "/v1/ExecModule?page=1&limit=2", null, HttpStatusCode.OK, Cancel))!.AsArray();

        Assert.Equal("M2", (string?)Assert.Single(page)!["name"]);
    }

    [Fact]
    public async Task AccountId_IsSecure_ThoughItLooksLikeAReference()
    {
        JsonObject account = await PostAsync("IntegrationAccount", """{ "accountName": "MAIL", "accountId": "acct-EXAMPLE" }""");

        Assert.Equal(SecureField.Mask, (string?)account["accountId"]);
    }

    [Fact]
    public async Task EmptyList_Is200WithAnEmptyArray_AndNoEnvelope()
    {
        foreach (string name in new[] { "IntegrationAccount", "ExecModule", "SecureKey", "LlmDetails" })
            Assert.Equal("[]", await Api.Http.GetStringAsync($"/v1/{name}", Cancel));
    }

    private async Task<JsonObject> GetAsync(string path) => (await Api.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.OK, Cancel))!.AsObject();

    private async Task<JsonObject> PostAsync(string name, string json) => (await Api.SendAsync(HttpMethod.Post, $"/v1/{name}", json, HttpStatusCode.Created, Cancel))!.AsObject();

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, string json) => (await Api.SendAsync(method, path, json, HttpStatusCode.OK, Cancel))!.AsObject();

    private async Task<JsonArray> ListAsync(string name, string example) =>
        (await Api.SendAsync(HttpMethod.Get, $"/v1/{name}?example={Uri.EscapeDataString(example)}", null, HttpStatusCode.OK, Cancel))!.AsArray();
}
