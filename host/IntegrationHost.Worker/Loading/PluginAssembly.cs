using System.Reflection;
using IntegrationHost.Contracts;
using McMaster.NETCore.Plugins;

namespace IntegrationHost.Worker.Loading;

/// <summary>A plugin's assembly in its own load context. The one place that knows the loader library.</summary>
internal sealed class PluginAssembly : IDisposable
{
    private readonly PluginLoader loader;

    private PluginAssembly(PluginLoader loader, Assembly assembly)
    {
        this.loader = loader;
        Assembly = assembly;
    }

    public Assembly Assembly { get; }

    /// <summary>Only the contract is shared; everything else is the plugin's own. Hot reload stays off: it takes a file watcher per plugin and does not see renames.</summary>
    public static PluginAssembly Load(string path)
    {
        PluginLoader loader = PluginLoader.CreateFromAssemblyFile(
            path,
            sharedTypes: [typeof(IProviderPlugin)],
            configure: config =>
            {
                config.IsUnloadable = true;
                config.EnableHotReload = false;
                config.PreferSharedTypes = false;
            });
        try
        {
            return new PluginAssembly(loader, loader.LoadDefaultAssembly());
        }
        catch
        {
            loader.Dispose();
            throw;
        }
    }

    public void Dispose() => loader.Dispose();
}
