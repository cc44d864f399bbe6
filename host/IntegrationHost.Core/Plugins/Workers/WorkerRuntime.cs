using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>Loads a plugin into a process of its own. What it describes and returns is data; its code never runs here.</summary>
internal sealed class WorkerRuntime(WorkerOptions options, ILogger? logger, Action<string, string>? onFault = null) : IPluginRuntime
{
    private readonly ConcurrentDictionary<WorkerProcess, bool> running = [];

    /// <summary>Waits until nothing of the workers that were ended is left, but not longer than this.</summary>
    public void WaitForEnd(TimeSpan most)
    {
        Task.WhenAll(running.Keys.Where(worker => worker.IsEnding).Select(worker => worker.Gone)).Wait(most);
    }

    public ILoadedPlugin Load(string mainAssemblyPath, PluginStamp stamp)
    {
        string name = Path.GetFileNameWithoutExtension(mainAssemblyPath);
        try
        {
            // On the pool, so that a context of the caller is not waited for.
            WorkerProcess first = Task.Run(StartAsync).GetAwaiter().GetResult();
            return new IsolatedPlugin(first, StartAsync, options, Heard);
        }
        catch (WorkerFault fault)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, fault.Message);
        }

        async Task<WorkerProcess> StartAsync()
        {
            WorkerProcess worker = await WorkerProcess.StartAsync(mainAssemblyPath, stamp, options);
            running[worker] = true;
            _ = worker.Gone.ContinueWith(_ => running.TryRemove(worker, out bool _), TaskScheduler.Default);
            return worker;
        }

        void Heard(WorkerEnd end)
        {
            if (logger is not null)
                Log.WorkerBroke(logger, name, end.Code ?? "", end.Reason);
            onFault?.Invoke(name, $"Its process {end.Reason}.");
        }
    }
}
