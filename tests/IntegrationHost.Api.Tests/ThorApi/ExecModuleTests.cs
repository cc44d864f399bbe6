using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.ThorApi;

public sealed class ExecModuleTests : ApiTest
{
    private const string Path = "/v1/ExecModule";

    /// <summary>All that may be on the wire, with spacing and escapes that only survive if the text is kept as it is.</summary>
    private const string Whole = """
        { "name": "Announce", "className": "AcmeSendModule", "moduleType": "io", "moduleOrder": 2.25, "notes": "für alle",
          "moduleData": "{ \"channel\" :  \"C0\" }\n", "config": "{\"a\":1.50}", "status": "ready", "role": "user", "taskId": "7a6c2d1e-0000-4000-8000-0000000000aa",
          "task": { "id": "7a6c2d1e-0000-4000-8000-0000000000aa", "name": "main" }, "specs": [ { "title": "x" } ],
          "execModuleConfig": { "version": "1", "authConfig": { "authStrategy": 2 } }, "somethingOfTomorrow": [ 1, null, { "deep": true } ] }
        """;

    [Fact]
    public async Task Post_ThenGet_ReturnsTheWholeObject_KnownAndUnknown()
    {
        JsonObject stored = await PostAsync(Whole);

        JsonObject wire = await GetAsync((string)stored["id"]!);

        var expected = JsonNode.Parse(Whole)!.AsObject();
        foreach ((string name, JsonNode? value) in expected)
            Assert.True(JsonNode.DeepEquals(value, wire[name]), $"{name}: {wire[name]?.ToJsonString()}");
        Assert.Equal(
            expected.Select(property => property.Key).Concat(["id", "createdDate", "lastModifiedDate", "trashed"]).Order(),
            wire.Select(property => property.Key).Where(name => name != "ownerId" && name != "lastModifiedById").Order());
        Assert.Matches(@"[+-]\d\d:\d\d$", (string)wire["createdDate"]!);
        Assert.True(Guid.TryParse((string?)wire["id"], out _));
    }

    [Fact]
    public async Task Put_WithALink_ChangesNothingElse()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_linkEXAMPLE", Cancel);
        JsonObject read = await GetAsync((string)(await PostAsync(Whole))["id"]!);
        read["integrationAccount"] = new JsonObject { ["id"] = account.Id };

        JsonObject wire = await SendAsync(HttpMethod.Put, (string)read["id"]!, read.ToJsonString());

        Assert.Equal(account.Id, (string?)wire["integrationAccount"]!["id"]);
        foreach (string name in new[] { "moduleData", "config", "specs", "execModuleConfig", "task", "somethingOfTomorrow", "moduleOrder" })
            Assert.Equal(read[name]!.ToJsonString(), wire[name]!.ToJsonString());
        Assert.Equal(1, (await Api.Client.GetAccountAsync(account.Id, Cancel)).LinkedModuleCount);
    }

    [Fact]
    public async Task Put_IsAWholeObjectSave()
    {
        string id = (string)(await PostAsync(Whole))["id"]!;

        JsonObject wire = await SendAsync(HttpMethod.Put, id, """{ "name": "Only this" }""");

        Assert.Equal(("Only this", "VModule"), ((string?)wire["name"], (string?)wire["className"]));
        Assert.False(wire.ContainsKey("moduleData"));
        Assert.False(wire.ContainsKey("somethingOfTomorrow"));
    }

    [Fact]
    public async Task Patch_MergesObjects_ClearsWithNull_KeepsTheRest()
    {
        string id = (string)(await PostAsync(Whole))["id"]!;

        JsonObject wire = await SendAsync(
            HttpMethod.Patch, id, """{ "notes": null, "name": "Renamed", "execModuleConfig": { "authConfig": { "authStrategy": 3 }, "timeoutMs": 5 } }""");

        Assert.False(wire.ContainsKey("notes"));
        Assert.Equal("Renamed", (string?)wire["name"]);
        Assert.Equal("""{"version":"1","authConfig":{"authStrategy":3},"timeoutMs":5}""", wire["execModuleConfig"]!.ToJsonString());
        Assert.Equal("{ \"channel\" :  \"C0\" }\n", (string?)wire["moduleData"]);
    }

    [Fact]
    public async Task Post_IdAndHiddenFields_AreIgnored_ClassNameHasItsDefault()
    {
        string mine = Guid.NewGuid().ToString();

        JsonObject wire = await PostAsync($$"""{ "id": "{{mine}}", "name": "x", "keyHash": "h", "workflowStateId": "w", "lastAccessedDate": "d", "lastAccessedById": "i" }""");

        Assert.NotEqual(mine, (string?)wire["id"]);
        Assert.Equal("VModule", (string?)wire["className"]);
        Assert.DoesNotMatch("keyHash|workflowStateId|lastAccessed", wire.ToJsonString());
    }

    [Theory]
    [InlineData("""{ "moduleType": "msg.slack.post" }""")]
    [InlineData("""{ "status": "READY" }""")]
    [InlineData("""{ "role": "root" }""")]
    [InlineData("""{ "role": 5 }""")]
    [InlineData("""{ "status": ["ready"] }""")]
    [InlineData("""{ "moduleOrder": "first" }""")]
    [InlineData("""{ "integrationAccount": "7a6c2d1e-0000-4000-8000-0000000000aa" }""")]
    public async Task UnknownEnumOrWrongType_Is400(string json)
    {
        JsonNode error = (await Api.SendAsync(HttpMethod.Post, Path, json, HttpStatusCode.BadRequest, Cancel))!;

        Assert.DoesNotMatch(new Regex("msg\\.slack|READY|root|first|7a6c"), error.ToJsonString());
    }

    [Fact]
    public async Task NestedAccount_IsAReference_ItsSecretsAreNotKept()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_linkEXAMPLE", Cancel);
        string nested = $$"""{ "id": "{{account.Id}}", "apiKey": "ak_nestedEXAMPLE", "password": "pw_nestedEXAMPLE", "accountId": "id_nestedEXAMPLE" }""";

        JsonObject wire = await PostAsync($$"""
            { "className": "AcmeSendModule", "integrationAccount": {{nested}}, "execModuleIntegrationAccount": {{nested}},
              "execModuleConfig": { "authConfig": { "integrationAccount": {{nested}}, "authAccount": {{nested}} } } }
            """);

        Assert.DoesNotContain("nestedEXAMPLE", wire.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("nestedEXAMPLE", (await GetAsync((string)wire["id"]!)).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(account.Id, (string?)wire["integrationAccount"]!["id"]);
    }

    [Fact]
    public async Task List_PagesSortsAndFindsByExample()
    {
        for (int number = 1; number <= 3; number++)
            await PostAsync($$"""{ "name": "Module {{number}}", "className": "AcmeSendModule", "moduleOrder": {{11 - number}} }""");
        await PostAsync("""{ "name": "Loop", "className": "LooperModule", "moduleOrder": 1 }""");

        Assert.Equal(["Loop", "Module 3", "Module 2", "Module 1"], await NamesAsync("?sort=moduleOrder"));
        Assert.Equal(["Module 1"], await NamesAsync("?sort=moduleOrder,desc&size=1"));
        Assert.Equal(["Loop"], await NamesAsync($"?example={Uri.EscapeDataString("""{ "class_name": "looper" }""")}"));
        Assert.Equal(["Module 1"], await NamesAsync($"?example={Uri.EscapeDataString("""{ "moduleOrder": 10, "className": "acme" }""")}"));
    }

    [Fact]
    public async Task Delete_TrashesByDefault_AndRemovesForGoodWhenAsked()
    {
        string id = (string)(await PostAsync(Whole))["id"]!;

        await Api.SendAsync(HttpMethod.Delete, $"{Path}/{id}", null, HttpStatusCode.NoContent, Cancel);
        Assert.Empty(await NamesAsync(""));
        Assert.True((bool?)(await GetAsync(id))["trashed"]);
        await Api.SendAsync(HttpMethod.Delete, $"{Path}/{id}?trash=false", null, HttpStatusCode.NoContent, Cancel);

        await Api.SendAsync(HttpMethod.Get, $"{Path}/{id}", null, HttpStatusCode.NotFound, Cancel);
    }

    private async Task<JsonObject> GetAsync(string id) =>
        (await Api.SendAsync(HttpMethod.Get, $"{Path}/{id}", null, HttpStatusCode.OK, Cancel))!.AsObject();

    private async Task<JsonObject> PostAsync(string json) =>
        (await Api.SendAsync(HttpMethod.Post, Path, json, HttpStatusCode.Created, Cancel))!.AsObject();

    private async Task<JsonObject> SendAsync(HttpMethod method, string id, string json) =>
        (await Api.SendAsync(method, $"{Path}/{id}", json, HttpStatusCode.OK, Cancel))!.AsObject();

    private async Task<IEnumerable<string?>> NamesAsync(string query) =>
        (await Api.SendAsync(HttpMethod.Get, Path + query, null, HttpStatusCode.OK, Cancel))!.AsArray().Select(module => (string?)module!["name"]);
}
