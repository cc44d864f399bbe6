using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Resources;

/// <summary>Secrets planted by every way in must come out by no way out: every operation of the API document is asked, right and wrong.</summary>
public sealed class CanaryTests : ApiTest
{
    private const string ModuleId = "7a6c2d1e-0000-4000-8000-000000000001";

    private static readonly string[] Canaries =
    [
        "ak_cnry1Create7Kq2Vx9PZ9EXAMPLE", "ak_cnry2SetField4Rt8Lm3WZ9EXAMPLE", "ak_cnry3ThorPost6Hn1Yb5ZZ9EXAMPLE", "ak_cnry4ThorPut9Dc3Gf7XZ9EXAMPLE",
        "ak_cnry5ThorPatch2Js8Qw4EZ9EXAMPLE", "cnry6Password5Tg1Nm6RZ9EXAMPLE", "cnry7Nested8Uk4Bv2CZ9EXAMPLE",
        "cnry8KeyValue3Ws6Lp9MZ9EXAMPLE", "cnry9Credential5Fd2Ju7AZ9EXAMPLE", "ak_cnry0Quick1Xe5Rk8BZ9EXAMPLE",
    ];

    private readonly List<string> answers = [];

    [Fact]
    public async Task PlantedSecrets_AreInNoAnswerOfAnyOperation()
    {
        string[] ids = await PlantAsync();

        JsonObject paths = (await Api.SendAsync(HttpMethod.Get, "/openapi/v1.json", null, HttpStatusCode.OK, Cancel))!["paths"]!.AsObject();
        int asked = 0;
        foreach ((string path, JsonNode? operations) in paths)
        {
            // What deletes comes last, so that the others still find something.
            foreach (string method in operations!.AsObject().Select(operation => operation.Key).Order(StringComparer.Ordinal).OrderBy(name => name == "delete"))
            {
                if (path.EndsWith("/events", StringComparison.Ordinal))
                    continue;

                foreach (string id in path.Contains("{id}", StringComparison.Ordinal) ? ids : [""])
                {
                    await AskAsync(method, path.Replace("{id}", id, StringComparison.Ordinal));
                    asked++;
                }
            }
        }

        Assert.True(asked > 60, $"Only {asked} operations were asked.");
        AssertAbsent();
    }

    [Fact]
    public async Task SecretsInWrongPlaces_AreNotEchoed()
    {
        foreach (string canary in Canaries)
        {
            foreach (string path in new[] { $"/api/accounts/{canary}", $"/v1/ExecModule?{canary}=1", $"/v1/ExecModule?sort={canary}&page={canary}", $"/{canary}" })
                await AskAsync("get", path);
            foreach (string path in new[] { "/api/accounts", "/v1/IntegrationAccount", "/v1/ExecModule", "/v1/Workflow", "/v1/LlmDetails", "/api/quick-create", "/api/verifications", "/api/modules/import", $"/api/modules/{ModuleId}/execute" })
            {
                // An unknown property of a module is no wrong place: the contract keeps it and returns it.
                bool refusalsOnly = path is "/v1/ExecModule" or "/v1/Workflow";
                await AskAsync("post", path, $$"""{ "{{canary}}": { "{{canary}}": "{{canary}}" } }""", refusalsOnly);
                await AskAsync("post", path, $"[\"{canary}\"]", refusalsOnly);
                string whole = $$"""{ "providerId": "{{canary}}", "accountName": 5, "status": "{{canary}}", "fields": { "{{canary}}": "{{canary}}" } }""";
                for (int cut = 1; cut < whole.Length; cut += 7)
                    await AskAsync("post", path, whole[..cut], refusalsOnly);
            }
        }

        AssertAbsent();
    }

    /// <summary>Plants by every way in; gives the ids that the operations can be asked with.</summary>
    private async Task<string[]> PlantAsync()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", Canaries[0], Cancel);
        Assert.Equal(Canaries[0], await Api.StoredKeyAsync(account.Id, Cancel));
        await Api.Client.SetFieldsAsync(account.Id, new SetFieldsRequest { Fields = new Dictionary<string, string> { ["token"] = Canaries[1] } }, Cancel);
        Assert.Equal(Canaries[1], await Api.StoredKeyAsync(account.Id, Cancel));
        await Api.SendAsync(HttpMethod.Put, $"/v1/IntegrationAccount/{account.Id}", $$"""{ "accountName": "ACME", "apiKey": "{{Canaries[3]}}" }""", HttpStatusCode.OK, Cancel);
        Assert.Equal(Canaries[3], await Api.StoredKeyAsync(account.Id, Cancel));
        await Api.SendAsync(HttpMethod.Patch, $"/v1/IntegrationAccount/{account.Id}", $$"""{ "apiKey": "{{Canaries[4]}}" }""", HttpStatusCode.OK, Cancel);
        Assert.Equal(Canaries[4], await Api.StoredKeyAsync(account.Id, Cancel));
        JsonNode posted = (await Api.SendAsync(
            HttpMethod.Post, "/v1/IntegrationAccount", $$"""{ "accountName": "MAIL", "apiKey": "{{Canaries[2]}}", "password": "{{Canaries[5]}}" }""", HttpStatusCode.Created, Cancel))!;
        await Api.Client.ImportModulesAsync(
            $$"""[{ "id": "{{ModuleId}}", "name": "Post", "className": "AcmeSendModule", "integrationAccount": { "id": "{{account.Id}}", "apiKey": "{{Canaries[6]}}" } }]""", Cancel);
        JsonNode key = (await Api.SendAsync(
            HttpMethod.Post, "/v1/SecureKey", $$"""{ "algorithm": "AES", "version": "1", "keyValue": "{{Canaries[7]}}", "status": "ACTIVE" }""", HttpStatusCode.Created, Cancel))!;
        JsonNode model = (await Api.SendAsync(
            HttpMethod.Post, "/v1/LlmDetails",
            $$"""{ "name": "m", "provider": "other", "apiType": "other", "apiKey": "{{Canaries[8]}}", "credential": "{{Canaries[8]}}", "credentialPassword": "{{Canaries[8]}}", "password": "{{Canaries[5]}}", "apiKeyIntegrationAccount": { "id": "{{account.Id}}", "apiKey": "{{Canaries[6]}}" } }""",
            HttpStatusCode.Created, Cancel))!;
        await Api.SendAsync(
            HttpMethod.Post, "/api/quick-create", $$"""{ "className": "AcmeSendModule", "fields": { "token": "{{Canaries[9]}}" } }""", HttpStatusCode.Created, Cancel);
        return [account.Id, (string)posted["id"]!, ModuleId, (string)key["id"]!, (string)model["id"]!];
    }

    private async Task AskAsync(string method, string path, string json = "{}", bool refusalsOnly = false)
    {
        using HttpRequestMessage request = RunningApi.Request(HttpMethod.Parse(method), path);
        if (method is "post" or "put" or "patch")
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);
        string body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.StatusCode != HttpStatusCode.InternalServerError, $"{method} failed: {body}");
        if (!refusalsOnly || !response.IsSuccessStatusCode)
            answers.Add($"{method} {(int)response.StatusCode} {response.Headers}{response.Content.Headers}{body}");
    }

    private void AssertAbsent()
    {
        Assert.True(answers.Sum(answer => answer.Length) > 10_000, "Next to nothing was searched.");
        foreach (string canary in Canaries)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(canary);
            string[] needles = [canary, canary[8..22], Convert.ToBase64String(utf8)[..20], Convert.ToHexString(utf8), Convert.ToHexStringLower(utf8)];
            Assert.DoesNotContain(answers, answer => needles.Any(needle => answer.Contains(needle, StringComparison.Ordinal)));
        }
    }
}
