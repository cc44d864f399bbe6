using System.Globalization;
using IntegrationHost.Api;
using IntegrationHost.Api.Rates;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Builder;

namespace IntegrationHost.Benchmarks;

/// <summary>GET of one of 10,000 accounts from 64 connections against an empty endpoint in alternating rounds: by both contracts, for the operator of the machine and for one who was granted it.</summary>
internal static class ReadPair
{
    private const int Accounts = 10_000;
    private const int Granted = 200;
    private const int Connections = 64;
    private const int Rounds = 5;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public static async Task RunAsync()
    {
        string root = Directory.CreateTempSubdirectory("ih-bench-").FullName;
        try
        {
            HostPaths paths = HostPaths.Resolve(Path.Combine(root, "data"), name => name is "XDG_CONFIG_HOME" or "XDG_RUNTIME_DIR" ? Path.Combine(root, "config") : null);
            using PluginHost plugins = PluginHost.Load(Path.Combine(Path.GetDirectoryName(ApiPair.Program("HostProgram"))!, "plugins"), logger: null);
            await using HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, CancellationToken.None);
            await ListPair.FillAsync(store, Accounts);
            await using ApiServer server = await ApiServer.StartAsync(
                new ApiOptions { SocketPath = paths.SocketPath, TokenPath = paths.TokenPath, Version = "0", Paths = paths, Rates = RateLimits.None }, store, plugins, CancellationToken.None);
            string token = (await File.ReadAllTextAsync(paths.TokenPath)).Trim();
            string reader = await ReaderAsync(paths.SocketPath, token);
            string emptySocket = Path.Combine(root, "empty.sock");
            await using WebApplication empty = ApiPair.Empty(emptySocket);
            await empty.StartAsync();
            using HttpClient toEmpty = ApiPair.Http(emptySocket, token);
            using HttpClient asOperator = ApiPair.Http(paths.SocketPath, token);
            using HttpClient asReader = ApiPair.Http(paths.SocketPath, reader);
            (string What, HttpClient Client, Func<int, string> Path)[] reads =
            [
                ("/v1, operator", asOperator, number => $"/v1/IntegrationAccount/{ListPair.Id(number * 7919 % Accounts)}"),
                ("/api, operator", asOperator, number => $"/api/accounts/{ListPair.Id(number * 7919 % Accounts)}"),
                ("/v1, one who was granted it", asReader, number => $"/v1/IntegrationAccount/{ListPair.Id(number * 7919 % Granted)}"),
                ("/api, one who was granted it", asReader, number => $"/api/accounts/{ListPair.Id(number * 7919 % Granted)}"),
            ];
            await Load.RunAsync(toEmpty, Connections, Duration, _ => "/");
            foreach ((string what, HttpClient client, Func<int, string> path) in reads)
            {
                await Load.RunAsync(client, Connections, Duration, path);
                var rounds = new ((double PerSecond, double Median, double P99, int Failures) Empty, (double PerSecond, double Median, double P99, int Failures) Product)[Rounds];
                for (int round = 0; round < Rounds; round++)
                    rounds[round] = (await Load.RunAsync(toEmpty, Connections, Duration, _ => "/"), await Load.RunAsync(client, Connections, Duration, path));
                Report(what, rounds);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Report(string what, ((double PerSecond, double Median, double P99, int Failures) Empty, (double PerSecond, double Median, double P99, int Failures) Product)[] rounds)
    {
        double[] rates = [.. rounds.Select(round => round.Product.PerSecond / round.Empty.PerSecond).Order()];
        double[] tails = [.. rounds.Select(round => round.Product.P99 / round.Empty.P99).Order()];
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"GET {what,-30} {Middle(rounds.Select(round => round.Product.PerSecond)),7:F0} /s of {Middle(rounds.Select(round => round.Empty.PerSecond)),7:F0}: rate {rates[0]:F3} / {rates[Rounds / 2]:F3} / {rates[^1]:F3}, p99 {Middle(rounds.Select(round => round.Product.P99)):F1} ms, {tails[0]:F1} / {tails[Rounds / 2]:F1} / {tails[^1]:F1} x, failures {rounds.Sum(round => round.Product.Failures)}"));
    }

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    /// <summary>A token that may read accounts, of a principal that may read some.</summary>
    private static async Task<string> ReaderAsync(string socket, string token)
    {
        using var client = IntegrationHostClient.OverSocket(socket, token);
        await client.CreatePrincipalAsync(new PrincipalRequest { Username = "reader" });
        for (int number = 0; number < Granted; number++)
            await client.GrantAsync(new PermissionRequest { ObjectType = SecuredType.Account.ClassName, ObjectId = ListPair.Id(number), Username = "reader", Permission = "READ" });
        return (await client.CreateTokenAsync(new CreateTokenRequest { Name = "bench", Username = "reader", Scopes = [Scopes.AccountsRead] })).Token;
    }
}
