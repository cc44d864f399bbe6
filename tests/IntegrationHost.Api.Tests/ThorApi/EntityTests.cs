using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.ThorApi;

/// <summary>What holds for every generated entity, and the traps of single ones.</summary>
public sealed class EntityTests : ApiTest
{
    private const string Key = """{ "algorithm": "AES", "version": "1", "keyValue": "keyvalue-0-EXAMPLE", "status": "active" }""";
    private const string Llm = """{ "name": "gpt-EXAMPLE", "provider": "openai", "apiType": "openai", "credential": "cred-EXAMPLE" }""";

    [Theory]
    [InlineData("SecureKey", Key)]
    [InlineData("Workflow", """{ "name": "Nightly", "tasks": [] }""")]
    [InlineData("Task", """{ "name": "First" }""")]
    [InlineData("WorkflowState", """{ "name": "cursor", "stateValue": "17" }""")]
    [InlineData("EventLog", """{ "eventDetails": "It began.", "status": "ok" }""")]
    [InlineData("LlmDetails", Llm)]
    public async Task EveryEntity_HasThePathsStatusesAndBodiesThatThorApiGenerates(string name, string json)
    {
        string mine = Guid.NewGuid().ToString();
        JsonObject body = JsonNode.Parse(json)!.AsObject();
        body["id"] = mine;
        body["keyHash"] = "h";
        body["somethingOfTomorrow"] = JsonNode.Parse("""[ 1, null, { "deep": null } ]""");

        JsonObject made = (await Api.SendAsync(HttpMethod.Post, $"/v1/{name}", body.ToJsonString(), HttpStatusCode.Created, Cancel))!.AsObject();
        string path = $"/v1/{name}/{made["id"]}";
        JsonArray list = (await Api.SendAsync(HttpMethod.Get, $"/v1/{name}", null, HttpStatusCode.OK, Cancel))!.AsArray();
        JsonObject read = await GetAsync(path);

        Assert.NotEqual(mine, (string?)made["id"]);
        Assert.True(JsonNode.DeepEquals(made, read));
        Assert.True(JsonNode.DeepEquals(read, Assert.Single(list)));
        Assert.Equal("""[1,null,{"deep":null}]""", read["somethingOfTomorrow"]!.ToJsonString());
        Assert.DoesNotMatch("keyHash|workflowStateId|lastAccessed|cred-|keyvalue-", read.ToJsonString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$", (string)read["createdDate"]!);
        Assert.False((bool)read["trashed"]!);
        JsonObject saved = await SendAsync(HttpMethod.Put, path, read.ToJsonString());
        Assert.Equal(Timeless(read), Timeless(saved));
        JsonObject patched = await SendAsync(HttpMethod.Patch, path, """{ "somethingOfTomorrow": null, "notes": "n" }""", "application/merge-patch+json");
        Assert.False(patched.ContainsKey("somethingOfTomorrow"));
        Assert.Equal("n", (string?)patched["notes"]);

        await Api.SendAsync(HttpMethod.Delete, $"{path}?cascade=true&trash=true", null, HttpStatusCode.NoContent, Cancel);
        Assert.Empty((await Api.SendAsync(HttpMethod.Get, $"/v1/{name}?page=0&size=20", null, HttpStatusCode.OK, Cancel))!.AsArray());
        Assert.True((bool)(await GetAsync(path))["trashed"]!);
        await Api.SendAsync(HttpMethod.Delete, $"{path}?trash=false", null, HttpStatusCode.NoContent, Cancel);
        JsonNode error = (await Api.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.NotFound, Cancel))!;
        Assert.Equal(["status", "error", "message", "timestamp"], error.AsObject().Select(property => property.Key));
        await Api.SendAsync(HttpMethod.Put, path, json, HttpStatusCode.NotFound, Cancel);
        await Api.SendAsync(HttpMethod.Patch, path, "{}", HttpStatusCode.NotFound, Cancel);
        await Api.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NotFound, Cancel);
    }

    [Theory]
    [InlineData("SecureKey", """{ "algorithm": "AES", "version": "1", "keyValue": "short-EX", "status": "ACTIVE" }""")]
    [InlineData("SecureKey", """{ "algorithm": "AES", "version": "1", "status": "ACTIVE" }""")]
    [InlineData("SecureKey", """{ "algorithm": "AES", "version": "1", "keyValue": "<ENCRYPTED_VALUE/>", "status": "ACTIVE" }""")]
    [InlineData("SecureKey", """{ "algorithm": "AES", "version": "1", "keyValue": "keyvalue-0-EXAMPLE", "status": "secret-EXAMPLE" }""")]
    [InlineData("SecureKey", """{ "algorithm": "AES", "version": "1", "keyValue": "keyvalue-0-EXAMPLE", "status": "ACTIVE", "cipherWorkCost": 36 }""")]
    [InlineData("SecureKey", """{ "algorithm": "AES", "version": "1", "keyValue": "keyvalue-0-EXAMPLE", "status": "ACTIVE", "cipherWorkCost": 10.5 }""")]
    [InlineData("SecureKey", """{ "algorithm": "AES", "version": "1", "keyValue": { "a": 1 }, "status": "ACTIVE" }""")]
    [InlineData("SecureKey", """{ "algorithm": "AES", "version": "1", "keyValue": "**************", "status": "ACTIVE" }""")]
    [InlineData("LlmDetails", """{ "name": "x", "provider": "OPENAI", "apiType": "openai" }""")]
    [InlineData("LlmDetails", """{ "name": "x", "provider": "openai", "apiType": "openai", "temperature": 2.5 }""")]
    [InlineData("LlmDetails", """{ "provider": "openai", "apiType": "openai" }""")]
    [InlineData("LlmDetails", """{ "name": "x", "provider": "openai", "apiType": "openai", "apiKeyIntegrationAccount": "secret-EXAMPLE" }""")]
    [InlineData("Workflow", """{ "tasks": "secret-EXAMPLE" }""")]
    [InlineData("Workflow", """{ "tasks": [ "secret-EXAMPLE" ] }""")]
    [InlineData("Workflow", """{ "tasks": [ { "id": "7a6c2d1e-0000-4000-8000-0000000000aa" } ] }""")]
    [InlineData("Workflow", """{ "tasks": [ { "modules": [ { "status": "secret-EXAMPLE" } ] } ] }""")]
    [InlineData("Workflow", """{ "status": "good" }""")]
    [InlineData("Task", """{ "workflowId": "secret-EXAMPLE" }""")]
    [InlineData("EventLog", """{ "status": "OK" }""")]
    [InlineData("EventLog", """{ "trashed": "secret-EXAMPLE" }""")]
    public async Task WhatTheContractDoesNotAllow_Is400WithoutEcho_AndStoresNothing(string name, string json)
    {
        JsonNode error = (await Api.SendAsync(HttpMethod.Post, $"/v1/{name}", json, HttpStatusCode.BadRequest, Cancel))!;

        Assert.Equal("Bad Request", (string?)error["error"]);
        Assert.DoesNotMatch("EXAMPLE|7a6c", error.ToJsonString());
        foreach (string type in new[] { name, "Task", "ExecModule" })
            Assert.Empty((await Api.SendAsync(HttpMethod.Get, $"/v1/{type}", null, HttpStatusCode.OK, Cancel))!.AsArray());
    }

    [Theory]
    [InlineData("active", "ACTIVE")]
    [InlineData("Revoked", "REVOKED")]
    [InlineData("DEFAULT", "DEFAULT")]
    public async Task SecureKeyStatus_IsTakenInAnyCase_AndWrittenInUpperCase(string given, string written)
    {
        JsonObject key = await PostAsync("SecureKey", Key.Replace("active", given, StringComparison.Ordinal));

        Assert.Equal(written, (string?)key["status"]);
    }

    [Fact]
    public async Task TaskPriority_IsTakenInAnyCase_AndWrittenInUpperCase()
    {
        Assert.Equal("HIGH", (string?)(await PostAsync("Task", """{ "priorityLevel": "high" }"""))["priorityLevel"]);
    }

    [Theory]
    [InlineData("\"keyValue\": \"<ENCRYPTED_VALUE/>\",")]
    [InlineData("\"keyValue\": null,")]
    [InlineData("")]
    public async Task SecureKey_PutWithMaskNullOrNoValue_KeepsIt(string secret)
    {
        string id = (string)(await PostAsync("SecureKey", Key))["id"]!;

        JsonObject saved = await SendAsync(HttpMethod.Put, $"/v1/SecureKey/{id}", $$"""{ {{secret}} "algorithm": "AES", "version": "2", "status": "ARCHIVED" }""");

        Assert.Equal(SecureField.Mask, (string?)saved["keyValue"]);
        Assert.Equal("2", (string?)saved["version"]);
    }

    [Fact]
    public async Task SecureKey_ItsValueCannotBeCleared_ForTheContractAsksForIt()
    {
        string id = (string)(await PostAsync("SecureKey", Key))["id"]!;

        await Api.SendAsync(HttpMethod.Patch, $"/v1/SecureKey/{id}", """{ "keyValue": null }""", HttpStatusCode.BadRequest, Cancel);
    }

    [Fact]
    public async Task LlmDetails_SecureFields_AreMaskedWhenSet_AbsentWhenNot_ClearedByPatch()
    {
        JsonObject made = await PostAsync("LlmDetails", Llm);
        string path = $"/v1/LlmDetails/{made["id"]}";

        JsonObject kept = await SendAsync(HttpMethod.Patch, path, """{ "apiKey": "sk-ownEXAMPLE", "credential": "<ENCRYPTED_VALUE/>" }""");
        JsonObject cleared = await SendAsync(HttpMethod.Patch, path, """{ "credential": null }""");

        Assert.Equal(SecureField.Mask, (string?)made["credential"]);
        Assert.False(made.ContainsKey("apiKey"));
        Assert.Equal((SecureField.Mask, SecureField.Mask), ((string?)kept["apiKey"], (string?)kept["credential"]));
        Assert.False(cleared.ContainsKey("credential"));
        Assert.True(cleared.ContainsKey("apiKey"));
    }

    [Fact]
    public async Task LlmDetails_HasItsDefaults_AndKeepsTheLinkWithoutTheSecretsBesideIt()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_llmEXAMPLE", Cancel);

        JsonObject made = await PostAsync(
            "LlmDetails",
            $$"""{ "name": "m", "provider": "openai", "apiType": "openai", "password": "stray-EXAMPLE", "apiKeyIntegrationAccount": { "id": "{{account.Id}}", "apiKey": "ak_strayEXAMPLE" } }""");

        Assert.Equal(("user", 0.2), ((string?)made["role"], (double?)made["temperature"]));
        Assert.Equal($$"""{"id":"{{account.Id}}"}""", made["apiKeyIntegrationAccount"]!.ToJsonString());
        Assert.DoesNotContain("stray", made.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkflowState_HasTheNamesOfBothGenerations_AndTheOneThatWasChangedCounts()
    {
        JsonObject old = await PostAsync("WorkflowState", """{ "name": "cursor", "state_value": "1" }""");
        string path = $"/v1/WorkflowState/{old["id"]}";
        Assert.Equal(("1", "1"), ((string?)old["stateValue"], (string?)old["state_value"]));

        old["state_value"] = "2";
        JsonObject byOld = await SendAsync(HttpMethod.Put, path, old.ToJsonString());
        byOld["stateValue"] = "3";
        JsonObject byNew = await SendAsync(HttpMethod.Put, path, byOld.ToJsonString());

        Assert.Equal(("2", "3", "3"), ((string?)byOld["state_value"], (string?)byNew["stateValue"], (string?)byNew["state_value"]));
    }

    [Fact]
    public async Task Workflow_MakesWhatIsListedInIt_ListsItInOrder_AndCoverageKnowsItsName()
    {
        JsonObject made = await PostAsync("Workflow", """
            { "name": "Nightly", "tasks": [
              { "name": "Second", "taskOrder": 2, "modules": [] },
              { "name": "First", "taskOrder": 1, "modules": [ { "name": "B", "className": "AcmeSendModule", "moduleOrder": 2 }, { "name": "A", "className": "AcmeSendModule", "moduleOrder": 1.5 } ] } ],
              "workflow_state": [ { "name": "cursor", "state_value": "1" } ] }
            """);

        JsonObject read = await GetAsync($"/v1/Workflow/{made["id"]}");
        Assert.Equal(["First", "Second"], read["tasks"]!.AsArray().Select(task => (string?)task!["name"]));
        Assert.Equal(["A", "B"], read["tasks"]![0]!["modules"]!.AsArray().Select(module => (string?)module!["name"]));
        Assert.Equal("cursor", (string?)read["workflowState"]![0]!["name"]);
        Assert.Equal("cursor", (string?)read["workflow_state"]![0]!["name"]);
        Assert.Equal((string?)read["id"], (string?)(await GetAsync($"/v1/Task/{read["tasks"]![0]!["id"]}"))["workflowId"]);
        CoverageReport coverage = await Api.Client.GetCoverageAsync(Cancel);
        Assert.Equal(["Nightly", "Nightly"], coverage.Items.Select(item => item.Workflow));

        await SendAsync(HttpMethod.Patch, $"/v1/Workflow/{made["id"]}", """{ "name": "Daily" }""");
        Assert.Equal(["Daily", "Daily"], (await Api.Client.GetCoverageAsync(Cancel)).Items.Select(item => item.Workflow));
    }

    [Theory]
    [InlineData("""{ "moduleOrder": "first" }""")]
    [InlineData("""{ "taskId": "none" }""")]
    [InlineData("""{ "ownerId": -1 }""")]
    [InlineData("""{ "integrationAccount": { "id": "ACCOUNT_ID" } }""")]
    [InlineData("""{ "specs": "none" }""")]
    public async Task Workflow_ModuleInIt_IsHeldToTheContract_AndAnImportLeavesOutWhatIsNoId(string module)
    {
        await Api.SendAsync(HttpMethod.Post, "/v1/Workflow", $$"""{ "tasks": [{ "modules": [{{module}}] }] }""", HttpStatusCode.BadRequest, Cancel);
        Assert.Equal("[]", await Api.Http.GetStringAsync("/v1/ExecModule", Cancel));

        await Api.SendAsync(HttpMethod.Post, "/api/modules/import", $"[{module}]", HttpStatusCode.OK, Cancel);
        Assert.DoesNotMatch("\"first|\"none|:-1|ACCOUNT_ID", await Api.Http.GetStringAsync("/v1/ExecModule", Cancel));
    }

    [Fact]
    public async Task Workflow_PutThatOmitsItsTasks_LosesNone_AndWhatStandsBesideAnIdIsNotLookedAt()
    {
        JsonObject made = await PostAsync("Workflow", """{ "name": "Nightly", "tasks": [ { "name": "Only" } ] }""");
        string path = $"/v1/Workflow/{made["id"]}";

        await SendAsync(HttpMethod.Put, path, """{ "name": "Renamed" }""");
        JsonObject read = await GetAsync(path);
        read["tasks"]![0]!["name"] = "Beside the id";
        JsonObject saved = await SendAsync(HttpMethod.Put, path, read.ToJsonString());

        Assert.Equal("Only", (string?)Assert.Single(saved["tasks"]!.AsArray())!["name"]);
    }

    [Fact]
    public async Task Workflow_SaveOfAnOlderVersion_Is409()
    {
        JsonObject made = await PostAsync("Workflow", """{ "name": "Nightly", "tasks": [] }""");
        string path = $"/v1/Workflow/{made["id"]}";
        await SendAsync(HttpMethod.Put, path, made.ToJsonString());

        await Api.SendAsync(HttpMethod.Put, path, made.ToJsonString(), HttpStatusCode.Conflict, Cancel);
    }

    [Fact]
    public async Task Workflow_CascadeTrashesAllThatBelongsToIt_AndWithoutItIsRefused()
    {
        JsonObject made = await PostAsync("Workflow", """{ "name": "N", "tasks": [ { "modules": [ { "className": "AcmeSendModule" } ] } ], "workflowState": [ { "name": "s" } ] }""");
        string path = $"/v1/Workflow/{made["id"]}";

        await Api.SendAsync(HttpMethod.Delete, $"{path}?cascade=false", null, HttpStatusCode.Conflict, Cancel);
        await Api.SendAsync(HttpMethod.Delete, path, null, HttpStatusCode.NoContent, Cancel);

        foreach (string type in new[] { "Workflow", "Task", "WorkflowState", "ExecModule" })
            Assert.Empty((await Api.SendAsync(HttpMethod.Get, $"/v1/{type}", null, HttpStatusCode.OK, Cancel))!.AsArray());
        await Api.SendAsync(HttpMethod.Delete, $"{path}?trash=false", null, HttpStatusCode.NoContent, Cancel);
        await Api.SendAsync(HttpMethod.Get, $"/v1/Task/{made["tasks"]![0]!["id"]}", null, HttpStatusCode.NotFound, Cancel);
    }

    [Fact]
    public async Task Workflow_MayHoldADrawingOfOneAndAHalfMillionCharacters()
    {
        string meta = new('m', 1_500_000);

        JsonObject made = await PostAsync("Workflow", $$"""{ "name": "Large", "meta": "{{meta}}", "tasks": [] }""");
        await Api.SendAsync(HttpMethod.Post, "/v1/Workflow", $$"""{ "meta": "{{meta}}m" }""", HttpStatusCode.BadRequest, Cancel);

        Assert.Equal(1_500_000, ((string)made["meta"]!).Length);
    }

    [Fact]
    public async Task Example_TextsAreContained_EnumsAndIdsAreEqual_NullsAndDoubleEncodingAreTaken()
    {
        string owner = (string)(await PostAsync("EventLog", """{ "eventDetails": "It FAILED here", "status": "error" }"""))["ownerId"]!;
        await PostAsync("EventLog", """{ "eventDetails": "It went well", "status": "ok" }""");

        Assert.Single(await ListAsync("""{ "event_details": "failed", "status": null }"""));
        Assert.Single(await ListAsync("""{ "status": "error" }"""));
        Assert.Empty(await ListAsync("""{ "status": "err" }"""));
        Assert.Empty(await ListAsync("""{ "eventDetails": "failed", "status": "ok" }"""));
        Assert.Equal(2, (await ListAsync($$"""{ "ownerId": "{{owner}}" }""")).Count);
        Assert.Empty(await ListAsync($$"""{ "ownerId": "{{owner[..8]}}" }"""));
        Assert.Single(await ListAsync(Uri.EscapeDataString("""{ "eventDetails": "went" }""")));
    }

    [Theory]
    [InlineData("SecureKey", """{ "keyValue": "k" }""")]
    [InlineData("LlmDetails", """{ "api_key": "k" }""")]
    [InlineData("LlmDetails", """{ "credential": "k" }""")]
    [InlineData("LlmDetails", """{ "apiKeyIntegrationAccount": { "apiKey": "k" } }""")]
    public async Task Example_BySecureField_Is400(string name, string example)
    {
        await Api.SendAsync(HttpMethod.Get, $"/v1/{name}?example={Uri.EscapeDataString(example)}", null, HttpStatusCode.BadRequest, Cancel);
    }

    [Fact]
    public async Task List_IsPagedFromZeroInTheOrderOfMaking_OrSorted()
    {
        for (int number = 0; number < 5; number++)
            await PostAsync("Task", $$"""{ "name": "T{{number}}", "taskOrder": {{9 - number}} }""");

        async Task<IEnumerable<string?>> NamesAsync(string query) =>
            (await Api.SendAsync(HttpMethod.Get, "/v1/Task" + query, null, HttpStatusCode.OK, Cancel))!.AsArray().Select(task => (string?)task!["name"]);
        Assert.Equal(["T0", "T1"], await NamesAsync("?page=0&size=2"));
        Assert.Equal(["T4"], await NamesAsync("?page=2&size=2"));
        Assert.Empty(await NamesAsync("?page=3&size=2"));
        Assert.Equal(["T4", "T3"], await NamesAsync("?sort=taskOrder,asc&size=2"));
    }

    private static string Timeless(JsonObject entity) => Regex.Replace(entity.ToJsonString(), "\"(lastModifiedDate|version)\":(\"[^\"]*\"|\\d+),?", "");

    private async Task<JsonObject> GetAsync(string path) => (await Api.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.OK, Cancel))!.AsObject();

    private async Task<JsonObject> PostAsync(string name, string json) => (await Api.SendAsync(HttpMethod.Post, $"/v1/{name}", json, HttpStatusCode.Created, Cancel))!.AsObject();

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, string json, string mediaType = "application/json") =>
        (await Api.SendAsync(method, path, json, HttpStatusCode.OK, Cancel, mediaType))!.AsObject();

    private async Task<JsonArray> ListAsync(string example) =>
        (await Api.SendAsync(HttpMethod.Get, $"/v1/EventLog?page=0&size=20&example={Uri.EscapeDataString(example)}", null, HttpStatusCode.OK, Cancel))!.AsArray();
}
