using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Api.Tests.Access;

/// <summary>Permissions as ThorAPI's dialog and its generated clients speak of them.</summary>
public sealed class AclWireTests : ApiTest
{
    private const string Type = "com.valkyrlabs.model.IntegrationAccount";

    [Fact]
    public async Task GrantDenyRevoke_OnePermissionPerCall_ShowInTheEntries()
    {
        string id = (await Api.AddAccountAsync("ACME", "ak_one", Cancel)).Id;
        await Api.AddActorAsync("alice", Cancel);
        await PostAsync("grant", id, "alice", "read");
        await PostAsync("grant", id, "SYSTEM", "VIEW_DECRYPTED");
        await PostAsync("grant", id, "ROLE_STAFF", "Exec");
        await PostAsync("deny", id, "EVERYONE", "ADMIN");

        JsonNode entries = (await Api.SendAsync(HttpMethod.Get, $"/v1/auth/acl/entries/{Type}/{id}", null, HttpStatusCode.OK, Cancel))!;

        Assert.Equal(
            [("EVERYONE", "ADMINISTRATION", false), ("STAFF", "EXECUTE", true), ("SYSTEM", "VIEW_DECRYPTED", true), ("alice", "READ", true)],
            entries.AsArray().Select(entry => ((string)entry!["username"]!, (string)entry["permission"]!, (bool)entry["granted"]!)).OrderBy(entry => entry.Item1, StringComparer.Ordinal));
        Assert.All(entries.AsArray(), entry => Assert.Equal(["username", "permission", "granted"], entry!.AsObject().Select(property => property.Key)));

        await PostAsync("revoke", id, "alice", "READ");
        await PostAsync("revoke", id, "EVERYONE", "ADMINISTRATION");
        Assert.Equal(2, (await Api.SendAsync(HttpMethod.Get, $"/v1/auth/acl/entries/{Type}/{id}", null, HttpStatusCode.OK, Cancel))!.AsArray().Count);
    }

    [Fact]
    public async Task Permissions_OfTheCaller_SayWhatIsHeldAndWhose()
    {
        string id = (await Api.AddAccountAsync("ACME", "ak_one", Cancel)).Id;
        (_, _, string token) = await Api.AddActorAsync("alice", Cancel);
        using var alice = IntegrationHostClient.OverSocket(Api.Options.SocketPath, token);
        await PostAsync("grant", id, "alice", "READ");
        await PostAsync("grant", id, "alice", "VIEW_DECRYPTED");

        JsonNode mine = (await Api.SendAsync(HttpMethod.Get, $"/v1/auth/acl/permissions?objectType={Type}&objectId={id}", null, HttpStatusCode.OK, Cancel))!;
        Assert.Equal(["permissions", "isOwner", "isAdmin"], mine.AsObject().Select(property => property.Key));
        Assert.True((bool)mine["isAdmin"]!);
        EffectivePermissionsReport hers = await alice.GetEffectivePermissionsAsync(Type, id, Cancel);
        Assert.Equal(["READ"], hers.Permissions);
        Assert.Equal((false, false), (hers.IsOwner, hers.IsAdmin));
    }

    [Theory]
    [InlineData("com.example.Other", null, "alice", "READ", HttpStatusCode.BadRequest)]
    [InlineData(Type, "no-id", "alice", "READ", HttpStatusCode.BadRequest)]
    [InlineData(Type, null, "alice", "EVERYTHING", HttpStatusCode.BadRequest)]
    [InlineData(Type, null, "mallory", "READ", HttpStatusCode.BadRequest)]
    [InlineData(Type, null, "anonymousUser", "VIEW_DECRYPTED", HttpStatusCode.BadRequest)]
    [InlineData(Type, "00000000-0000-4000-8000-000000000000", "alice", "READ", HttpStatusCode.NotFound)]
    public async Task Grant_OfWhatIsNot_IsRefused_AndEchoesNothing(string type, string? id, string name, string permission, HttpStatusCode expected)
    {
        await Api.AddActorAsync("alice", Cancel);
        id ??= (await Api.AddAccountAsync("ACME", "ak_one", Cancel)).Id;
        string json = $$"""{ "objectType": "{{type}}", "objectId": "{{id}}", "username": "{{name}}", "permission": "{{permission}}" }""";
        JsonNode answer = (await Api.SendAsync(HttpMethod.Post, "/v1/auth/acl/grant", json, expected, Cancel))!;
        Assert.Equal(["status", "error", "message", "timestamp"], answer.AsObject().Select(property => property.Key));
        Assert.DoesNotContain("mallory", (string)answer["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ViewDecrypted_GrantsNothingAtAll()
    {
        string id = (await Api.AddAccountAsync("ACME", "ak_canaryDecrypt", Cancel)).Id;
        (_, HttpClient http, _) = await Api.AddActorAsync("alice", Cancel);
        foreach (string permission in new[] { "READ", "VIEW_DECRYPTED" })
            await PostAsync("grant", id, "alice", permission);

        string shown = await http.GetStringAsync($"/v1/IntegrationAccount/{id}", Cancel) + await http.GetStringAsync($"/api/accounts/{id}", Cancel);

        Assert.DoesNotContain("canaryDecrypt", shown, StringComparison.Ordinal);
        Assert.Contains("<ENCRYPTED_VALUE/>", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AclEntry_IsMadeReadChangedAndDeleted_InThorApisShape()
    {
        string id = (await Api.AddAccountAsync("ACME", "ak_one", Cancel)).Id;
        await Api.AddActorAsync("alice", Cancel);
        string json = $$"""
            { "aclObjectIdentity": { "aclClass": { "_class": "{{Type}}" }, "objectIdIdentity": "{{id}}", "entriesInheriting": false },
              "aceOrder": 0, "aclSid": { "sid": "alice", "principal": true }, "mask": 17, "granting": true }
            """;

        JsonNode made = (await Api.SendAsync(HttpMethod.Post, "/v1/AclEntry", json, HttpStatusCode.Created, Cancel))!;
        Assert.Equal((17, true, "alice", true), ((int)made["mask"]!, (bool)made["granting"]!, (string)made["aclSid"]!["sid"]!, (bool)made["aclSid"]!["principal"]!));
        Assert.Equal((Type, id), ((string)made["aclObjectIdentity"]!["aclClass"]!["_class"]!, (string)made["aclObjectIdentity"]!["objectIdIdentity"]!));
        string entry = $"/v1/AclEntry/{(string)made["id"]!}";

        Assert.Single((await Api.SendAsync(HttpMethod.Get, "/v1/AclEntry", null, HttpStatusCode.OK, Cancel))!.AsArray());
        made["mask"] = 256;
        Assert.Equal(256, (int)(await Api.SendAsync(HttpMethod.Put, entry, made.ToJsonString(), HttpStatusCode.OK, Cancel))!["mask"]!);
        await Api.SendAsync(HttpMethod.Put, entry, """{ "mask": 4096 }""", HttpStatusCode.BadRequest, Cancel);
        await Api.SendAsync(HttpMethod.Delete, entry, null, HttpStatusCode.NoContent, Cancel);
        await Api.SendAsync(HttpMethod.Get, entry, null, HttpStatusCode.NotFound, Cancel);
    }

    [Fact]
    public async Task Role_AndPrincipal_AreInThorApisShape()
    {
        JsonArray roles = (await Api.SendAsync(HttpMethod.Get, "/v1/Role", null, HttpStatusCode.OK, Cancel))!.AsArray();
        Assert.Equal(["ANONYMOUS", "EVERYONE", "SYSTEM", "USER", "STAFF", "ADMIN"], roles.Select(role => (string)role!["roleName"]!));
        JsonNode own = (await Api.SendAsync(HttpMethod.Post, "/v1/Role", """{ "roleName": "operators" }""", HttpStatusCode.Created, Cancel))!;
        Assert.Equal("CUSTOM", (string)own["role"]!);
        await Api.SendAsync(HttpMethod.Post, "/v1/Role", """{ "roleName": "Operators" }""", HttpStatusCode.BadRequest, Cancel);
        await Api.SendAsync(HttpMethod.Delete, $"/v1/Role/{(string)roles[5]!["id"]!}", null, HttpStatusCode.Conflict, Cancel);

        JsonNode alice = (await Api.SendAsync(
            HttpMethod.Post, "/v1/Principal", """{ "username": "alice", "roles": [ { "roleName": "operators" }, { "roleName": "USER" } ] }""", HttpStatusCode.Created, Cancel))!;
        Assert.Equal(["ROLE_USER", "ROLE_operators"], alice["grantedAuthorities"]!.AsArray().Select(authority => (string)authority!["authority"]!).Order(StringComparer.Ordinal));
        await Api.SendAsync(HttpMethod.Post, "/v1/Principal", """{ "username": "bob", "password": "hunter2EXAMPLE" }""", HttpStatusCode.BadRequest, Cancel);
        Assert.Single((await Api.SendAsync(HttpMethod.Get, "/v1/Principal?example=%7B%22username%22%3A%22ALI%22%7D", null, HttpStatusCode.OK, Cancel))!.AsArray());
    }

    [Fact]
    public async Task Explain_SaysWhatDecidedAndWhatWouldChangeIt()
    {
        string id = (await Api.AddAccountAsync("ACME", "ak_one", Cancel)).Id;
        await Api.AddActorAsync("alice", Cancel, [Scopes.AccountsRead]);
        Task<ExplanationReport> Ask(string permission) =>
            Api.Client.ExplainAsync(new PermissionRequest { ObjectType = Type, ObjectId = id, Username = "alice", Permission = permission }, Cancel);

        ExplanationReport nothing = await Ask("READ");
        Assert.Equal((false, "accounts:read"), (nothing.Allowed, nothing.Scope));
        Assert.Contains("Grant READ", nothing.Next, StringComparison.Ordinal);

        await PostAsync("grant", id, "AUTHENTICATED", "READ");
        ExplanationReport allowed = await Ask("READ");
        Assert.Equal((true, "AUTHENTICATED", ""), (allowed.Allowed, allowed.DecidedBy, allowed.Next));

        await PostAsync("deny", id, "EVERYONE", "READ");
        Assert.Equal((false, "EVERYONE"), (await Ask("READ") is var denied ? denied.Allowed : true, denied.DecidedBy));

        await PostAsync("grant", id, "alice", "WRITE");
        Assert.Contains("no working token with the scope accounts:write", (await Ask("WRITE")).Next, StringComparison.Ordinal);
        Assert.False((await Ask("VIEW_DECRYPTED")).Allowed);
    }

    private Task<JsonNode?> PostAsync(string verb, string id, string name, string permission) => Api.SendAsync(
        HttpMethod.Post, $"/v1/auth/acl/{verb}", $$"""{ "objectType": "{{Type}}", "objectId": "{{id}}", "username": "{{name}}", "permission": "{{permission}}" }""", HttpStatusCode.OK, Cancel);
}
