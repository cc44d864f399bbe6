using IntegrationHost.Core.Tests.Channels;
using IntegrationHost.Core.Upstream;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Upstream;

/// <summary>Fetching metadata from a server on this machine that behaves as ThorAPI does, and as what stands in front of it may.</summary>
public sealed class ThorMetadataSourceTests
{
    private const string Token = "CANARY-thor-token-51c0";
    private const string Password = "CANARY-thor-password-77ab";
    private const string Modules = """[{ "moduleClass": "com.a.EchoModule" }]""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    public async Task Fetch_AnySpellingOfTheAddress_AsksTheMetadataPathWithTheToken(string end)
    {
        await using LocalProvider server = await LocalProvider.StartAsync(context => context.Response.WriteAsJsonAsync(System.Text.Json.Nodes.JsonNode.Parse(Modules)), Cancellation);
        using var source = new ThorMetadataSource(server.BaseUrl.AbsoluteUri.TrimEnd('/') + end, ThorMetadataSource.DefaultPath);

        Assert.Contains("com.a.EchoModule", await source.FetchAsync(new ThorLogin(Token, null, null), Cancellation), StringComparison.Ordinal);

        RecordedRequest request = Assert.Single(server.Requests);
        Assert.Equal("/v1/modules/metadata", request.Target);
        Assert.Equal("Bearer " + Token, request.Headers["Authorization"]);
    }

    [Theory]
    [InlineData("""{ "token": "T1" }""")]
    [InlineData("""{ "VALKYR_AUTH": "T1" }""")]
    [InlineData("""{ "data": { "jwt": "T1" } }""")]
    public async Task Fetch_WithAPassword_LogsInFirst(string login)
    {
        await using LocalProvider server = await LocalProvider.StartAsync(
            context => Json(context, 200, context.Request.Path == "/v1/auth/login" ? login : Modules), Cancellation);
        using var source = new ThorMetadataSource(server.BaseUrl.AbsoluteUri, ThorMetadataSource.DefaultPath);

        await source.FetchAsync(new ThorLogin(null, "ann", Password), Cancellation);

        Assert.Equal(["/v1/auth/login", "/v1/modules/metadata"], server.Requests.Select(request => request.Target));
        Assert.DoesNotContain("Authorization", server.Requests[0].Headers.Keys);
        Assert.Equal("Bearer T1", server.Requests[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task Fetch_TokenExpiresMeanwhile_LogsInOnceMore()
    {
        int logins = 0;
        await using LocalProvider server = await LocalProvider.StartAsync(
            context => context.Request.Path == "/v1/auth/login" ? Json(context, 200, $$"""{ "token": "T{{++logins}}" }""")
                : context.Request.Headers.Authorization == "Bearer T2" ? Json(context, 200, Modules) : Json(context, 401, """{ "message": "expired" }"""),
            Cancellation);
        using var source = new ThorMetadataSource(server.BaseUrl.AbsoluteUri, ThorMetadataSource.DefaultPath);

        Assert.Contains("EchoModule", await source.FetchAsync(new ThorLogin(null, "ann", Password), Cancellation), StringComparison.Ordinal);
        Assert.Equal(2, logins);
    }

    [Theory]
    [InlineData(401, "{}", "the login or the token is missing")]
    [InlineData(402, """{ "message": "no credits" }""", "The server says: no credits")]
    [InlineData(403, "{}", "may not read the module metadata")]
    [InlineData(404, "{}", "--path")]
    [InlineData(429, "{}", "limits calls")]
    [InlineData(503, "<html>down</html>", "the server failed")]
    public async Task Fetch_Refused_SaysWhyAndWhatToDo(int status, string body, string says)
    {
        await using LocalProvider server = await LocalProvider.StartAsync(context => Json(context, status, body), Cancellation);
        using var source = new ThorMetadataSource(server.BaseUrl.AbsoluteUri, ThorMetadataSource.DefaultPath);

        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => source.FetchAsync(new ThorLogin(Token, null, null), Cancellation));

        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_Redirected_DoesNotFollowAndKeepsTheToken()
    {
        await using LocalProvider elsewhere = await LocalProvider.StartAsync(context => Json(context, 200, Modules), Cancellation);
        await using LocalProvider server = await LocalProvider.StartAsync(
            context =>
            {
                context.Response.Redirect(elsewhere.BaseUrl.AbsoluteUri + "v1/modules/metadata");
                return Task.CompletedTask;
            },
            Cancellation);
        using var source = new ThorMetadataSource(server.BaseUrl.AbsoluteUri, ThorMetadataSource.DefaultPath);

        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => source.FetchAsync(new ThorLogin(Token, null, null), Cancellation));

        Assert.Contains("redirects (302)", failure.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("""{ "content": [{ "moduleClass": "com.a.P{0}Module" }], "last": {1}, "totalPages": 3 }""")]
    [InlineData("""{ "content": [{ "moduleClass": "com.a.P{0}Module" }], "page": { "number": {0}, "totalPages": 3 } }""")]
    public async Task Fetch_InPages_HasAllOfThem(string page)
    {
        await using LocalProvider server = await LocalProvider.StartAsync(
            context =>
            {
                int number = int.Parse(context.Request.Query["page"].FirstOrDefault() ?? "0", System.Globalization.CultureInfo.InvariantCulture);
                return Json(context, 200, page.Replace("{0}", $"{number}", StringComparison.Ordinal).Replace("{1}", number == 2 ? "true" : "false", StringComparison.Ordinal));
            },
            Cancellation);
        using var source = new ThorMetadataSource(server.BaseUrl.AbsoluteUri, ThorMetadataSource.DefaultPath);

        string text = await source.FetchAsync(new ThorLogin(Token, null, null), Cancellation);

        IntegrationHost.Metadata.MetadataResult read = IntegrationHost.Metadata.MetadataReader.Read(text);
        Assert.Equal(["com.a.P0Module", "com.a.P1Module", "com.a.P2Module"], read.Provider!.Modules.Select(module => module.ModuleClass));
        Assert.All(server.Requests, request => Assert.Equal("Bearer " + Token, request.Headers["Authorization"]));
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData("""{ "content": [{ "moduleClass": "com.a.SameModule" }], "last": false }""", "do not end")]
    [InlineData("""{ "content": [{ "moduleClass": "com.a.N{0}Module" }], "last": false }""", "do not end")]
    public async Task Fetch_PagesThatNeverEnd_AreNotBelieved(string page, string says)
    {
        int number = 0;
        await using LocalProvider server = await LocalProvider.StartAsync(
            context => Json(context, 200, page.Replace("{0}", $"{number++}", StringComparison.Ordinal)), Cancellation);
        using var source = new ThorMetadataSource(server.BaseUrl.AbsoluteUri, ThorMetadataSource.DefaultPath);

        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => source.FetchAsync(ThorLogin.None, Cancellation));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.InRange(server.Requests.Count, 2, 1001);
    }

    [Theory]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("application/vnd.valkyr+json")]
    [InlineData("text/plain")]
    public async Task Fetch_WhateverTheTypeIsCalled_ReadsUtf8(string type)
    {
        await using LocalProvider server = await LocalProvider.StartAsync(
            context =>
            {
                context.Response.Headers.ContentType = type;
                return context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes("\uFEFF[{ \"moduleClass\": \"a.B\", \"name\": \"Größe\" }]"), Cancellation).AsTask();
            },
            Cancellation);
        using var source = new ThorMetadataSource(server.BaseUrl.AbsoluteUri, ThorMetadataSource.DefaultPath);

        Assert.Equal("[{ \"moduleClass\": \"a.B\", \"name\": \"Größe\" }]", await source.FetchAsync(ThorLogin.None, Cancellation));
    }

    [Fact]
    public async Task Fetch_ServerRepeatsTheToken_NoMessageDoes()
    {
        await using LocalProvider server = await LocalProvider.StartAsync(context => Json(context, 403, $$"""{ "message": "No right for {{context.Request.Headers.Authorization}}" }"""), Cancellation);
        using var source = new ThorMetadataSource(server.BaseUrl.AbsoluteUri, ThorMetadataSource.DefaultPath);

        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => source.FetchAsync(new ThorLogin(Token, null, null), Cancellation));

        Assert.Contains("No right for Bearer (secret)", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_LoginPageInsteadOfJson_IsSaid()
    {
        await using LocalProvider server = await LocalProvider.StartAsync(
            context =>
            {
                context.Response.ContentType = "text/html";
                return context.Response.WriteAsync("<html>Log in</html>", Cancellation);
            },
            Cancellation);
        using var source = new ThorMetadataSource(server.BaseUrl.AbsoluteUri, ThorMetadataSource.DefaultPath);

        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => source.FetchAsync(ThorLogin.None, Cancellation));
        Assert.Contains("not with JSON", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://a.example", "/x", "not usable")]
    [InlineData("a.example", "/x", "not usable")]
    [InlineData("https://user:secret@a.example", "/x", "not usable")]
    [InlineData("http://a.example", "/x", "without TLS")]
    [InlineData("https://a.example", "x", "must begin with")]
    [InlineData("https://a.example", "//b.example/x", "must begin with")]
    [InlineData("https://a.example", "/../x", "must begin with")]
    public void Source_AddressNotUsable_IsRefusedBeforeAnythingIsSent(string server, string path, string says)
    {
        UpstreamException failure = Assert.Throws<UpstreamException>(() => new ThorMetadataSource(server, path));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Login_InText_ShowsNoValue() => Assert.DoesNotContain("CANARY", $"{new ThorLogin(Token, null, null)} {new ThorLogin(null, "ann", Password)}", StringComparison.Ordinal);

    private static Task Json(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body, Cancellation);
    }
}
