using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntegrationHost.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Tests.Resources;

public sealed class ApiDocumentTests : ApiTest
{
    [Theory]
    [InlineData("v1")]
    [InlineData("thorapi")]
    [InlineData("host")]
    public async Task EveryOperation_HasANameASummaryAndAnAnswer(string name)
    {
        JsonNode document = await DocumentAsync(name);

        Assert.StartsWith("3.1.", (string)document["openapi"]!, StringComparison.Ordinal);
        JsonObject[] operations = [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject())];
        Assert.All(operations, operation =>
        {
            Assert.NotNull((string?)operation["operationId"]);
            Assert.NotNull((string?)operation["summary"]);
            Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
        });
        Assert.Equal(operations.Length, operations.Select(operation => (string?)operation["operationId"]).Distinct().Count());
    }

    [Fact]
    public async Task Documents_HaveEveryRoute_AndNoOther()
    {
        HashSet<string> routes = [.. Api.Routes.SelectMany(Operations).Where(route => !route.Contains("/openapi/", StringComparison.Ordinal))];
        HashSet<string> thor = await OperationsAsync("thorapi");
        HashSet<string> host = await OperationsAsync("host");

        Assert.Equal(routes.Order(), thor.Concat(host).Order());
        Assert.Equal(routes.Order(), (await OperationsAsync("v1")).Order());
        Assert.All(thor, route => Assert.Contains(" /v1/", route, StringComparison.Ordinal));
        Assert.DoesNotContain(host, route => route.Contains(" /v1/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ThorDocument_HasEveryOperationOfThePublishedContract_ThatThisHostIsFor()
    {
        HashSet<string> ours = await OperationsAsync("thorapi");
        string[] names = ["IntegrationAccount", "ExecModule", "SecureKey", "Workflow", "Task", "EventLog", "WorkflowState"];

        string[] published = [.. names.SelectMany(name => new[] { $"GET /v1/{name}", $"POST /v1/{name}", $"GET /v1/{name}/{{id}}", $"PUT /v1/{name}/{{id}}", $"DELETE /v1/{name}/{{id}}" })];
        Assert.Subset(ours, published.ToHashSet());
    }

    [Theory]
    [InlineData("thorapi")]
    [InlineData("host")]
    public async Task EveryReference_LeadsSomewhere(string name)
    {
        JsonNode document = await DocumentAsync(name);

        foreach (Match match in Regex.Matches(document.ToJsonString(), "\"\\$ref\":\"#/([^\"]+)\""))
        {
            JsonNode? target = match.Groups[1].Value.Split('/').Aggregate((JsonNode?)document, (node, part) => node?[part.Replace("~1", "/", StringComparison.Ordinal)]);
            Assert.True(target is not null, match.Value);
        }
    }

    [Fact]
    public async Task SecretInputs_AreWriteOnly()
    {
        JsonObject schemas = (await DocumentAsync("v1"))["components"]!["schemas"]!.AsObject();

        (string Schema, string Property)[] secrets =
        [
            ("IntegrationAccount", "apiKey"), ("IntegrationAccount", "password"), ("IntegrationAccount", "accountId"), ("CreateAccountRequest", "fields"), ("SetFieldsRequest", "fields"),
            ("QuickCreateRequest", "fields"), ("SecureKey", "keyValue"), ("LlmDetails", "apiKey"), ("LlmDetails", "credential"), ("LlmDetails", "credentialPassword"),
        ];
        Assert.All(secrets, secret => Assert.True((bool?)schemas[secret.Schema]!["properties"]![secret.Property]!["writeOnly"], $"{secret}"));
    }

    private static IEnumerable<string> Operations(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => Plain($"{method} {route.RoutePattern.RawText}"));

    private static string Plain(string route) => Regex.Replace(route, @"\{(\w+):\w+\}", "{$1}").TrimEnd('/');

    private async Task<HashSet<string>> OperationsAsync(string name) =>
        [.. (await DocumentAsync(name))["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"))];

    private async Task<JsonNode> DocumentAsync(string name) =>
        (await Api.SendAsync(HttpMethod.Get, $"/openapi/{name}.json", null, HttpStatusCode.OK, Cancel))!;
}
