using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Worker.Wire;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>A plugin whose code runs in a worker. Its description is the first one that it gave: a worker that is started later cannot change it.</summary>
internal sealed class IsolatedPlugin : ILoadedPlugin
{
    private const int Tries = 3;

    private readonly WorkerSupervisor supervisor;
    private readonly string described;

    public IsolatedPlugin(WorkerProcess first, Func<Task<WorkerProcess>> start, WorkerOptions options, Action<WorkerEnd> onFault)
    {
        described = Shape(first);
        WorkerProcess? next = first;
        supervisor = new WorkerSupervisor(async () => Interlocked.Exchange(ref next, null) is { IsEnding: false } begun ? begun : Same(await start()), options, TimeProvider.System, onFault);
        Isolation = first.Layers.Count > 0 ? "worker: " + string.Join(", ", first.Layers) : "worker, not confined";
        Providers = [.. first.Providers.Select((provider, place) => new Provider(provider, [.. provider.Modules.Select((module, index) => new Module(this, module, place, index))]))];
        _ = TakeOverAsync();
    }

    public IReadOnlyList<IProviderPlugin> Providers { get; }

    public string Isolation { get; }

    public string? Fault => supervisor.Quarantine;

    /// <summary>The process that runs now; <c>null</c> if none does.</summary>
    internal WorkerProcess? Process => supervisor.Current;

    public void Restart() => supervisor.Restart();

    public void Dispose() => supervisor.Dispose();

    private async Task TakeOverAsync()
    {
        try
        {
            await supervisor.GetAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is WorkerFault or ObjectDisposedException)
        {
            // Counted there; the next call tries again.
        }
    }

    private async Task<ModuleResult> RunAsync(int provider, int module, string input, IProviderChannel channel, CancellationToken cancellationToken)
    {
        try
        {
            for (int attempt = 0; attempt < Tries; attempt++)
            {
                WorkerProcess worker = await supervisor.GetAsync(cancellationToken);
                if (await worker.ExecuteAsync(provider, module, input, channel, cancellationToken) is { } result)
                    return result;
            }

            return ModuleResult.Failure(new ModuleError(WorkerEnd.Crashed, "The plugin's process ended each time it was to be used; nothing was sent. Try again later."));
        }
        catch (WorkerFault fault)
        {
            return ModuleResult.Failure(new ModuleError(fault.Code, fault.Message));
        }
    }

    private WorkerProcess Same(WorkerProcess worker)
    {
        if (Shape(worker) == described)
            return worker;

        worker.Dispose();
        throw new WorkerFault(WorkerEnd.Garbled, "It describes other modules than at first. Restart the host to take the plugin as it is now.");
    }

    private static string Shape(WorkerProcess worker) =>
        string.Join('\n', worker.Providers.SelectMany(provider => provider.Modules.Select(module => $"{provider.Descriptor.Id} {module.ModuleClass}")));

    private sealed class Provider(LoadedProvider loaded, IReadOnlyList<IProviderModule> modules) : IProviderPlugin
    {
        ProviderDescriptor IProviderPlugin.Provider => loaded.Descriptor;

        public IReadOnlyList<IProviderModule> Modules => modules;
    }

    private sealed class Module(IsolatedPlugin plugin, ModuleDescriptor descriptor, int provider, int place) : IProviderModule
    {
        public ModuleDescriptor Descriptor => descriptor;

        public Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken) =>
            plugin.RunAsync(provider, place, inputJson, channel, cancellationToken);
    }
}
