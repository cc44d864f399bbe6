using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;

namespace IntegrationHost.Api.Tests.Fuzzing;

/// <summary>Requests that a person thought of, each of which this host once answered wrongly.</summary>
public sealed class HandMadeRequestTests : ApiTest
{
    private static readonly string[] Entities =
        ["IntegrationAccount", "ExecModule", "SecureKey", "Workflow", "Task", "WorkflowState", "EventLog", "LlmDetails", "AclEntry", "Role", "Principal"];

    // A date as the examples of ThorAPI's contract write it: the offset has no colon.
    private const string ThorDate = "2025-11-01T13:21:23.000-0700";

    public static TheoryData<string> AllEntities => [.. Entities];

    [Theory]
    [MemberData(nameof(AllEntities))]
    public async Task Example_WithHalfOfASurrogatePair_IsPassedOver(string entity)
    {
        foreach (string example in (string[])["""{ "name": "\ud800" }""", """{ "\ud800": "x" }""", """{ "accountName": "\udc00x" }""", """{ "a": { "b": ["\ud800"] } }"""])
        {
            foreach (string sent in (string[])[Uri.EscapeDataString(example), Uri.EscapeDataString(Uri.EscapeDataString(example))])
            {
                using HttpResponseMessage response = await Api.Http.GetAsync(new Uri($"/v1/{entity}?example={sent}", UriKind.Relative), Cancel);

                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                Assert.Equal("true", response.Headers.GetValues("X-Example-Ignored").Single());
            }
        }
    }

    [Fact]
    public async Task ExecModules_AreFoundByPartOfADate_AndOrderedByOne()
    {
        JsonObject first = await PostAsync("ExecModule", """{ "name": "first" }""");
        await PostAsync("ExecModule", """{ "name": "second" }""");
        string created = (string)first["createdDate"]!;

        JsonArray found = await ListAsync("ExecModule", "example=" + Uri.EscapeDataString($$"""{ "createdDate": "{{created[..10]}}" }"""));
        JsonArray none = await ListAsync("ExecModule", "example=" + Uri.EscapeDataString("""{ "lastModifiedDate": "1999-" }"""));
        JsonArray ordered = await ListAsync("ExecModule", "sort=createdDate,desc");

        Assert.Equal(2, found.Count);
        Assert.Empty(none);
        Assert.Equal(2, ordered.Count);
        Assert.True(string.CompareOrdinal((string)ordered[0]!["createdDate"]!, (string)ordered[1]!["createdDate"]!) >= 0);
    }

    [Fact]
    public async Task Workflows_AreOrderedByTheirVersion()
    {
        JsonObject saved = await PostAsync("Workflow", """{ "name": "saved twice", "tasks": [] }""");
        await Api.SendAsync(HttpMethod.Put, $"/v1/Workflow/{saved["id"]}", saved.ToJsonString(), HttpStatusCode.OK, Cancel);
        await PostAsync("Workflow", """{ "name": "new", "tasks": [] }""");

        Assert.Equal(["saved twice", "new"], (await ListAsync("Workflow", "sort=version,desc")).Select(item => (string)item!["name"]!));
        Assert.Equal(["new", "saved twice"], (await ListAsync("Workflow", "sort=version,asc")).Select(item => (string)item!["name"]!));
    }

    [Theory]
    [InlineData("ExecModule", """{ "name": "n" }""")]
    [InlineData("Role", """{ "roleName": "NIGHT_SHIFT" }""")]
    [InlineData("Principal", """{ "username": "night" }""")]
    [InlineData("IntegrationAccount", """{ "accountName": "N" }""")]
    public async Task WhatIsMade_ReadsTheSameEverAfter(string entity, string json)
    {
        JsonObject made = await PostAsync(entity, json);

        Assert.Equal(made.ToJsonString(), (await Api.SendAsync(HttpMethod.Get, $"/v1/{entity}/{made["id"]}", null, HttpStatusCode.OK, Cancel))!.ToJsonString());
    }

    [Theory]
    [InlineData("IntegrationAccount", """{ "accountName": "N" """)]
    [InlineData("ExecModule", """{ "name": "n" """)]
    [InlineData("SecureKey", """{ "algorithm": "AES", "version": "1", "status": "ACTIVE", "keyValue": "0123456789EXAMPLE" """)]
    [InlineData("EventLog", """{ "eventDetails": "d" """)]
    [InlineData("WorkflowState", """{ "name": "s" """)]
    [InlineData("Role", """{ "roleName": "DATES" """)]
    [InlineData("Principal", """{ "username": "dates" """)]
    public async Task AuditProperties_AsTheContractsExamplesWriteThem_AreTakenAndPassedOver(string entity, string json)
    {
        string audit = $$"""
            , "createdDate": "{{ThorDate}}", "lastModifiedDate": "{{ThorDate}}", "lastAccessedDate": "{{ThorDate}}", "keyHash": "h",
              "lastAccessedById": "{{Guid.NewGuid()}}", "lastModifiedById": "{{Guid.NewGuid()}}" }
            """;

        JsonObject made = await PostAsync(entity, json + audit);
        JsonNode saved = (await Api.SendAsync(HttpMethod.Put, $"/v1/{entity}/{made["id"]}", json + audit, HttpStatusCode.OK, Cancel))!;

        Assert.True(Date(made) > DateTimeOffset.UtcNow.AddDays(-1));
        Assert.Equal(Date(made), Date((JsonObject)saved));
    }

    [Fact]
    public async Task AclEntry_WithAllThatItsSchemaHas_IsTaken()
    {
        string account = (string)(await PostAsync("IntegrationAccount", """{ "accountName": "N" }"""))["id"]!;
        string audit = $$""" "ownerId": "{{Guid.NewGuid()}}", "createdDate": "{{ThorDate}}", "keyHash": "h", "lastAccessedDate": "{{ThorDate}}", "lastModifiedDate": "{{ThorDate}}" """;

        JsonObject made = await PostAsync("AclEntry", $$"""
            { {{audit}}, "mask": 1, "granting": true, "aceOrder": 0, "aclSid": { "sid": "EVERYONE", "principal": false, {{audit}} },
              "aclObjectIdentity": { {{audit}}, "objectIdIdentity": "{{account}}", "aclClass": { "_class": "com.valkyrlabs.model.IntegrationAccount", {{audit}} } } }
            """);

        Assert.Equal(account, (string?)made["aclObjectIdentity"]!["objectIdIdentity"]);
    }

    [Fact]
    public async Task Date_ThatIsNone_IsRefusedWithoutRepeatingIt()
    {
        JsonNode refused = (await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", """{ "createdDate": "qzx7-no-date-0700" }""", HttpStatusCode.BadRequest, Cancel))!;

        Assert.DoesNotContain("qzx7", refused.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Principal_WithNullAmongItsRoles_IsABadRequest()
    {
        JsonObject made = await PostAsync("Principal", """{ "username": "night" }""");

        await Api.SendAsync(HttpMethod.Post, "/v1/Principal", """{ "username": "day", "roles": [null] }""", HttpStatusCode.BadRequest, Cancel);
        await Api.SendAsync(HttpMethod.Put, $"/v1/Principal/{made["id"]}", """{ "username": "night", "roles": [null] }""", HttpStatusCode.BadRequest, Cancel);
    }

    [Theory]
    [InlineData("/api/permissions/account/ACCOUNT", "PUT", """{ "entries": [null] }""")]
    [InlineData("/api/audit/segments/check", "POST", """{ "after": 1, "afterMac": "text", "events": [null] }""")]
    [InlineData("/api/principals", "POST", """{ "username": "day", "roles": [null] }""")]
    [InlineData("/api/tokens", "POST", """{ "name": "n", "scopes": [null] }""")]
    [InlineData("/api/accounts/ACCOUNT/links", "POST", """{ "moduleIds": [null] }""")]
    public async Task NullAmongItems_IsABadRequest(string path, string method, string json)
    {
        string account = (await Api.AddAccountAsync("ACME", "ak_nullEXAMPLE", Cancel)).Id;

        await Api.SendAsync(HttpMethod.Parse(method), path.Replace("ACCOUNT", account, StringComparison.Ordinal), json, HttpStatusCode.BadRequest, Cancel);
    }

    [Theory]
    [InlineData("ExecModule", 16, "")]
    [InlineData("EventLog", 16, "")]
    [InlineData("SecureKey", 16, "\"algorithm\": \"AES\", \"version\": \"1\", \"status\": \"ACTIVE\", \"keyValue\": \"0123456789EXAMPLE\",")]
    public async Task WhatIsAsDeepAsABodyMayBe_DoesNotBreakTheListThatItIsIn(string entity, int depth, string needed)
    {
        string deep = string.Concat(Enumerable.Repeat("{ \"a\": ", depth - 1)) + "1" + new string('}', depth - 1);

        JsonObject made = await PostAsync(entity, $$"""{ {{needed}} "deep": {{deep}} }""");

        Assert.Equal((string?)made["id"], (string?)Assert.Single(await ListAsync(entity, "size=20"))!["id"]);
    }

    [Fact]
    public async Task DeepModuleWithinItsTaskAndWorkflow_DoesNotBreakTheLists()
    {
        string deep = string.Concat(Enumerable.Repeat("{ \"a\": ", 15)) + "1" + new string('}', 15);
        JsonObject workflow = await PostAsync("Workflow", """{ "name": "w", "tasks": [{ "name": "t" }] }""");
        await PostAsync("ExecModule", $$"""{ "name": "m", "taskId": "{{workflow["tasks"]![0]!["id"]}}", "deep": {{deep}} }""");

        Assert.NotNull(Assert.Single(await ListAsync("Workflow", "size=20"))!["tasks"]![0]!["modules"]![0]!["deep"]);
        Assert.NotNull(Assert.Single(await ListAsync("Task", "size=20"))!["modules"]![0]!["deep"]);
    }

    [Fact]
    public async Task Chunk_OfASizeBeyondAllNumbers_IsABadRequest()
    {
        string answer = await RawExchange.OverTcpAsync(
            Api.TcpAddress.Port,
            $"POST /v1/IntegrationAccount HTTP/1.1\r\nHost: 127.0.0.1:{Api.TcpAddress.Port}\r\nAuthorization: Bearer {Api.Token}\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nffffffffffffffff\r\n{}\r\n0\r\n\r\n",
            Cancel);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }

    private static DateTimeOffset Date(JsonObject item) => DateTimeOffset.Parse((string)item["createdDate"]!, CultureInfo.InvariantCulture);

    private async Task<JsonObject> PostAsync(string entity, string json) =>
        (JsonObject)(await Api.SendAsync(HttpMethod.Post, $"/v1/{entity}", json, HttpStatusCode.Created, Cancel))!;

    private async Task<JsonArray> ListAsync(string entity, string query) =>
        (JsonArray)(await Api.SendAsync(HttpMethod.Get, $"/v1/{entity}?{query}", null, HttpStatusCode.OK, Cancel))!;
}
