using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace IntegrationHost.Api.Tests.Hosting;

public sealed class AccessTests : ApiTest
{
    [Fact]
    public async Task Healthz_WithoutToken_SaysOkAndNothingElse()
    {
        using HttpClient stranger = RunningApi.OverSocket(Api.Options.SocketPath, token: null);

        Assert.Equal("ok", await stranger.GetStringAsync("healthz", Cancel));
    }

    [Theory]
    [InlineData("GET", "/api/accounts")]
    [InlineData("GET", "/v1/IntegrationAccount")]
    [InlineData("GET", "/openapi/v1.json")]
    [InlineData("GET", "/no/such/address")]
    [InlineData("POST", "/healthz")]
    public async Task AnyAddress_WithoutToken_Is401WithTheSchemeToUse(string method, string path)
    {
        using HttpClient stranger = RunningApi.OverSocket(Api.Options.SocketPath, token: null);

        using HttpResponseMessage response = await stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task WrongCredentials_OfEveryForm_Are401()
    {
        using HttpClient stranger = RunningApi.OverSocket(Api.Options.SocketPath, token: null);
        string[] headers = ["Bearer", "Bearer ", $"Basic {Api.Token}", Api.Token, $"Bearer {Api.Token}x", $"Bearer {Api.Token[..^1]}", $"Bearer {Api.Token}, Bearer x"];

        foreach (string header in headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/status");
            request.Headers.TryAddWithoutValidation("Authorization", header);
            using HttpResponseMessage response = await stranger.SendAsync(request, Cancel);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, "A wrong Authorization header was let in.");
        }

        using HttpResponseMessage inQuery = await stranger.GetAsync($"/api/status?access_token={Api.Token}", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, inQuery.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1:{port}", true)]
    [InlineData("localhost:{port}", true)]
    [InlineData("[::1]:{port}", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.0.0.1:1", false)]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.2:{port}", false)]
    [InlineData("evil.example:{port}", false)]
    [InlineData("127.0.0.1.evil.example:{port}", false)]
    [InlineData("", false)]
    public async Task TcpHost_MustBeExactlyThisServer(string host, bool ours)
    {
        int port = Api.TcpAddress.Port;
        string name = host.Replace("{port}", port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        string answer = await RawExchange.OverTcpAsync(port, $"GET /healthz HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n", Cancel);

        AssertHostDecision(answer, ours);
    }

    [Theory]
    [InlineData("GET /healthz HTTP/1.0\r\n\r\n")]
    [InlineData("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://evil.example/healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")]
    public async Task TcpHost_MissingOrInTheTarget_Is400(string request)
    {
        AssertHostDecision(await RawExchange.OverTcpAsync(Api.TcpAddress.Port, request, Cancel), ours: false);
    }

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("localhost:80", false)]
    [InlineData("evil.example", false)]
    [InlineData("", false)]
    public async Task SocketHost_MustBeLocalhost(string host, bool ours)
    {
        string answer = await RawExchange.OverSocketAsync(
            Api.Options.SocketPath, $"GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", Cancel);

        AssertHostDecision(answer, ours);
    }

    [Theory]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public async Task BrowserRequest_EvenWithToken_Is403(string header, string value)
    {
        foreach (string path in new[] { "/api/status", "/healthz" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation(header, value);
            using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/api/status")]
    [InlineData("/v1/ExecModule")]
    [InlineData("/nowhere")]
    public async Task EveryAnswer_ForbidsCachingSniffingAndFraming_AndDoesNotNameTheServer(string path)
    {
        using HttpResponseMessage response = await Api.Http.GetAsync(path, Cancel);

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Empty(response.Headers.Server);
    }

    [Fact]
    public async Task Options_AndUpgrade_AreRefused()
    {
        await Api.SendAsync(HttpMethod.Options, "/api/accounts", null, HttpStatusCode.MethodNotAllowed, Cancel);
        using var upgrade = new HttpRequestMessage(HttpMethod.Get, "/api/status");
        upgrade.Headers.Connection.Add("Upgrade");
        upgrade.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));

        using HttpResponseMessage response = await Api.Http.SendAsync(upgrade, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Tcp_WithToken_AnswersLikeTheSocket()
    {
        using var client = IntegrationHost.Client.IntegrationHostClient.OverTcp(Api.TcpAddress, Api.Token);

        Assert.Equal((await Api.Client.GetStatusAsync(Cancel)).StartedAt, (await client.GetStatusAsync(Cancel)).StartedAt);
    }

    [Fact]
    public async Task Refusal_HasTheFormOfItsAddress()
    {
        using HttpClient stranger = RunningApi.OverSocket(Api.Options.SocketPath, token: null);

        using HttpResponseMessage host = await stranger.GetAsync("/api/status", Cancel);
        using HttpResponseMessage thor = await stranger.GetAsync("/v1/ExecModule", Cancel);

        Assert.Equal("application/problem+json", host.Content.Headers.ContentType!.MediaType);
        JsonNode problem = JsonNode.Parse(await host.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal("urn:integration-host:problem:unauthorized", (string?)problem["type"]);
        Assert.Equal(401, (int?)problem["status"]);
        JsonNode error = JsonNode.Parse(await thor.Content.ReadAsStringAsync(Cancel))!;
        Assert.Equal(["status", "error", "message", "timestamp"], error.AsObject().Select(property => property.Key));
        Assert.Equal("Unauthorized", (string?)error["error"]);
    }

    private static void AssertHostDecision(string answer, bool ours)
    {
        if (ours)
        {
            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            return;
        }

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }
}
