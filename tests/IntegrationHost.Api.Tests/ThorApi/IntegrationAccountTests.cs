using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.ThorApi;

public sealed class IntegrationAccountTests : ApiTest
{
    private const string Path = "/v1/IntegrationAccount";
    private const string Key = "ak_live_storedEXAMPLE";

    [Fact]
    public async Task Get_HasExactlyTheWireShapeOfThorApi()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME_PRIMARY", Key, Cancel);

        string wire = await Api.Http.GetStringAsync($"{Path}/{account.Id}", Cancel);

        string owner = (string)JsonNode.Parse(wire)!["ownerId"]!;
        Assert.True(Guid.TryParse(owner, out _));
        string golden = $$"""
            {"id":"{{account.Id}}","ownerId":"{{owner}}","createdDate":"DATE","lastModifiedById":"{{owner}}","lastModifiedDate":"DATE","accountName":"ACME_PRIMARY","username":"ops@acme.example","apiKey":"<ENCRYPTED_VALUE/>","status":"ready","verified":false,"trashed":false}
            """;
        Assert.Equal(golden, Regex.Replace(wire, @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d", "DATE"));
    }

    [Fact]
    public async Task Post_IgnoresTheId_TellsTheProviderFromTheName_AndMasksWhatIsSecure()
    {
        string mine = Guid.NewGuid().ToString();

        JsonObject wire = await PostAsync($$"""
            { "id": "{{mine}}", "accountName": "ACME_PRIMARY", "apiKey": "{{Key}}", "accountId": "W-17", "verified": true,
              "execModuleId": "x", "keyHash": "x", "execModule": { "id": "x" } }
            """);

        Assert.NotEqual(mine, (string?)wire["id"]);
        Assert.Equal(SecureField.Mask, (string?)wire["apiKey"]);
        Assert.Equal(SecureField.Mask, (string?)wire["accountId"]);
        Assert.False((bool?)wire["verified"]);
        Assert.Equal("acme", (await Api.Client.GetAccountAsync((string)wire["id"]!, Cancel)).ProviderId);
        foreach (string hidden in new[] { "password", "keyHash", "workflowStateId", "lastAccessedDate", "lastAccessedById", "execModuleId", "execModule" })
            Assert.False(wire.ContainsKey(hidden), hidden);
    }

    [Fact]
    public async Task Post_NameOfNoProvider_IsStoredAllTheSame()
    {
        JsonObject wire = await PostAsync("""{ "accountName": "MAILTRAP", "username": "me", "password": "pw-EXAMPLE", "apiKey": "k-EXAMPLE" }""");

        Assert.Equal((SecureField.Mask, SecureField.Mask, "me"), ((string?)wire["password"], (string?)wire["apiKey"], (string?)wire["username"]));
    }

    [Theory]
    [InlineData("\"apiKey\": \"<ENCRYPTED_VALUE/>\",")]
    [InlineData("\"apiKey\": null,")]
    [InlineData("")]
    public async Task Put_MaskNullOrNoSecret_KeepsTheStoredOne(string secret)
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);

        JsonObject wire = await SendAsync(HttpMethod.Put, account.Id, $$"""{ {{secret}} "accountName": "ACME_RENAMED", "status": "closed" }""");

        Assert.Equal(("ACME_RENAMED", "closed", SecureField.Mask), ((string?)wire["accountName"], (string?)wire["status"], (string?)wire["apiKey"]));
        Assert.Equal(Key, await Api.StoredKeyAsync(account.Id, Cancel));
    }

    [Fact]
    public async Task Put_WhatWasRead_ChangesNothing()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);
        JsonObject read = await GetAsync(account.Id);

        JsonObject wire = await SendAsync(HttpMethod.Put, account.Id, read.ToJsonString());

        read.Remove("lastModifiedDate");
        wire.Remove("lastModifiedDate");
        Assert.Equal(read.ToJsonString(), wire.ToJsonString());
        Assert.Equal(Key, await Api.StoredKeyAsync(account.Id, Cancel));
    }

    [Fact]
    public async Task Put_AnotherSecret_ReplacesIt_AndWhatIsNotSecureAndAbsentIsCleared()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);

        JsonObject wire = await SendAsync(HttpMethod.Put, account.Id, """{ "accountName": "ACME", "apiKey": "ak_secondEXAMPLE" }""");

        Assert.False(wire.ContainsKey("username"));
        Assert.Equal("ak_secondEXAMPLE", await Api.StoredKeyAsync(account.Id, Cancel));
    }

    [Fact]
    public async Task Patch_NullClears_AbsentAndMaskKeep()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);
        await SendAsync(HttpMethod.Patch, account.Id, """{ "accountId": "W-17" }""", "application/merge-patch+json");

        JsonObject kept = await SendAsync(HttpMethod.Patch, account.Id, """{ "username": null, "apiKey": "<ENCRYPTED_VALUE/>" }""", "application/merge-patch+json");
        JsonObject cleared = await SendAsync(HttpMethod.Patch, account.Id, """{ "accountId": null }""");

        Assert.False(kept.ContainsKey("username"));
        Assert.Equal(SecureField.Mask, (string?)kept["accountId"]);
        Assert.False(cleared.ContainsKey("accountId"));
        Assert.Equal(Key, await Api.StoredKeyAsync(account.Id, Cancel));
    }

    [Fact]
    public async Task UnknownStatus_Is400AndChangesNothing()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);

        await Api.SendAsync(HttpMethod.Put, $"{Path}/{account.Id}", """{ "accountName": "X", "status": "READY" }""", HttpStatusCode.BadRequest, Cancel);

        Assert.Equal("ACME", (string?)(await GetAsync(account.Id))["accountName"]);
    }

    [Fact]
    public async Task List_IsAPlainArrayInPagesFromZero()
    {
        for (int number = 0; number < 25; number++)
            await PostAsync($$"""{ "accountName": "MAIL_{{number:D2}}" }""");

        Assert.Equal(20, (await ListAsync("")).Count);
        Assert.Equal(["MAIL_20", "MAIL_21", "MAIL_22", "MAIL_23", "MAIL_24"], Names(await ListAsync("?page=1&sort=accountName,asc")));
        Assert.Equal(["MAIL_22", "MAIL_21"], Names(await ListAsync("?page=1&size=2&sort=accountName,desc")));
        Assert.Empty(await ListAsync("?page=2"));
        Assert.Equal(25, (await ListAsync("?size=100000")).Count);
        await Api.SendAsync(HttpMethod.Get, Path + "?page=-1", null, HttpStatusCode.BadRequest, Cancel);
    }

    [Fact]
    public async Task Example_ContainsWithoutCase_EqualsExactly_AndsAndIgnoresNulls()
    {
        await Api.AddAccountAsync("ACME_PRIMARY", Key, Cancel);
        AccountSummary second = await Api.AddAccountAsync("ACME_SECOND", Key, Cancel);
        await Api.Client.VerifyAsync(second.Id, Cancel);
        await PostAsync("""{ "accountName": "MAILTRAP", "status": "closed" }""");

        Assert.Equal(["ACME_PRIMARY", "ACME_SECOND"], Names(await ExampleAsync("""{ "accountName": "acme", "verified": null }""")));
        Assert.Equal(["ACME_SECOND"], Names(await ExampleAsync("""{ "account_name": "Acme", "verified": true }""")));
        Assert.Equal(["MAILTRAP"], Names(await ExampleAsync("""{ "status": "closed" }""")));
        Assert.Empty(await ExampleAsync("""{ "accountName": "acme", "status": "closed" }"""));
        Assert.Equal(3, (await ExampleAsync("{}")).Count);
    }

    [Theory]
    [InlineData("""{ "apiKey": "ak" }""")]
    [InlineData("""{ "api_key": "ak" }""")]
    [InlineData("""{ "accountId": "W" }""")]
    public async Task Example_BySecureField_Is400(string example)
    {
        await Api.SendAsync(HttpMethod.Get, $"{Path}?example={Uri.EscapeDataString(example)}", null, HttpStatusCode.BadRequest, Cancel);
    }

    [Fact]
    public async Task Example_ThatIsNoJson_IsPassedOverAndTheAnswerSaysSo()
    {
        await Api.AddAccountAsync("ACME", Key, Cancel);

        using HttpResponseMessage response = await Api.Http.GetAsync($"{Path}?example=%7Bnonsense", Cancel);

        Assert.Single(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!.AsArray());
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("X-Example-Ignored")));
    }

    [Fact]
    public async Task Delete_TrashesByDefault_AndRemovesForGoodWhenAsked()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);

        await Api.SendAsync(HttpMethod.Delete, $"{Path}/{account.Id}?cascade=true&trash=true", null, HttpStatusCode.NoContent, Cancel);
        Assert.Empty(await ListAsync(""));
        Assert.Equal(["ACME"], Names(await ExampleAsync("""{ "trashed": true }""")));

        await Api.SendAsync(HttpMethod.Delete, $"{Path}/{account.Id}?trash=false", null, HttpStatusCode.NoContent, Cancel);
        await Api.SendAsync(HttpMethod.Get, $"{Path}/{account.Id}", null, HttpStatusCode.NotFound, Cancel);
        await Api.SendAsync(HttpMethod.Delete, $"{Path}/{account.Id}", null, HttpStatusCode.NotFound, Cancel);
    }

    [Fact]
    public async Task Delete_WithoutCascade_RefusesWhileModulesAreLinked()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Key, Cancel);
        JsonNode module = (await Api.SendAsync(
            HttpMethod.Post, "/v1/ExecModule", $$"""{ "className": "AcmeSendModule", "integrationAccount": { "id": "{{account.Id}}" } }""", HttpStatusCode.Created, Cancel))!;

        await Api.SendAsync(HttpMethod.Delete, $"{Path}/{account.Id}?cascade=false", null, HttpStatusCode.Conflict, Cancel);
        await Api.SendAsync(HttpMethod.Delete, $"{Path}/{account.Id}", null, HttpStatusCode.NoContent, Cancel);

        JsonNode after = (await Api.SendAsync(HttpMethod.Get, $"/v1/ExecModule/{module["id"]}", null, HttpStatusCode.OK, Cancel))!;
        Assert.Null(after["integrationAccount"]);
    }

    private static IEnumerable<string?> Names(JsonArray accounts) => accounts.Select(account => (string?)account!["accountName"]);

    private async Task<JsonObject> GetAsync(string id) =>
        (await Api.SendAsync(HttpMethod.Get, $"{Path}/{id}", null, HttpStatusCode.OK, Cancel))!.AsObject();

    private async Task<JsonObject> PostAsync(string json) =>
        (await Api.SendAsync(HttpMethod.Post, Path, json, HttpStatusCode.Created, Cancel))!.AsObject();

    private async Task<JsonObject> SendAsync(HttpMethod method, string id, string json, string mediaType = "application/json") =>
        (await Api.SendAsync(method, $"{Path}/{id}", json, HttpStatusCode.OK, Cancel, mediaType))!.AsObject();

    private async Task<JsonArray> ListAsync(string query) =>
        (await Api.SendAsync(HttpMethod.Get, Path + query, null, HttpStatusCode.OK, Cancel))!.AsArray();

    private Task<JsonArray> ExampleAsync(string example) => ListAsync($"?page=0&size=20&sort=accountName&example={Uri.EscapeDataString(example)}");
}
