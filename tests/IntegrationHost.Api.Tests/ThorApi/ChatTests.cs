using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.ThorApi;

public sealed class ChatTests : ApiTest
{
    [Fact]
    public async Task Chat_GivesTheResultOfTheCall_MadeWithTheLinkedAccount()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_chatEXAMPLE", Cancel);
        string id = await ModelAsync($$""", "version": "m-1", "initialPrompt": "Be brief.", "maxTokens": 9, "apiKeyIntegrationAccount": { "id": "{{account.Id}}" }""");

        JsonNode answer = (await Api.SendAsync(HttpMethod.Post, $"/v1/llm-details/{id}/chat", """{ "role": "user", "content": "Hello" }""", HttpStatusCode.OK, Cancel))!;

        Assert.Equal(["content"], answer.AsObject().Select(property => property.Key));
        Assert.Equal(
            """{"model":"m-1","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hello"}],"temperature":0.2}""",
            (string?)answer["content"]);
        Assert.Equal("ak_chatEXAMPLE", Api.Vendor.LastKey);
    }

    [Fact]
    public async Task Chat_ThatTheProviderRefuses_Is502InThorsForm()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_revokedEXAMPLE", Cancel);
        string id = await ModelAsync($$""", "apiKeyIntegrationAccount": { "id": "{{account.Id}}" }""");

        JsonNode error = (await Api.SendAsync(HttpMethod.Post, $"/v1/llm-details/{id}/chat", """{ "role": "user", "content": "Hello" }""", HttpStatusCode.BadGateway, Cancel))!;

        Assert.Equal("Acme refused the key. (revoked)", (string?)error["message"]);
    }

    [Fact]
    public async Task Chat_WithoutAccount_Is409_AndAnOwnKeyIsNotUsed()
    {
        string id = await ModelAsync(", \"apiKey\": \"sk-ownEXAMPLE\"");

        await Api.SendAsync(HttpMethod.Post, $"/v1/llm-details/{id}/chat", """{ "role": "user", "content": "Hello" }""", HttpStatusCode.Conflict, Cancel);
        await Api.SendAsync(HttpMethod.Post, $"/v1/llm-details/{id}/chat", """{ "role": "root", "content": "Hello" }""", HttpStatusCode.BadRequest, Cancel);
        await Api.SendAsync(HttpMethod.Post, $"/v1/llm-details/{id}/chat", """{ "role": "user", "content": "" }""", HttpStatusCode.BadRequest, Cancel);
        await Api.SendAsync(HttpMethod.Post, $"/v1/llm-details/{Guid.NewGuid()}/chat", """{ "role": "user", "content": "Hello" }""", HttpStatusCode.NotFound, Cancel);
    }

    private async Task<string> ModelAsync(string further) => (string)(await Api.SendAsync(
        HttpMethod.Post, "/v1/LlmDetails", $$"""{ "name": "m", "provider": "other", "apiType": "other"{{further}} }""", HttpStatusCode.Created, Cancel))!["id"]!;
}
