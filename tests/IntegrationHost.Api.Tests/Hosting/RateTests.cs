using System.Net;
using IntegrationHost.Api.Rates;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Hosting;

public sealed class RateTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BurstOfOneToken_IsCutOffWithRetryAfter_AndGoesOnLater()
    {
        await using RunningApi api = await RunningApi.StartAsync(Cancel, new RateLimits(PerSecond: 1, Burst: 15));

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => api.Http.GetAsync("/api/status", Cancel)));
        await Task.Delay(TimeSpan.FromSeconds(2), Cancel);
        using HttpResponseMessage later = await api.Http.GetAsync("/api/status", Cancel);

        HttpResponseMessage[] refused = [.. answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests)];
        Assert.InRange(refused.Length, 1, 25);
        Assert.All(refused, answer => Assert.True(answer.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1)));
        Assert.Equal("application/problem+json", refused[0].Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        foreach (HttpResponseMessage answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task UsesOfOneAccount_AreCutOff_OthersAreNot()
    {
        await using RunningApi api = await RunningApi.StartAsync(Cancel, RateLimits.None with { UsesPerSecond = 1 });
        AccountSummary one = await api.AddAccountAsync("ACME_ONE", "ak_oneEXAMPLE", Cancel);
        AccountSummary two = await api.AddAccountAsync("ACME_TWO", "ak_twoEXAMPLE", Cancel);

        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => VerifyAsync(api, one.Id)));

        Assert.Contains(HttpStatusCode.OK, answers);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, await VerifyAsync(api, two.Id));
    }

    [Fact]
    public async Task Thor429_HasThorsForm()
    {
        await using RunningApi api = await RunningApi.StartAsync(Cancel, new RateLimits(PerSecond: 1, Burst: 1));

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.Http.GetAsync("/v1/ExecModule", Cancel)));

        HttpResponseMessage refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal("Too Many Requests", (string?)System.Text.Json.Nodes.JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancel))!["error"]);
        foreach (HttpResponseMessage answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Client_WaitsAsItIsTold_AndEveryCallIsAnswered()
    {
        await using RunningApi api = await RunningApi.StartAsync(Cancel, new RateLimits(PerSecond: 20, Burst: 10));

        HostStatus[] answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => api.Client.GetStatusAsync(Cancel)));
        AccountSummary[] made = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => api.AddAccountAsync($"ACME_{number}", "ak_sameEXAMPLE", Cancel)));

        Assert.Equal(30, answers.Length);
        Assert.Equal(made.Select(account => account.Id).Order(), (await api.Client.GetAccountsAsync(Cancel)).Select(account => account.Id).Order());
    }

    [Fact]
    public async Task Client_ThatWouldWaitForLong_IsToldAtOnce()
    {
        await using RunningApi api = await RunningApi.StartAsync(Cancel, RateLimits.None);
        using var stranger = IntegrationHostClient.OverSocket(api.Options.SocketPath, "no-token-of-this-host");

        HostApiException refusal = await Assert.ThrowsAsync<HostApiException>(() => stranger.GetStatusAsync(Cancel));
        Assert.Equal(HttpStatusCode.Unauthorized, refusal.StatusCode);
        for (int attempt = 0; refusal.StatusCode == HttpStatusCode.Unauthorized && attempt < 100; attempt++)
            refusal = await Assert.ThrowsAsync<HostApiException>(() => stranger.GetStatusAsync(Cancel));

        Assert.Equal(HttpStatusCode.TooManyRequests, refusal.StatusCode);
    }

    private static async Task<HttpStatusCode> VerifyAsync(RunningApi api, string accountId)
    {
        using HttpRequestMessage request = RunningApi.Request(HttpMethod.Post, $"/api/accounts/{accountId}/verify");
        using HttpResponseMessage response = await api.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
