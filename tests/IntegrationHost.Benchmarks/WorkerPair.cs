using System.Diagnostics;
using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Workers;

namespace IntegrationHost.Benchmarks;

/// <summary>What it costs to run a curated plugin in a worker: the call, with a channel that answers at once, the start, and the memory.</summary>
internal static class WorkerPair
{
    private const int Rounds = 9;
    private const int Calls = 1_000;
    private const string Module = "com.valkyrlabs.workflow.modules.msg.SlackPostModule";
    private const string Input = """{"channel":"C0GENERAL","text":"Hello"}""";

    public static async Task RunAsync()
    {
        string folder = Path.Combine(Path.GetDirectoryName(ApiPair.Program("HostProgram"))!, "plugins", "IntegrationHost.Plugins.Slack", "IntegrationHost.Plugins.Slack.dll");
        var stamp = PluginStamp.Read(folder);
        IPluginRuntime inProcess = new PluginRuntimes(PluginIsolation.DroppedIn).For("curated");
        IPluginRuntime workers = new PluginRuntimes(PluginIsolation.All).For("curated");

        var starts = new (double, double)[Rounds];
        for (int round = 0; round < Rounds; round++)
            starts[round] = (TimeOfLoad(inProcess, folder, stamp), TimeOfLoad(workers, folder, stamp));
        Pair.Report("plugin loaded and described: a worker, against in process", starts[1..]);

        using ILoadedPlugin here = inProcess.Load(folder, stamp);
        using ILoadedPlugin apart = workers.Load(folder, stamp);
        foreach ((string what, byte[] body) in new[] { ("small answer", Answer(100)), ("answer of 1 MB", Answer(1_000_000)) })
        {
            var channel = new FixedChannel(body);
            int calls = body.Length > 1_000 ? Calls / 20 : Calls;
            await TimeOfCallsAsync(here, channel, calls);
            await TimeOfCallsAsync(apart, channel, calls);
            var pairs = new (double, double)[Rounds];
            for (int round = 0; round < Rounds; round++)
                pairs[round] = (await TimeOfCallsAsync(here, channel, calls), await TimeOfCallsAsync(apart, channel, calls));
            Pair.Report($"call of a module with one request, {what}, mean of {calls}: in a worker, against in process", pairs);
        }

        WorkerProcess worker = ((IsolatedPlugin)apart).Process!;
        foreach (string line in File.ReadLines($"/proc/{worker.ProcessId}/status").Where(line => line.StartsWith("VmRSS", StringComparison.Ordinal) || line.StartsWith("RssAnon", StringComparison.Ordinal)))
            System.Console.WriteLine($"worker after {Calls} calls: {line}");
        System.Console.WriteLine($"layers: {string.Join(", ", worker.Layers)}");
    }

    private static double TimeOfLoad(IPluginRuntime runtime, string path, PluginStamp stamp)
    {
        long begin = Stopwatch.GetTimestamp();
        using ILoadedPlugin plugin = runtime.Load(path, stamp);
        _ = plugin.Providers[0].Provider;
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static async Task<double> TimeOfCallsAsync(ILoadedPlugin plugin, IProviderChannel channel, int calls)
    {
        IProviderModule module = plugin.Providers[0].Modules.Single(module => module.Descriptor.ModuleClass == Module);
        long begin = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            ModuleResult result = await module.ExecuteAsync(Input, channel, CancellationToken.None);
            if (!result.Succeeded)
                throw new InvalidOperationException(result.Error!.Message);
        }

        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds / calls;
    }

    private static byte[] Answer(int length) => Encoding.UTF8.GetBytes($$"""{"ok":true,"channel":"C0GENERAL","ts":"1.2","filler":"{{new string('x', length)}}"}""");

    private sealed class FixedChannel(byte[] body) : IProviderChannel
    {
        private readonly ProviderResponse response = new()
        {
            StatusCode = 200,
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
            ContentType = "application/json",
            Body = body,
        };

        public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken) => Task.FromResult(response);
    }
}
