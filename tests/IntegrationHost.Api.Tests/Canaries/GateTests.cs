using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Canaries;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Tests.Canaries;

/// <summary>The gate: secrets go in by every way, each reaches the provider as it was typed, and none comes out by any other way.</summary>
[Collection("whole process")]
public sealed class GateTests : ApiTest
{
    private const string ModuleId = "7a6c2d1e-0000-4000-8000-000000000001";

    private readonly List<Canary> canaries = [];
    private readonly List<Canary> misplaced = [];
    private readonly List<(string Channel, string Text)> answers = [];
    private readonly HashSet<string> shownOnce = [];

    [Fact]
    public async Task PlantedSecrets_ComeOutNowhere()
    {
        using var recorder = new ProcessRecorder();
        string[] ids = await PlantAsync();
        await AskEveryAddressAsync(ids);
        await MisplaceAsync(ids[0]);
        foreach (AuditEventReport happened in await Api.Client.GetAuditAsync(0, 1000, Cancel))
            answers.Add(("audit", happened + string.Join(' ', happened.Details)));

        var scanner = new CanaryScanner([.. canaries, .. misplaced]);
        foreach ((string channel, string text) in answers.Where(answer => !shownOnce.Contains(answer.Text)))
            scanner.Scan(channel, text);
        scanner.ScanFiles("files", Path.GetDirectoryName(Api.Options.Paths.DataDirectory)!, path => path == Api.Options.TokenPath);
        scanner.Scan("process", [.. await File.ReadAllBytesAsync("/proc/self/cmdline", Cancel), .. await File.ReadAllBytesAsync("/proc/self/environ", Cancel)]);

        // What was put in the wrong place is in the platform's own exception about it, and the address of a request in its own telemetry: neither is shown or kept by
        // the host, which is what the other channels hold. Secrets in their places must not be there either.
        var inside = new CanaryScanner(canaries);
        // Listeners inside this process are handed the live requests of the platform's client, of the test's own as of the channel's: counted below, and not judged.
        var live = new CanaryScanner(canaries);
        foreach ((string channel, string text) in recorder.Heard)
            (channel switch { "standard streams" => scanner, "event sources" or "diagnostic listeners" => live, _ => inside }).Scan(channel, text);

        foreach ((string channel, long bytes) in scanner.Scanned.Concat(inside.Scanned).Concat(live.Scanned))
        {
            TestContext.Current.SendDiagnosticMessage($"Canary gate: {channel,-22} {bytes,10} bytes, {scanner.Hits.Concat(inside.Hits).Concat(live.Hits).Count(hit => hit.Channel == channel)} hits.");
            Assert.True(bytes > 0, $"Nothing was searched in {channel}.");
        }

        TestContext.Current.SendDiagnosticMessage($"Canary gate: {canaries.Count} secrets in their places, {misplaced.Count} in wrong ones, {answers.Count} answers.");
        Assert.Superset(
            new HashSet<string> { "http", "audit", "files", "process", "standard streams", "activities", "meters", "diagnostic listeners", "event sources", "exceptions" },
            scanner.Scanned.Concat(inside.Scanned).Concat(live.Scanned).Select(entry => entry.Key).ToHashSet());
        Assert.Empty(scanner.Hits.Concat(inside.Hits));
    }

    private Canary Plant(string path, string prefix = "ak_")
    {
        Canary canary = Canary.Make(path, prefix);
        canaries.Add(canary);
        return canary;
    }

    /// <summary>By every way in; each must reach the provider unchanged, or the run proves nothing.</summary>
    private async Task<string[]> PlantAsync()
    {
        async Task ArrivesAsync(string account, Canary canary) => Assert.Equal(canary.Value, await Api.StoredKeyAsync(account, Cancel));

        Canary created = Plant("POST /api/accounts");
        AccountSummary account = await Api.AddAccountAsync("ACME", created.Value, Cancel);
        await ArrivesAsync(account.Id, created);
        Canary replaced = Plant("PUT /api/accounts/fields");
        await Api.Client.SetFieldsAsync(account.Id, new SetFieldsRequest { Fields = new Dictionary<string, string> { ["token"] = replaced.Value } }, Cancel);
        await ArrivesAsync(account.Id, replaced);
        Canary put = Plant("PUT /v1/IntegrationAccount");
        await Api.SendAsync(HttpMethod.Put, $"/v1/IntegrationAccount/{account.Id}", $$"""{ "accountName": "ACME", "apiKey": "{{put.Value}}" }""", HttpStatusCode.OK, Cancel);
        await ArrivesAsync(account.Id, put);
        Canary patched = Plant("PATCH /v1/IntegrationAccount");
        await Api.SendAsync(HttpMethod.Patch, $"/v1/IntegrationAccount/{account.Id}", $$"""{ "apiKey": "{{patched.Value}}" }""", HttpStatusCode.OK, Cancel);
        await ArrivesAsync(account.Id, patched);

        // A provider that gives back what it was sent, in its body, a header, an address to go to, and in Base64.
        foreach ((string path, string prefix) in new[] { ("provider echoes", "ak_echo"), ("provider redirects", "ak_redirect") })
        {
            AccountSummary other = await Api.AddAccountAsync("ACME ECHO", Plant(path, prefix).Value, Cancel);
            await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", $$"""{ "className": "AcmeSendModule", "name": "{{path}}", "integrationAccount": { "id": "{{other.Id}}" } }""", HttpStatusCode.Created, Cancel);
            await Api.Client.VerifyAsync(other.Id, Cancel);
            string module = (await Api.Client.GetModulesAsync(Cancel)).Single(known => known.Name == path).Id!;
            await AskAsync("POST", $"/api/modules/{module}/execute", """{ "text": "hello" }""");
            Assert.Equal(canaries[^1].Value, Api.Vendor.LastKey);
        }

        Canary password = Plant("password", ""), posted = Plant("POST /v1/IntegrationAccount", "");
        JsonNode mail = (await Api.SendAsync(
            HttpMethod.Post, "/v1/IntegrationAccount", $$"""{ "accountName": "MAIL", "apiKey": "{{posted.Value}}", "password": "{{password.Value}}" }""", HttpStatusCode.Created, Cancel))!;
        Canary nested = Plant("import, nested", "");
        await Api.Client.ImportModulesAsync(
            $$"""[{ "id": "{{ModuleId}}", "name": "Post", "className": "AcmeSendModule", "integrationAccount": { "id": "{{account.Id}}", "apiKey": "{{nested.Value}}" } }]""", Cancel);

        Canary keyValue = Plant("POST /v1/SecureKey", ""), model = Plant("POST /v1/LlmDetails", "");
        JsonNode key = (await Api.SendAsync(
            HttpMethod.Post, "/v1/SecureKey", $$"""{ "algorithm": "AES", "version": "1", "keyValue": "{{keyValue.Value}}", "status": "ACTIVE" }""", HttpStatusCode.Created, Cancel))!;
        JsonNode details = (await Api.SendAsync(
            HttpMethod.Post, "/v1/LlmDetails",
            $$"""{ "name": "m", "provider": "other", "apiType": "other", "apiKey": "{{model.Value}}", "credential": "{{model.Value}}", "password": "{{password.Value}}", "apiKeyIntegrationAccount": { "id": "{{account.Id}}", "apiKey": "{{nested.Value}}" } }""",
            HttpStatusCode.Created, Cancel))!;
        Canary quick = Plant("POST /api/quick-create");
        JsonNode made = (await Api.SendAsync(
            HttpMethod.Post, "/api/quick-create", $$"""{ "className": "AcmeSendModule", "baseUrl": "{{Api.Vendor.BaseUrl}}", "fields": { "token": "{{quick.Value}}" } }""", HttpStatusCode.Created, Cancel))!;
        await ArrivesAsync((string)made["created"]!["account"]!["id"]!, quick);

        // What unlocks the store. The one answer that gives a recovery code is what it was made for.
        Canary passphrase = Plant("passphrase", "");
        await Api.SendAsync(HttpMethod.Post, "/api/keys/slots", $$"""{ "type": "passphrase", "passphrase": "{{passphrase.Value}}" }""", HttpStatusCode.Created, Cancel);
        string slot = await AskAsync("POST", "/api/keys/slots", """{ "type": "recovery" }""");
        shownOnce.Add(slot);
        string code = (string)JsonNode.Parse(slot[slot.IndexOf('{', StringComparison.Ordinal)..])!["recoveryCode"]!;
        canaries.Add(new Canary("recovery code", code, code));
        await AskAsync("POST", "/api/unseal", $$"""{ "key": "{{passphrase.Value}}" }""");

        // The host's own tokens. The one answer that gives a token is what it was made for.
        await Api.Client.CreatePrincipalAsync(new PrincipalRequest { Username = "canary" }, Cancel);
        string answer = await AskAsync("POST", "/api/tokens", $$"""{ "name": "t", "username": "canary", "scopes": ["accounts:read"] }""");
        shownOnce.Add(answer);
        string token = (string)JsonNode.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..])!["token"]!;
        canaries.Add(new Canary("API token", token, token[10..53]));
        canaries.Add(new Canary("operator's token", Api.Token, Api.Token[4..]));
        using HttpClient holder = RunningApi.OverSocket(Api.Options.SocketPath, token);
        answers.Add(("http", await holder.GetStringAsync("/api/accounts", Cancel)));
        return [account.Id, (string)mail["id"]!, ModuleId, (string)key["id"]!, (string)details["id"]!];
    }

    private async Task AskEveryAddressAsync(string[] ids)
    {
        foreach (RouteEndpoint route in Api.Routes.Where(route => route.RoutePattern.RawText is not ("/api/seal" or "/api/backup")))
        {
            foreach (string method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(method => method != "DELETE"))
            {
                foreach (string id in route.RoutePattern.RawText!.Contains(":guid}", StringComparison.Ordinal) ? ids : [""])
                {
                    await AskAsync(method, route.RoutePattern.RawText.Replace("{id:guid}", id, StringComparison.Ordinal).Replace("{objectId:guid}", id, StringComparison.Ordinal).Replace("{authorizationId:guid}", id, StringComparison.Ordinal)
                        .Replace("{objectType}", SecuredType.Account.ClassName, StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{term:long}", "999", StringComparison.Ordinal).Replace("{number:long}", "999", StringComparison.Ordinal));
                }
            }
        }
    }

    /// <summary>
    /// Secrets where none belongs (an unknown property of a module is no such place: the contract keeps it and gives it back): names of properties, names, addresses, queries, headers, cut and doubled JSON, and every body that a refusal could echo.
    /// </summary>
    private async Task MisplaceAsync(string accountId)
    {
        string Misplace(string path)
        {
            Canary canary = Canary.Make(path, "sk_live_");
            misplaced.Add(canary);
            return canary.Value;
        }

        foreach (string route in new[]
        {
            "/api/accounts", "/v1/IntegrationAccount", "/api/tokens", "/api/principals", "/api/roles", "/v1/auth/acl/grant", "/v1/auth/acl/deny", "/v1/AclEntry", "/v1/Role",
            "/v1/Principal", "/api/permissions/explain", "/api/audit/verify", "/api/quick-create", "/api/verifications", "/api/webhooks", "/v1/auth/login", "/v1/SecureKey", "/v1/LlmDetails", $"/api/accounts/{accountId}/links", $"/api/accounts/{accountId}/fields",
        })
        {
            string method = route.EndsWith("/fields", StringComparison.Ordinal) ? "PUT" : "POST";
            string wrong = Misplace($"wrong place in {route}");
            await AskAsync(method, route, $$"""{ "{{wrong}}": "{{wrong}}" }""");
            await AskAsync(method, route, $"[\"{wrong}\"]");
            await AskAsync(method, route, $$"""{ "name": "{{wrong}}", "providerId": "acme", "username": "{{wrong}}", "scopes": ["{{wrong}}"], "fields": { "{{wrong}}": "{{wrong}}" } }""");
            await AskAsync(method, route, $$"""{ "objectType": "{{wrong}}", "objectId": "{{wrong}}", "username": "{{wrong}}", "permission": "{{wrong}}", "roleName": "{{wrong}}" }""");
            await AskAsync(method, route, $$"""{ "objectType": "{{SecuredType.Account.ClassName}}", "objectId": "{{accountId}}", "username": "{{wrong}}", "permission": "READ" }""");
            await AskAsync(method, route, $$"""{ "accountName": "{{wrong}}", "accountName": "{{wrong}}", "status": "{{wrong}}", "entries": [{ "username": "{{wrong}}", "permission": "{{wrong}}" }] }""");
            string whole = $$"""{ "username": "{{wrong}}", "fields": { "token": "{{wrong}}" } }""";
            for (int cut = 1; cut < whole.Length; cut += 11)
                await AskAsync(method, route, whole[..cut]);
            await AskAsync(method, $"{route}?{wrong}={wrong}", "{}");
        }

        string inPath = Misplace("path");
        foreach (string path in new[] { $"/api/accounts/{inPath}", $"/{inPath}", $"/v1/ExecModule?sort={inPath}&page={inPath}", $"/v1/ExecModule?example={inPath}", $"/api/audit?after={inPath}", $"/api/tokens/{inPath}" })
            await AskAsync(path.Contains("tokens", StringComparison.Ordinal) ? "DELETE" : "GET", path);
        await AskAsync("POST", "/api/accounts", $$"""{ "providerId": "acme", "baseUrl": "https://user:{{Misplace("userinfo")}}@api.example", "fields": { "token": "ak_x" } }""");
        await AskAsync("POST", "/api/accounts", $$"""{ "providerId": "acme", "fields": { "token": "{{Misplace("failing rule")}}" } }""");
        await AskAsync("PUT", $"/api/accounts/{accountId}/fields", $$"""{ "fields": { "token": 5, "login": "{{Misplace("wrong type")}}{{new string('x', 70_000)}}" } }""");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/status");
        request.Headers.TryAddWithoutValidation("X-Api-Key", Misplace("header"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Misplace("wrong token")}");
        request.Headers.TryAddWithoutValidation("If-Match", Misplace("If-Match"));
        await SendAsync(request);
    }

    /// <summary>The body of a request with the secrets taken out, for the message of a failed test.</summary>
    private string Shape(HttpRequestMessage request)
    {
        string json = request.Content?.ReadAsStringAsync(Cancel).GetAwaiter().GetResult() ?? "";
        return canaries.Concat(misplaced).Aggregate(json[..Math.Min(json.Length, 500)], (text, canary) => text.Replace(canary.Value, "SECRET", StringComparison.Ordinal));
    }

    private async Task<string> AskAsync(string method, string path, string json = "{}")
    {
        using HttpRequestMessage request = RunningApi.Request(HttpMethod.Parse(method), path);
        if (method is "POST" or "PUT" or "PATCH")
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await SendAsync(request);
    }

    private static async Task<string> ReadStreamAsync(HttpResponseMessage response)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[64 * 1024];
        await using Stream stream = await response.Content.ReadAsStreamAsync(Cancel);
        while (true)
        {
            // What has happened so far comes at once; then there is quiet.
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            quiet.CancelAfter(TimeSpan.FromMilliseconds(500));
            try
            {
                if (await stream.ReadAsync(buffer, quiet.Token) is > 0 and int read)
                    text.Append(Encoding.UTF8.GetString(buffer, 0, read));
                else
                    return text.ToString();
            }
            catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
            {
                return text.ToString();
            }
        }
    }

    private async Task<string> SendAsync(HttpRequestMessage request)
    {
        // The stream of events, from its beginning: it does not end.
        bool stream = request.RequestUri?.OriginalString.TrimEnd('/') == "/api/events";
        if (stream)
            request.Headers.Add("Last-Event-ID", "1");
        using HttpResponseMessage response = await Api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        string body = stream ? await ReadStreamAsync(response) : await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode != HttpStatusCode.InternalServerError, $"{request.Method} {request.RequestUri?.OriginalString.Split('?')[0]} failed on {Shape(request)}: {body}");
        string answer = $"{(int)response.StatusCode} {response.Headers}{response.Content.Headers}{body}";
        answers.Add(("http", answer));
        return answer;
    }
}
