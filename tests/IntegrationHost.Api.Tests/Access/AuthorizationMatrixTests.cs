using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Tests.Access;

/// <summary>Every address, as the host itself lists them, against every kind of caller: what each is answered follows from the policy beside the address.</summary>
public sealed class AuthorizationMatrixTests : ApiTest
{
    private static readonly (string Name, string[] Permissions)[] Holders =
    [
        ("stranger", []), ("reader", ["READ"]), ("writer", ["READ", "WRITE"]), ("blindwriter", ["WRITE"]), ("deleter", ["DELETE"]), ("robot", ["EXECUTE"]),
        ("operator", ["READ", "EXECUTE"]), ("keeper", ["ADMINISTRATION"]), ("decrypter", ["VIEW_DECRYPTED", "ENCRYPTION", "GRANTING"]),
    ];

    private readonly Dictionary<string, HttpClient> clients = [];
    private readonly Dictionary<string, IReadOnlyList<string>> scopes = [];

    [Fact]
    public async Task EveryAddress_AnswersEveryCaller_AsItsPolicySays()
    {
        await AddCallersAsync();
        int cases = 0;
        List<string> wrong = [];
        foreach (RouteEndpoint route in Api.Routes)
        {
            RoutePolicy policy = route.Metadata.GetMetadata<RoutePolicy>()!;
            foreach (string method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                foreach (string caller in clients.Keys)
                {
                    // It would do what it says.
                    if (route.RoutePattern.RawText == "/api/seal" && Expect(policy, caller, method) == "pass")
                        continue;
                    string id = await ObjectForAsync(policy);
                    HttpStatusCode status = await AskAsync(clients[caller], method, route, id);
                    string expected = Expect(policy, caller, method);
                    cases++;
                    if (!Fits(expected, status))
                        wrong.Add($"{method} {route.RoutePattern.RawText} as {caller}: {(int)status}, not {expected}");
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage($"Authorization matrix: {Api.Routes.Count} addresses, {clients.Count} callers, {cases} cases, wrong {wrong.Count}.");
        Assert.True(cases > 500, $"Only {cases} cases.");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task NewAddress_WithoutAPolicy_KeepsTheHostFromStarting()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        await using WebApplication application = builder.Build();
        application.MapGet("/with", () => "").AnyToken();
        RoutePolicies.EnsureEveryRouteHasOne(application);

        application.MapGet("/without", () => "");

        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => RoutePolicies.EnsureEveryRouteHasOne(application));
        Assert.Contains("/without", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreadable_IsAnsweredAsMissing_InTheSameWords()
    {
        await AddCallersAsync();
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        string module = await AddModuleAsync();
        string missing = Guid.NewGuid().ToString();
        foreach ((string path, string id) in new[]
        {
            ("/api/accounts/{0}", account.Id), ("/api/accounts/{0}/verdicts", account.Id), ("/v1/IntegrationAccount/{0}", account.Id), ("/v1/ExecModule/{0}", module),
            ("/api/permissions/account/{0}", account.Id), ("/v1/auth/acl/entries/com.valkyrlabs.model.IntegrationAccount/{0}", account.Id),
            ("/v1/auth/acl/permissions?objectType=com.valkyrlabs.model.ExecModule&objectId={0}", module),
        })
        {
            Assert.Equal(await BodyAsync(path, missing, missing), await BodyAsync(path, id, id));
        }
    }

    [Fact]
    public async Task Lists_ShowAndCountOnlyWhatMayBeRead()
    {
        await AddCallersAsync();
        AccountSummary shown = await Api.AddAccountAsync("ACME SHOWN", "ak_one", Cancel);
        await Api.AddAccountAsync("ACME HIDDEN", "ak_two", Cancel);
        string module = await AddModuleAsync();
        await AddModuleAsync();
        await Api.GrantAsync(SecuredType.Account, shown.Id, "reader", "READ", Cancel);
        await Api.GrantAsync(SecuredType.Module, module, "reader", "READ", Cancel);

        foreach (string path in new[] { "/api/accounts", "/v1/IntegrationAccount", "/api/modules", "/v1/ExecModule" })
        {
            Assert.Single((await JsonAsync("reader", path)).AsArray());
            Assert.Empty((await JsonAsync("stranger", path)).AsArray());
            Assert.Equal(2, (await JsonAsync("owner", path)).AsArray().Count);
        }

        JsonNode hero = await JsonAsync("reader", "/api/metrics/hero");
        Assert.Equal((1, 1), ((int)hero["accounts"]!, (int)hero["modules"]!));
        Assert.Equal(1, (int)(await JsonAsync("reader", "/api/coverage"))["total"]!);
        Assert.Equal(1, (int)(await JsonAsync("reader", "/api/catalog"))[0]!["accountCount"]!);
    }

    private async Task AddCallersAsync()
    {
        clients["nobody"] = RunningApi.OverSocket(Api.Options.SocketPath, token: null);
        clients["owner"] = Api.Http;
        foreach ((string name, _) in Holders)
            clients[name] = (await Api.AddActorAsync(name, Cancel)).Http;
        clients["root"] = (await Api.AddActorAsync("root", Cancel, roles: "ADMIN")).Http;

        // An admin whose token is for something else, and one with every scope but one.
        foreach (string scope in Scopes.All)
        {
            scopes[$"only {scope}"] = [scope];
            clients[$"only {scope}"] = (await Api.AddActorAsync($"only {scope}", Cancel, [scope], "ADMIN")).Http;
        }
    }

    private async Task<string> ObjectForAsync(RoutePolicy policy)
    {
        if (policy.Type is not { } type || policy.Permissions is [Permission.Create])
            return Guid.NewGuid().ToString();

        string id = type == SecuredType.Account ? (await Api.AddAccountAsync("ACME", "ak_key", Cancel)).Id : await AddModuleAsync();
        SetPermissionsRequest request = new()
        {
            Entries = [.. Holders.SelectMany(holder => holder.Permissions.Select(permission => new PermissionEntry(holder.Name, permission, Granted: true)))],
        };
        await Api.Client.SetPermissionsAsync(type.Kind, id, request, Cancel);
        return id;
    }

    private string Expect(RoutePolicy policy, string caller, string method)
    {
        if (policy.Open)
            return "pass";
        if (caller == "nobody")
            return "401";
        bool admin = caller is "owner" or "root" || scopes.ContainsKey(caller);
        if (policy.Scope is { } scope && scopes.TryGetValue(caller, out IReadOnlyList<string>? own) && !own.Contains(scope))
            return "403";
        if (policy.AdminOnly && !admin)
            return "403";
        if (admin || policy.Type is null || method.Length == 0)
            return "pass";
        if (policy.Permissions is [Permission.Create])
            return "403";

        Permission[] held = [.. Holders.Single(holder => holder.Name == caller).Permissions.Select(name => PermissionNames.Parse(name)!.Value)];
        bool Has(Permission any) => held.Any(permission => permission == Permission.Administration || (any & permission) != 0);
        return policy.Permissions.All(Has) && !policy.Permissions.Contains(Permission.Create) ? "pass" : Has(Permission.Read) ? "403" : "404";
    }

    private static bool Fits(string expected, HttpStatusCode status) => expected switch
    {
        // Made-up ids and bodies may be wrong for other reasons; they must not be for want of rights.
        "pass" => status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests),
        _ => (int)status == int.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static async Task<HttpStatusCode> AskAsync(HttpClient http, string method, RouteEndpoint route, string id)
    {
        string path = route.RoutePattern.RawText!.Replace("{id:guid}", id, StringComparison.Ordinal).Replace("{id}", "abcdef", StringComparison.Ordinal).Replace("{term:long}", "999", StringComparison.Ordinal).Replace("{number:long}", "999", StringComparison.Ordinal)
            .Replace("{authorizationId:guid}", id, StringComparison.Ordinal)
            .Replace("{objectType}", SecuredType.Account.ClassName, StringComparison.Ordinal).Replace("{objectId:guid}", id, StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal);
        using var request = RunningApi.Request(HttpMethod.Parse(method), path);
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = new StringContent(BodyFor(path), Encoding.UTF8, "application/json");
        // A stream of events does not end.
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        return response.StatusCode;
    }

    private static string BodyFor(string path) => path.TrimEnd('/') switch
    {
        "/api/accounts" => """{ "providerId": "acme", "fields": { "token": "ak_made" } }""",
        "/v1/IntegrationAccount" => """{ "accountName": "ACME" }""",
        "/v1/ExecModule" => """{ "className": "AcmeSendModule" }""",
        "/api/modules/import" => "[]",
        "/api/webhooks" => """{ "url": "http://127.0.0.1:9/" }""",
        _ when path.EndsWith("/password", StringComparison.Ordinal) => """{ "password": "twelve characters EXAMPLE" }""",
        _ when path.EndsWith("/clone", StringComparison.Ordinal) => """{ "environment": "production" }""",
        _ when path.StartsWith("/api/permissions/", StringComparison.Ordinal) && path.Length > 40 => """{ "entries": [], "confirmLockout": true }""",
        _ when path.EndsWith("/fields", StringComparison.Ordinal) => """{ "fields": { "token": "ak_other" } }""",
        _ when path.EndsWith("/links", StringComparison.Ordinal) => """{ "moduleIds": [] }""",
        _ => "{}",
    };

    private async Task<string> AddModuleAsync() =>
        (string)(await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", """{ "className": "AcmeSendModule", "name": "M" }""", HttpStatusCode.Created, Cancel))!["id"]!;

    private async Task<JsonNode> JsonAsync(string caller, string path) => JsonNode.Parse(await clients[caller].GetStringAsync(path, Cancel))!;

    private async Task<string> BodyAsync(string path, string id, string hide)
    {
        using HttpResponseMessage response = await clients["stranger"].GetAsync(path.Replace("{0}", id, StringComparison.Ordinal), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        JsonObject body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!.AsObject();
        body.Remove("traceId");
        body.Remove("timestamp");
        return body.ToJsonString().Replace(hide, "ID", StringComparison.Ordinal);
    }
}
