using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;

namespace IntegrationHost.Api.Tests.Resources;

public sealed class ApiDocumentTests : ApiTest
{
    [Fact]
    public async Task EveryOperation_HasANameAndASummary()
    {
        JsonObject paths = (await DocumentAsync())["paths"]!.AsObject();

        Assert.Equal(86, paths.Sum(path => path.Value!.AsObject().Count));
        Assert.All(paths.SelectMany(path => path.Value!.AsObject()), operation =>
        {
            Assert.NotNull((string?)operation.Value!["operationId"]);
            Assert.NotNull((string?)operation.Value["summary"]);
        });
    }

    [Fact]
    public async Task SecretInputs_AreWriteOnly()
    {
        JsonObject schemas = (await DocumentAsync())["components"]!["schemas"]!.AsObject();

        foreach (string secret in new[] { "apiKey", "password", "accountId" })
            Assert.True((bool?)schemas["IntegrationAccount"]!["properties"]![secret]!["writeOnly"], secret);
        Assert.True((bool?)schemas["CreateAccountRequest"]!["properties"]!["fields"]!["writeOnly"]);
        Assert.True((bool?)schemas["SetFieldsRequest"]!["properties"]!["fields"]!["writeOnly"]);
    }

    private async Task<JsonNode> DocumentAsync() =>
        (await Api.SendAsync(HttpMethod.Get, "/openapi/v1.json", null, HttpStatusCode.OK, Cancel))!;
}
