using System.Diagnostics;
using System.Net.Sockets;
using System.Reflection;
using IntegrationHost.Api;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Benchmarks;

/// <summary>One GET of a stored account through the real API against an empty endpoint on the same server, each on its own Unix socket.</summary>
internal static class ApiPair
{
    private const int Requests = 500;
    private const int Rounds = 9;

    public static async Task RunAsync()
    {
        string root = Directory.CreateTempSubdirectory("ih-bench-").FullName;
        try
        {
            HostPaths paths = HostPaths.Resolve(Path.Combine(root, "data"), name => name == "XDG_CONFIG_HOME" ? Path.Combine(root, "config") : null);
            using PluginHost plugins = PluginHost.Load(Path.Combine(Path.GetDirectoryName(Program("HostProgram"))!, "plugins"), logger: null);
            await using HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, CancellationToken.None);
            await using ApiServer server = await ApiServer.StartAsync(
                new ApiOptions { SocketPath = paths.SocketPath, TokenPath = paths.TokenPath, Version = "0", Paths = paths }, store, plugins, CancellationToken.None);
            string token = (await File.ReadAllTextAsync(paths.TokenPath)).Trim();
            using var client = IntegrationHostClient.OverSocket(paths.SocketPath, token);
            CreateAccountResult made = await client.CreateAccountAsync(new CreateAccountRequest
            {
                ProviderId = "slack",
                Fields = new Dictionary<string, string> { ["botToken"] = "xoxb-000000000000-BenchEXAMPLE" },
            });

            string emptySocket = Path.Combine(root, "empty.sock");
            await using WebApplication empty = Empty(emptySocket);
            await empty.StartAsync();
            using HttpClient toEmpty = Http(emptySocket, token);
            using HttpClient toApi = Http(paths.SocketPath, token);
            await MeasureAsync(toEmpty, "/");
            await MeasureAsync(toApi, $"/v1/IntegrationAccount/{made.Account.Id}");
            var pairs = new (double, double)[Rounds];
            for (int round = 0; round < Rounds; round++)
            {
                pairs[round] = (await MeasureAsync(toEmpty, "/"), await MeasureAsync(toApi, $"/v1/IntegrationAccount/{made.Account.Id}"));
            }

            Pair.Report($"GET of an account, median of {Requests}, against an empty endpoint", pairs);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Median milliseconds of a request, one after the other.</summary>
    private static async Task<double> MeasureAsync(HttpClient client, string path)
    {
        double[] times = new double[Requests];
        for (int request = 0; request < Requests; request++)
        {
            long begin = Stopwatch.GetTimestamp();
            using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative));
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            times[request] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[Requests / 2];
    }

    internal static WebApplication Empty(string socket)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.ListenUnixSocket(socket));
        WebApplication application = builder.Build();
        application.MapGet("/", () => "{}");
        return application;
    }

    internal static HttpClient Http(string socket, string token)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
                return new NetworkStream(connection, ownsSocket: true);
            },
        };
        var client = new HttpClient(handler) { BaseAddress = new Uri("http://localhost") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    internal static string Program(string key) =>
        typeof(ApiPair).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
