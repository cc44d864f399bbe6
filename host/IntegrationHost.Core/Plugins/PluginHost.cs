using IntegrationHost.Contracts;
using IntegrationHost.Core.Catalog;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Core.Plugins;

/// <summary>The plugins that the staged manifest lists, each loaded in its own context or left out with a cause. One broken plugin never hides the others.</summary>
public sealed class PluginHost : IDisposable
{
    private readonly List<PluginAssembly> assemblies;

    private PluginHost(IReadOnlyList<PluginState> plugins, IProviderCatalog catalog, List<PluginAssembly> assemblies)
    {
        Plugins = plugins;
        Catalog = catalog;
        this.assemblies = assemblies;
    }

    /// <summary>Every plugin of the manifest, in its order.</summary>
    public IReadOnlyList<PluginState> Plugins { get; }

    /// <summary>The providers of the active ones.</summary>
    public IProviderCatalog Catalog { get; }

    /// <summary>Loads what the manifest in the directory lists. Never throws for what a plugin or the manifest does: that is a state.</summary>
    /// <param name="pluginsDirectory">Holds <c>plugin-manifest.json</c> and a folder per plugin.</param>
    /// <param name="logger">Hears of plugins that stay out; may be <c>null</c>.</param>
    /// <param name="metadataDirectory">Holds metadata that was pulled and that no plugin has yet; <c>null</c> for none.</param>
    public static PluginHost Load(string pluginsDirectory, ILogger? logger, string? metadataDirectory = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pluginsDirectory);
        var states = new List<PluginState>();
        var providers = new List<CatalogProvider>();
        var assemblies = new List<PluginAssembly>();
        try
        {
            foreach (PinnedPlugin plugin in PinnedManifest.Read(pluginsDirectory).Plugins)
            {
                PluginState state = LoadOne(pluginsDirectory, plugin, states, providers, assemblies);
                states.Add(state);
                if (state.Status is not (PluginStatus.Active or PluginStatus.Disabled) && logger is not null)
                {
                    Log.PluginLeftOut(logger, state.Id, state.Status, state.Cause);
                }
            }
        }
        catch (PluginFault fault)
        {
            states.Add(new PluginState("manifest", [], null, null, "", fault.Status, fault.Message, ""));
        }

        if (metadataDirectory is not null)
        {
            PulledMetadata pulled = PulledMetadata.Read(metadataDirectory, providers);
            states.AddRange(pulled.States);
            providers = [.. pulled.Providers];
        }

        return new PluginHost(states, new ProviderCatalog(providers), assemblies);
    }

    /// <summary>Unloads the contexts.</summary>
    public void Dispose()
    {
        foreach (PluginAssembly assembly in assemblies)
        {
            assembly.Dispose();
        }
    }

    private static PluginState LoadOne(
        string pluginsDirectory, PinnedPlugin plugin, List<PluginState> states, List<CatalogProvider> providers, List<PluginAssembly> assemblies)
    {
        string hash = PluginFolder.HashOfMain(pluginsDirectory, plugin);
        PluginStamp? stamp = null;
        PluginAssembly? assembly = null;
        PluginState State(PluginStatus status, string cause, params IReadOnlyList<string> providerIds) =>
            new(plugin.Id, providerIds, stamp?.AssemblyVersion, stamp?.ContractVersion, plugin.Tier, status, cause, hash);

        if (plugin.Disabled)
        {
            return State(PluginStatus.Disabled, "It is switched off in the manifest.");
        }

        try
        {
            if (states.Any(state => state.Id == plugin.Id))
            {
                throw new PluginFault(PluginStatus.Superseded, "The manifest lists its id twice; the first one counts. Remove one.");
            }

            string path = PluginFolder.Check(pluginsDirectory, plugin);
            stamp = PluginStamp.Read(path);
            stamp.CheckContract();
            assembly = PluginAssembly.Load(path);
            CatalogProvider[] offered = [.. PluginEntry.Create(assembly.Assembly, stamp).Select(entry => Describe(plugin.Id, entry))];
            foreach (CatalogProvider provider in offered)
            {
                // A plugin is wholly in or wholly out: one provider that is taken keeps the others out, too.
                if (providers.Concat(offered).FirstOrDefault(other => other != provider && other.Descriptor.Id == provider.Descriptor.Id) is { } first)
                {
                    throw new PluginFault(PluginStatus.Superseded, $"Plugin {first.PluginId} already provides {first.Descriptor.Id}. Remove one of them.");
                }
            }

            providers.AddRange(offered);
            assemblies.Add(assembly);
            return State(PluginStatus.Active, "", [.. offered.Select(provider => provider.Descriptor.Id)]);
        }
        catch (PluginFault fault)
        {
            assembly?.Dispose();
            return State(fault.Status, fault.Message);
        }
        catch (Exception failure)
        {
            // Whatever else goes wrong is this plugin's alone: the others still load.
            assembly?.Dispose();
            return State(PluginStatus.Malfunctioned, $"It could not be loaded ({failure.GetType().Name}). Build the plugin again with its dependencies.");
        }
    }

    /// <summary>The descriptor is the plugin's code too: whatever it throws is the plugin's fault.</summary>
    private static CatalogProvider Describe(string pluginId, IProviderPlugin plugin)
    {
        try
        {
            // Asked for once: what is checked is what is used.
            var provider = new CatalogProvider(pluginId, plugin.Provider, [.. plugin.Modules]);
            DescriptorCheck.Check(provider);
            return provider;
        }
        catch (Exception failure) when (failure is not PluginFault)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, $"Its descriptor threw {failure.GetType().Name}. Correct the plugin's metadata or code.");
        }
    }
}
