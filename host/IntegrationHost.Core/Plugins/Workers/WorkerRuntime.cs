using Microsoft.Extensions.Logging;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>Loads a plugin into a process of its own. What it describes and returns is data; its code never runs here.</summary>
internal sealed class WorkerRuntime(WorkerOptions options, ILogger? logger, Action<string, string>? onFault = null) : IPluginRuntime
{
    public ILoadedPlugin Load(string mainAssemblyPath, PluginStamp stamp)
    {
        string name = Path.GetFileNameWithoutExtension(mainAssemblyPath);
        try
        {
            // On the pool, so that a context of the caller is not waited for.
            WorkerProcess first = Task.Run(() => WorkerProcess.StartAsync(mainAssemblyPath, stamp, options)).GetAwaiter().GetResult();
            return new IsolatedPlugin(first, () => WorkerProcess.StartAsync(mainAssemblyPath, stamp, options), options, Heard);
        }
        catch (WorkerFault fault)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, fault.Message);
        }

        void Heard(WorkerEnd end)
        {
            if (logger is not null)
                Log.WorkerBroke(logger, name, end.Code ?? "", end.Reason);
            onFault?.Invoke(name, $"Its process {end.Reason}.");
        }
    }
}
