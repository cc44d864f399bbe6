using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace IntegrationHost.Api.Tests.Hosting;

public sealed class RequestFormTests : ApiTest
{
    private const string Pasted = "ak_pastedInTheWrongPlaceEXAMPLE";

    [Theory]
    [InlineData("""{ "providerId": 5, "fields": {} }""", "$.providerId")]
    [InlineData("""{ "providerId": "acme", "fields": { "ak_pastedInTheWrongPlaceEXAMPLE": 1 } }""", "$.fields")]
    [InlineData("""{ "providerId": "acme", "fields": {}, "ak_pastedInTheWrongPlaceEXAMPLE": true }""", "$")]
    [InlineData("""{ "providerId": "acme", "fields": {}, "verify": "ak_pastedInTheWrongPlaceEXAMPLE" }""", "$.verify")]
    [InlineData("""{ "providerId": "acme", "providerId": "ak_pastedInTheWrongPlaceEXAMPLE", "fields": {} }""", "$")]
    [InlineData("""{ "providerId": "acme", "fields": { "token": "ak_pastedInTheWrongPlaceEXAMPLE""", "$.fields")]
    [InlineData("""{ "providerId": "acme" }""", "$")]
    [InlineData("""ak_pastedInTheWrongPlaceEXAMPLE""", "$")]
    [InlineData("""["ak_pastedInTheWrongPlaceEXAMPLE"]""", "$")]
    [InlineData("null", null)]
    [InlineData("", null)]
    public async Task WrongJson_Is400WithAPlaceOfTheContractAndNoEcho(string json, string? place)
    {
        JsonNode problem = (await Api.SendAsync(HttpMethod.Post, "/api/accounts", json, HttpStatusCode.BadRequest, Cancel))!;

        string detail = (string)problem["detail"]!;
        Assert.DoesNotContain(Pasted, problem.ToJsonString(), StringComparison.Ordinal);
        if (place is not null)
            Assert.Contains($" at {place}", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "accountName": "ACME", "apiKey": { "ak_pastedInTheWrongPlaceEXAMPLE": 1 } }""")]
    [InlineData("""{ "accountName": "ACME", "verified": "ak_pastedInTheWrongPlaceEXAMPLE" }""")]
    [InlineData("""{ "accountName": "ACME", "status": "ak_pastedInTheWrongPlaceEXAMPLE" }""")]
    [InlineData("""{ "apiKey": "ak_pastedInTheWrongPlaceEXAMPLE""")]
    [InlineData("""["ak_pastedInTheWrongPlaceEXAMPLE"]""")]
    public async Task WrongThorJson_Is400InThorsFormWithoutEcho(string json)
    {
        JsonNode error = (await Api.SendAsync(HttpMethod.Post, "/v1/IntegrationAccount", json, HttpStatusCode.BadRequest, Cancel))!;

        Assert.Equal(400, (int?)error["status"]);
        Assert.DoesNotContain(Pasted, error.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/IntegrationAccount", "{ \"accountName\": \"\\ud800\" }")]
    [InlineData("/v1/IntegrationAccount", "{ \"xOwn\": \"\\ud800\" }")]
    [InlineData("/v1/ExecModule", "{ \"notes\": \"\u00ff\" }")]
    [InlineData("/v1/Workflow", "{ \"tasks\": [{ \"description\": \"\\udc00\" }] }")]
    [InlineData("/api/modules/import", "[{ \"\u00ff\": 1 }]")]
    [InlineData("/api/modules/import", "[{ \"name\": \"\\ud800\", \"className\": \"AcmeSendModule\" }]")]
    [InlineData("/api/tokens", "{ \"name\": \"\\ud800\", \"scopes\": [] }")]
    public async Task TextThatIsNoUnicode_Is400(string path, string json)
    {
        using HttpRequestMessage request = RunningApi.Request(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(json));
        request.Content.Headers.ContentType = new("application/json");

        using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task TooDeep_Is400()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 17)) + "1" + new string('}', 17);

        await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", deep, HttpStatusCode.BadRequest, Cancel);
        await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", deep[5..^1], HttpStatusCode.Created, Cancel);
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/x-www-form-urlencoded", null)]
    [InlineData("application/json-patch+json", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/json", "gzip")]
    [InlineData(null, null)]
    public async Task BodyThatIsNotJsonInUtf8_Is415(string? mediaType, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1/ExecModule/{Guid.NewGuid()}") { Content = new ByteArrayContent("{}"u8.ToArray()) };
        if (mediaType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        if (encoding is not null)
            request.Content.Headers.ContentEncoding.Add(encoding);

        using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task BodyOverTheCap_Is413_AndAnImportMayBeLarger()
    {
        string padding = new('x', 70 * 1024);

        JsonNode problem = (await Api.SendAsync(
            HttpMethod.Post, "/api/accounts", $$"""{ "providerId": "{{padding}}", "fields": {} }""", HttpStatusCode.RequestEntityTooLarge, Cancel))!;
        await Api.SendAsync(HttpMethod.Post, "/v1/IntegrationAccount", $$"""{ "username": "{{padding}}" }""", HttpStatusCode.RequestEntityTooLarge, Cancel);
        await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", $$"""{ "notes": "{{padding}}" }""", HttpStatusCode.Created, Cancel);
        await Api.SendAsync(
            HttpMethod.Post, "/api/modules/import", $$"""[{ "name": "Large", "className": "AcmeSendModule", "notes": "{{padding}}" }]""", HttpStatusCode.OK, Cancel);

        Assert.Equal("urn:integration-host:problem:too-large", (string?)problem["type"]);
    }

    [Fact]
    public async Task ChunkedBodyOverTheCap_Is413()
    {
        using HttpRequestMessage request = RunningApi.Request(HttpMethod.Post, "/api/accounts");
        request.Content = new StringContent(new string(' ', 70 * 1024), Encoding.UTF8, "application/json");
        request.Headers.TransferEncodingChunked = true;

        using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("/api/accounts?apiKey=x")]
    [InlineData("/api/templates?apiKey=x")]
    [InlineData("/openapi/v1.json?apiKey=x")]
    [InlineData("/v1/ExecModule?apiKey=x")]
    public async Task UnknownQueryParameter_Is400WithoutEcho(string path)
    {
        string body = (await Api.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.BadRequest, Cancel))!.ToJsonString();

        Assert.DoesNotContain("apiKey", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeadersOverTheCap_AreRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Add("X-Padding", new string('x', 17 * 1024));

        using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task LongQuery_Is400()
    {
        await Api.SendAsync(HttpMethod.Get, $"/v1/ExecModule?example={new string('x', 2100)}", null, HttpStatusCode.BadRequest, Cancel);
    }

    [Theory]
    [InlineData("/api/nowhere")]
    [InlineData("/api/accounts/ak_pastedInTheWrongPlaceEXAMPLE")]
    [InlineData("/api/accounts/11111111-2222-4333-8444-555555555555")]
    [InlineData("/api/accounts/11111111-2222-4333-8444-555555555555/verdicts")]
    public async Task NotFound_IsAProblemThatDoesNotRepeatTheAddress(string path)
    {
        JsonNode problem = (await Api.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.NotFound, Cancel))!;

        Assert.Equal("urn:integration-host:problem:not-found", (string?)problem["type"]);
        Assert.Equal(404, (int?)problem["status"]);
        Assert.NotEqual("", (string?)problem["traceId"]);
        Assert.DoesNotContain(Pasted, problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/IntegrationAccount/11111111-2222-4333-8444-555555555555")]
    [InlineData("/v1/ExecModule/11111111-2222-4333-8444-555555555555")]
    [InlineData("/v1/ExecModule/ak_pastedInTheWrongPlaceEXAMPLE")]
    [InlineData("/v1/Nothing")]
    public async Task ThorNotFound_IsAnErrorResponse(string path)
    {
        JsonNode error = (await Api.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.NotFound, Cancel))!;

        Assert.Equal("Not Found", (string?)error["error"]);
        Assert.NotEqual("", (string?)error["message"]);
        Assert.True(DateTimeOffset.TryParse((string?)error["timestamp"], out _));
    }

    [Fact]
    public async Task WrongMethod_Is405()
    {
        await Api.SendAsync(HttpMethod.Put, "/api/accounts", "{}", HttpStatusCode.MethodNotAllowed, Cancel);
    }

    [Fact]
    public async Task TooManyFields_AreRefused_AndTheMaskIsNoValue()
    {
        var many = new JsonObject();
        for (int number = 0; number < 65; number++)
            many[$"field{number}"] = "x";

        var body = new JsonObject { ["providerId"] = "acme", ["fields"] = many };
        await Api.SendAsync(HttpMethod.Post, "/api/accounts", body.ToJsonString(), HttpStatusCode.BadRequest, Cancel);
        await Api.SendAsync(
            HttpMethod.Post, "/api/accounts", """{ "providerId": "acme", "fields": { "token": "<ENCRYPTED_VALUE/>" } }""", HttpStatusCode.UnprocessableEntity, Cancel);
    }
}
