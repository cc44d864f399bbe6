using System.Net;
using System.Text.RegularExpressions;
using IntegrationHost.Api.Tests.Hosting;

namespace IntegrationHost.Api.Tests.Resources;

public sealed class ReferencePageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_LoadsFromThisHostOnly_UnderAPolicyOfItsOwn_AndNeedsNoToken()
    {
        await using RunningApi api = await RunningApi.StartAsync(Cancel, browsable: true);
        using HttpClient browser = Browser(api, "none");

        using HttpResponseMessage page = await browser.GetAsync("/scalar/", Cancel);
        string html = await page.Content.ReadAsStringAsync(Cancel);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
        string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        string nonce = Regex.Match(policy, "'nonce-([^']+)'").Groups[1].Value;
        Assert.NotEmpty(nonce);
        Assert.All(Regex.Matches(html, "<script[^>]*>"), script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
        string source = Regex.Match(html, "src=\"([^\"]+)\"").Groups[1].Value;
        using HttpClient within = Browser(api, "same-origin");
        Assert.True((await within.GetByteArrayAsync(new Uri(new Uri(api.TcpAddress, "/scalar/"), source), Cancel)).Length > 100_000);
        foreach (string name in new[] { "thorapi", "host" })
            Assert.Contains("\"openapi\"", await within.GetStringAsync($"/openapi/{name}.json", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OpensNothingElse()
    {
        await using RunningApi api = await RunningApi.StartAsync(Cancel, browsable: true);
        using HttpClient browser = Browser(api, "same-origin");
        using HttpClient other = Browser(api, "cross-site");
        using HttpClient foreign = Browser(api, "same-origin");
        foreign.DefaultRequestHeaders.Add("Origin", "http://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, "/api/status"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, "/v1/ExecModule"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, "/openapi/v1.json"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(other, "/scalar/"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(other, "/openapi/host.json"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(foreign, "/openapi/host.json"));
    }

    [Fact]
    public async Task Page_IsOffUnlessAskedFor()
    {
        await using RunningApi api = await RunningApi.StartAsync(Cancel);
        using HttpClient browser = Browser(api, "none");

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, "/scalar/"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, "/openapi/host.json"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(api.Http, "/scalar/"));
    }

    private static HttpClient Browser(RunningApi api, string site)
    {
        var client = new HttpClient { BaseAddress = api.TcpAddress };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        return client;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using HttpResponseMessage response = await client.GetAsync(path, Cancel);
        return response.StatusCode;
    }
}
