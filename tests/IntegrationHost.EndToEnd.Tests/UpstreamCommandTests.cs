using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>One host works on another as its upstream, by the commands that people use.</summary>
public sealed class UpstreamCommandTests : IAsyncLifetime
{
    private const string Key = "xoxb-222222222222-CanaryUpstreamKey5Tq8EXAMPLE";

    private readonly HostProgram there = new();
    private readonly ServedProgram served = new();
    private Process? upstream;
    private Uri address = null!;
    private string token = "";

    private HostProgram Here => served.Program;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await StartUpstreamAsync("0");
        await served.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopUpstreamAsync();
        there.Dispose();
        await served.DisposeAsync();
    }

    [Fact]
    public async Task Upstream_SetUsedAwayBackAndCleared_IsToldAtEachStep_AndTheLoginStaysInside()
    {
        string workflow = await PostAsync("/v1/Workflow", """{ "name": "Nightly digest", "tasks": [{ "description": "send" }] }""");
        string task = JsonDocument.Parse(await GetAsync("/v1/Task")).RootElement[0].GetProperty("id").GetString()!;
        await PostAsync("/v1/ExecModule", $$"""{ "name": "Announce", "className": "SlackPostModule", "taskId": "{{task}}", "moduleData": "{\"x\": 1.50}" }""");
        string module = JsonDocument.Parse(await GetAsync("/v1/ExecModule")).RootElement[0].GetProperty("id").GetString()!;
        Assert.NotEqual(workflow, module);

        HostRun set = await Here.RunAsync(token, "upstream", "set", address.AbsoluteUri + "v1/", "--token-stdin");
        Assert.True(set.ExitCode == 0, set.Output + set.Error);
        Assert.Contains("Modules: 1 new", set.Output, StringComparison.Ordinal);
        JsonElement entry = (await Here.JsonAsync(null, "coverage")).GetProperty("items")[0];
        Assert.Equal((module, "Nightly digest"), (entry.GetProperty("moduleId").GetString(), entry.GetProperty("workflow").GetString()));

        // Made and linked here is made and linked there, under the mask.
        JsonElement added = await Here.JsonAsync(Key, "accounts", "add", "slack", "--name", "SLACK_DIGEST", "--secret-stdin", "botToken", "--link", module);
        Assert.True(added.GetProperty("links")[0].GetProperty("linked").GetBoolean(), added.ToString());
        JsonElement account = Assert.Single(JsonDocument.Parse(await GetAsync("/v1/IntegrationAccount")).RootElement.EnumerateArray());
        Assert.Equal(("SLACK_DIGEST", "<ENCRYPTED_VALUE/>"), (account.GetProperty("accountName").GetString(), account.GetProperty("apiKey").GetString()));
        string saved = await GetAsync($"/v1/ExecModule/{module}");
        Assert.Contains(account.GetProperty("id").GetString()!, saved, StringComparison.Ordinal);
        Assert.Contains("1.50", saved, StringComparison.Ordinal);
        Assert.Equal(0, (await Here.RunAsync(null, "upstream", "status")).ExitCode);

        // Away: nothing is made, and it is said.
        int port = address.Port;
        await StopUpstreamAsync();
        HostRun refused = await Here.RunAsync(Key, "accounts", "add", "slack", "--name", "SECOND", "--secret-stdin", "botToken");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("upstream", refused.Error, StringComparison.Ordinal);
        HostRun away = await Here.RunAsync(null, "upstream", "sync");
        Assert.Equal(1, away.ExitCode);
        Assert.Contains("problem since", away.Output, StringComparison.Ordinal);

        await StartUpstreamAsync(port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(0, (await Here.RunAsync(null, "upstream", "sync")).ExitCode);
        Assert.Equal(0, (await Here.RunAsync(null, "upstream", "clear")).ExitCode);
        Assert.Contains("on its own", (await Here.RunAsync(null, "upstream", "status")).Output, StringComparison.Ordinal);

        await served.StopAsync();
        await StopUpstreamAsync();
        CanarySearch.AssertAbsent([Key, token.Trim()], Here.Outputs, Here.Root);
    }

    private async Task StartUpstreamAsync(string port)
    {
        upstream = there.Start(redirectInput: false, "serve", "--api-port", port);
        string line = await upstream.StandardOutput.ReadLineAsync(Cancel) ?? "";
        Assert.Contains(" and http://", line, StringComparison.Ordinal);
        address = new Uri(line[(line.LastIndexOf(' ') + 1)..]);
        token = await File.ReadAllTextAsync(Path.Combine(there.DataDirectory, "api.token"), Cancel);
    }

    private async Task StopUpstreamAsync()
    {
        if (upstream is null)
            return;
        upstream.Kill(entireProcessTree: true);
        await upstream.WaitForExitAsync(CancellationToken.None);
        upstream.Dispose();
        upstream = null;
    }

    private async Task<string> PostAsync(string path, string json)
    {
        using HttpClient http = Client();
        using StringContent body = new(json, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync(path, body, Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    private async Task<string> GetAsync(string path)
    {
        using HttpClient http = Client();
        return await http.GetStringAsync(path, Cancel);
    }

    private HttpClient Client()
    {
        HttpClient http = new() { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        return http;
    }
}
