using IntegrationHost.Contracts;
using IntegrationHost.Worker.Loading;

namespace IntegrationHost.Core.Plugins;

/// <summary>Loads a plugin into this process, in a load context of its own: fast, and no protection from what its code does.</summary>
internal sealed class InProcessRuntime : IPluginRuntime
{
    public ILoadedPlugin Load(string mainAssemblyPath, PluginStamp stamp)
    {
        PluginAssembly assembly = PluginAssembly.Load(mainAssemblyPath);
        try
        {
            return new Loaded(assembly, PluginEntry.Create(assembly.Assembly, stamp.EntryTypes));
        }
        catch (LoadFault fault)
        {
            assembly.Dispose();
            throw new PluginFault(PluginStatus.Malfunctioned, fault.Message);
        }
        catch
        {
            assembly.Dispose();
            throw;
        }
    }

    private sealed class Loaded(PluginAssembly assembly, IReadOnlyList<IProviderPlugin> providers) : ILoadedPlugin
    {
        public IReadOnlyList<IProviderPlugin> Providers { get; } = providers;

        public string Isolation => "in process";

        // Code that breaks in here breaks the call, or the whole process with it: there is no state between.
        public string? Fault => null;

        public void Restart()
        {
        }

        public void Dispose() => assembly.Dispose();
    }
}
