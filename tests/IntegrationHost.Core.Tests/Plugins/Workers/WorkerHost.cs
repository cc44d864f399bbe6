using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Workers;

namespace IntegrationHost.Core.Tests.Plugins.Workers;

/// <summary>Test plugins in workers of their own, with short deadlines.</summary>
internal sealed class WorkerHost : IDisposable
{
    /// <summary>Tests with workers run one after the other: each worker is a process, and one of them counts what is left.</summary>
    public const string Collection = "workers";

    private readonly PluginStage stage;
    private readonly PluginHost host;

    public WorkerHost(WorkerOptions options, params string[] plugins)
    {
        stage = new PluginStage(plugins);
        host = PluginHost.Load(stage.Pin().PluginsDirectory, logger: null, runtimes: new PluginRuntimes(PluginIsolation.All, options, onFault: (id, cause) => Faults.Enqueue($"{id}: {cause}")));
    }

    public static WorkerOptions Short { get; } = new()
    {
        Silence = TimeSpan.FromSeconds(4),
        CancelGrace = TimeSpan.FromMilliseconds(300),
        MessageDeadline = TimeSpan.FromSeconds(2),
        WatchInterval = TimeSpan.FromMilliseconds(50),
        Backoff = TimeSpan.FromMilliseconds(1),
        Faults = 10_000,
        Memory = 384L * 1024 * 1024,
        Heap = 96L * 1024 * 1024,
    };

    public System.Collections.Concurrent.ConcurrentQueue<string> Faults { get; } = [];

    public IReadOnlyList<PluginState> Plugins => host.Plugins;

    public CatalogProvider Provider(string id) => host.Catalog.Find(id)!;

    public PluginState State(string id) => host.Plugins.Single(plugin => plugin.Id == id);

    /// <summary>The process that runs now. Between a break and the next call there is none: call once before asking.</summary>
    public WorkerProcess Worker(string id) => host.WorkerOf(id) ?? throw new InvalidOperationException($"{id} has no process at this moment.");

    public void Restart(string id) => host.Restart(id);

    public Task<ModuleResult> RunAsync(string provider, object input, IProviderChannel? channel = null, CancellationToken cancellationToken = default) =>
        Provider(provider).Modules[0].ExecuteAsync(JsonSerializer.Serialize(input, JsonSerializerOptions.Web), channel ?? new EchoChannel(), cancellationToken);

    public Task<ModuleResult> ActAsync(string act, CancellationToken cancellationToken = default) => RunAsync("hostile", new Dictionary<string, string> { ["do"] = act }, null, cancellationToken);

    public void Dispose()
    {
        host.Dispose();
        stage.Dispose();
    }
}
