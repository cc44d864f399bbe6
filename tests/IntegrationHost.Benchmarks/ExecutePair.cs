using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using IntegrationHost.Api;
using IntegrationHost.Api.Rates;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Benchmarks;

/// <summary>A module run through the API, its plugin and the host's channel, against the same call made by hand: what permissions, two lines of the trail, opening the secret and redaction cost.</summary>
internal static class ExecutePair
{
    private const int Requests = 200;
    private const int Rounds = 7;
    private const string Key = "xoxb-000000000000-BenchEXAMPLE";

    public static async Task RunAsync()
    {
        string root = Directory.CreateTempSubdirectory("ih-bench-").FullName;
        try
        {
            await using WebApplication vendor = Vendor();
            await vendor.StartAsync();
            var address = new Uri(vendor.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            HostPaths paths = HostPaths.Resolve(Path.Combine(root, "data"), name => name is "XDG_CONFIG_HOME" or "XDG_RUNTIME_DIR" ? Path.Combine(root, "config") : null);
            using PluginHost plugins = PluginHost.Load(Path.Combine(Path.GetDirectoryName(ApiPair.Program("HostProgram"))!, "plugins"), logger: null);
            await using HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, CancellationToken.None);
            await using ApiServer server = await ApiServer.StartAsync(
                new ApiOptions { SocketPath = paths.SocketPath, TokenPath = paths.TokenPath, Version = "0", Paths = paths, Rates = RateLimits.None }, store, plugins, CancellationToken.None);
            string token = (await File.ReadAllTextAsync(paths.TokenPath)).Trim();
            using var client = IntegrationHostClient.OverSocket(paths.SocketPath, token);
            CreateAccountResult made = await client.CreateAccountAsync(new CreateAccountRequest
            {
                ProviderId = "slack",
                BaseUrl = address.AbsoluteUri,
                Fields = new Dictionary<string, string> { ["botToken"] = Key },
            });
            using HttpClient api = ApiPair.Http(paths.SocketPath, token);
            using HttpResponseMessage saved = await api.PostAsJsonAsync("/v1/ExecModule", new { className = "SlackPostModule", integrationAccount = new { id = made.Account.Id } });
            string module = (await saved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
            using HttpClient direct = new() { BaseAddress = address };
            direct.DefaultRequestHeaders.Authorization = new("Bearer", Key);
            object input = new { channel = "C0GENERAL", text = "Hello" };

            var pairs = new (double, double)[Rounds];
            await MeasureAsync(api, $"/api/modules/{module}/execute", input);
            for (int round = 0; round < Rounds; round++)
                pairs[round] = (await MeasureAsync(direct, "/chat.postMessage", input), await MeasureAsync(api, $"/api/modules/{module}/execute", input));
            Pair.Report($"execute of a module with one request, median of {Requests}, against that request by hand", pairs);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static WebApplication Vendor()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        application.MapPost("/{**path}", () => Microsoft.AspNetCore.Http.Results.Text("""{"ok":true,"channel":"C0GENERAL","ts":"1.0","message":{"text":"Hello"}}""", "application/json"));
        return application;
    }

    private static async Task<double> MeasureAsync(HttpClient client, string path, object input)
    {
        double[] times = new double[Requests];
        for (int request = 0; request < Requests; request++)
        {
            using HttpRequestMessage message = new(HttpMethod.Post, path) { Content = JsonContent.Create(input) };
            message.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            await message.Content.LoadIntoBufferAsync();
            long begin = Stopwatch.GetTimestamp();
            using HttpResponseMessage response = await client.SendAsync(message);
            string body = await response.Content.ReadAsStringAsync();
            times[request] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            if (!response.IsSuccessStatusCode || body.Contains("\"succeeded\":false", StringComparison.Ordinal))
                throw new InvalidOperationException(body);
        }

        Array.Sort(times);
        return times[Requests / 2];
    }
}
