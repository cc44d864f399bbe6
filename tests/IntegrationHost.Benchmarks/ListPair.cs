using System.Diagnostics;
using System.Globalization;
using IntegrationHost.Api;
using IntegrationHost.Api.Rates;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Benchmarks;

/// <summary>Reads over 10,000 and over 1,000,000 accounts against an empty endpoint in the same run: one after the other, then from 64 connections.</summary>
internal static class ListPair
{
    private const int Connections = 64;
    private const int Rounds = 5;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static async Task RunAsync()
    {
        await RunAsync(10_000);
        await RunAsync(1_000_000);
    }

    private static async Task RunAsync(int accounts)
    {
        string root = Directory.CreateTempSubdirectory("ih-bench-").FullName;
        try
        {
            HostPaths paths = HostPaths.Resolve(Path.Combine(root, "data"), name => name is "XDG_CONFIG_HOME" or "XDG_RUNTIME_DIR" ? Path.Combine(root, "config") : null);
            using PluginHost plugins = PluginHost.Load(Path.Combine(Path.GetDirectoryName(ApiPair.Program("HostProgram"))!, "plugins"), logger: null);
            await using HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, CancellationToken.None);
            await FillAsync(store, accounts);
            await using ApiServer server = await ApiServer.StartAsync(
                new ApiOptions { SocketPath = paths.SocketPath, TokenPath = paths.TokenPath, Version = "0", Paths = paths, Rates = RateLimits.None }, store, plugins, CancellationToken.None);
            string token = (await File.ReadAllTextAsync(paths.TokenPath)).Trim();
            string emptySocket = Path.Combine(root, "empty.sock");
            await using WebApplication empty = ApiPair.Empty(emptySocket);
            await empty.StartAsync();
            using HttpClient toEmpty = ApiPair.Http(emptySocket, token);
            using HttpClient toApi = ApiPair.Http(paths.SocketPath, token);
            System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-- {accounts:N0} accounts"));
            (string What, int Requests, Func<int, string> Path)[] reads =
            [
                ("GET of an account", 200, number => $"/v1/IntegrationAccount/{Id(number * 7919 % accounts)}"),
                ("list, page of 20", 100, number => $"/v1/IntegrationAccount?page={number % 50}&size=20"),
                ("list, example that many are like", accounts > 100_000 ? 10 : 100, _ => "/v1/IntegrationAccount?size=20&example=" + Uri.EscapeDataString("""{ "accountName": "slack", "status": "ready" }""")),
                ("list, example that one is like", 8, number => "/v1/IntegrationAccount?size=20&example=" + Uri.EscapeDataString($$"""{ "accountName": "_{{number * 7919 % accounts}}_" }""")),
                ("list, status that few have", 8, _ => "/v1/IntegrationAccount?size=20&example=" + Uri.EscapeDataString("""{ "status": "closed" }""")),
                ("list, not verified, page of 20", 40, _ => "/v1/IntegrationAccount?size=20&example=" + Uri.EscapeDataString("""{ "verified": false }""")),
                ("list by date of change, page 3, with the total", 8, _ => "/api/accounts?size=20&page=2&sort=modifiedAt,desc"),
                ("page 1000 of 20, with the total", 20, _ => $"/api/accounts?size=20&page={Math.Min(1000, (accounts / 20) - 1)}"),
                ("hero metrics", 40, _ => "/api/metrics/hero"),
            ];
            foreach ((string what, int requests, Func<int, string> path) in reads)
            {
                await MeasureAsync(toApi, Math.Min(requests, 3), path);
                var pairs = new (double, double)[Rounds];
                for (int round = 0; round < Rounds; round++)
                    pairs[round] = (await MeasureAsync(toEmpty, 200, _ => "/"), await MeasureAsync(toApi, requests, path));
                Pair.Report($"{what}, median, against empty", pairs);
            }

            await Load.RunAsync(toEmpty, Connections, Duration / 4, _ => "/");
            foreach ((string what, _, Func<int, string> path) in reads.Where((_, index) => index is 0 or 1 or 2))
            {
                await Load.RunAsync(toApi, Connections, Duration / 4, path);
                Load.Report($"{what}, {Connections} connections", await Load.RunAsync(toEmpty, Connections, Duration, _ => "/"), await Load.RunAsync(toApi, Connections, Duration, path));
            }

            GC.Collect();
            System.Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"memory: working set {Environment.WorkingSet / 1048576} MiB, heap {GC.GetTotalMemory(forceFullCollection: true) / 1048576} MiB (host, empty server and load in one process)"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Median milliseconds of a request, one after the other.</summary>
    private static async Task<double> MeasureAsync(HttpClient client, int requests, Func<int, string> path)
    {
        double[] times = new double[requests];
        for (int request = 0; request < requests; request++)
        {
            long begin = Stopwatch.GetTimestamp();
            using HttpResponseMessage response = await client.GetAsync(new Uri(path(request), UriKind.Relative));
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            times[request] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[requests / 2];
    }

    /// <summary>As the host would have stored them, but all at once: names of eleven providers, a verdict each, no secret.</summary>
    internal static async Task FillAsync(HostStore store, int count)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(CancellationToken.None);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        long now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        string[] providers = ["slack", "stripe", "openai", "github", "twilio", "hubspot", "salesforce", "gmail", "gemini", "googlecalendar", "securekey"];
        string provider = $"CASE number % {providers.Length} {string.Join(' ', providers.Select((name, index) => $"WHEN {index} THEN '{name}'"))} END";
        string numbers = $"WITH RECURSIVE numbers(number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM numbers WHERE number < {count - 1})";
        await context.Database.ExecuteSqlRawAsync($$"""
            {{AccountTallyTriggers.Drop}}
            {{numbers}}
            INSERT INTO accounts ({{Columns(context, typeof(Core.Accounts.AccountRow))}})
            SELECT {{Values(context, typeof(Core.Accounts.AccountRow), new() { ["Id"] = IdSql, ["OwnerId"] = $"'{store.LocalOperatorId.ToString().ToUpperInvariant()}'", ["Name"] = $"upper({provider}) || '_' || number || '_'", ["NameKey"] = $"upper({provider}) || '_' || number || '_'", ["ProviderId"] = provider, ["Status"] = "CASE WHEN number % 5000 = 7 THEN 'Closed' WHEN number % 4 = 3 THEN 'Error' ELSE 'Ready' END", ["Environment"] = "CASE number % 3 WHEN 0 THEN 'production' WHEN 1 THEN 'staging' ELSE '' END", ["CreatedAt"] = $"{now}", ["ModifiedAt"] = $"{now} - number * 7919 % 100000", ["Version"] = "1", ["CredentialVersion"] = "1", ["EarnedVerdictId"] = "number + 1", ["LastVerdictId"] = "number + 1" })}} FROM numbers;
            {{numbers}}
            INSERT INTO verdicts ({{Columns(context, typeof(Core.Verification.VerdictRow))}})
            SELECT {{Values(context, typeof(Core.Verification.VerdictRow), new() { ["Id"] = "number + 1", ["AccountId"] = IdSql, ["Kind"] = "CASE number % 4 WHEN 3 THEN 'Invalid' ELSE 'Valid' END", ["RuleId"] = "'bench'", ["Message"] = "'bench'", ["At"] = $"{now}", ["Identity"] = "'[]'", ["MissingScopes"] = "'[]'" })}} FROM numbers;
            {{AccountTallyTriggers.Create}}
            {{AccountTallyTriggers.Fill}}
            """.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    private const string IdSql = "printf('%08X-0000-4000-8000-000000000000', number)";

    internal static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:x8}-0000-4000-8000-000000000000");

    private static IEnumerable<Microsoft.EntityFrameworkCore.Metadata.IProperty> Properties(HostDbContext context, Type type) => context.Model.FindEntityType(type)!.GetProperties();

    private static string Columns(HostDbContext context, Type type) => string.Join(", ", Properties(context, type).Select(property => $"\"{property.Name}\""));

    /// <summary>What is not given is null, or empty or 0 where it must not be.</summary>
    private static string Values(HostDbContext context, Type type, Dictionary<string, string> given) => string.Join(", ", Properties(context, type).Select(property =>
        given.GetValueOrDefault(property.Name) ?? (property.IsNullable ? "NULL" : property.GetProviderClrType() == typeof(string) || property.ClrType == typeof(string) ? "''" : "0")));
}
