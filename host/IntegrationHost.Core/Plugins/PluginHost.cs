using IntegrationHost.Contracts;
using IntegrationHost.Core.Catalog;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Core.Plugins;

/// <summary>The plugins that the staged manifest lists, each loaded in its own context or left out with a cause. One broken plugin never hides the others.</summary>
public sealed class PluginHost : IDisposable
{
    private readonly IReadOnlyList<PluginState> states;
    private readonly Dictionary<string, ILoadedPlugin> loaded;

    private PluginHost(IReadOnlyList<PluginState> states, IProviderCatalog catalog, Dictionary<string, ILoadedPlugin> loaded)
    {
        this.states = states;
        Catalog = catalog;
        this.loaded = loaded;
    }

    /// <summary>Every plugin of the manifest, in its order, as it stands now: one that no longer runs is told with the cause.</summary>
    public IReadOnlyList<PluginState> Plugins => [.. states.Select(Now)];

    /// <summary>The providers of the active ones.</summary>
    public IProviderCatalog Catalog { get; }

    /// <summary>Loads what the manifest in the directory lists. Never throws for what a plugin or the manifest does: that is a state.</summary>
    /// <param name="pluginsDirectory">Holds <c>plugin-manifest.json</c> and a folder per plugin.</param>
    /// <param name="logger">Hears of plugins that stay out; may be <c>null</c>.</param>
    /// <param name="metadataDirectory">Holds metadata that was pulled and that no plugin has yet; <c>null</c> for none.</param>
    /// <param name="runtimes">Decides where plugins run; <c>null</c> for the default.</param>
    public static PluginHost Load(string pluginsDirectory, ILogger? logger, string? metadataDirectory = null, PluginRuntimes? runtimes = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pluginsDirectory);
        runtimes ??= new PluginRuntimes();
        var states = new List<PluginState>();
        var providers = new List<CatalogProvider>();
        var loaded = new Dictionary<string, ILoadedPlugin>(StringComparer.Ordinal);
        try
        {
            foreach (PinnedPlugin plugin in PinnedManifest.Read(pluginsDirectory).Plugins)
            {
                PluginState state = LoadOne(pluginsDirectory, plugin, runtimes, states, providers, loaded);
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

        return new PluginHost(states, new ProviderCatalog(providers), loaded);
    }

    /// <summary>Unloads the plugins.</summary>
    public void Dispose()
    {
        foreach (ILoadedPlugin plugin in loaded.Values)
        {
            plugin.Dispose();
        }
    }

    private PluginState Now(PluginState state) =>
        state.Status == PluginStatus.Active && loaded.TryGetValue(state.Id, out ILoadedPlugin? plugin) && plugin.Fault is { } fault
            ? state with { Status = PluginStatus.Malfunctioned, Cause = fault }
            : state;

    private static PluginState LoadOne(
        string pluginsDirectory, PinnedPlugin plugin, PluginRuntimes runtimes, List<PluginState> states, List<CatalogProvider> providers, Dictionary<string, ILoadedPlugin> loaded)
    {
        string hash = PluginFolder.HashOfMain(pluginsDirectory, plugin);
        PluginStamp? stamp = null;
        ILoadedPlugin? running = null;
        PluginState State(PluginStatus status, string cause, params IReadOnlyList<string> providerIds) =>
            new(plugin.Id, providerIds, stamp?.AssemblyVersion, stamp?.ContractVersion, plugin.Tier, status, cause, hash) { Isolation = running?.Isolation ?? "" };

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
            running = runtimes.For(plugin.Tier).Load(path, stamp);
            CatalogProvider[] offered = [.. running.Providers.Select(entry => Describe(plugin.Id, entry))];
            foreach (CatalogProvider provider in offered)
            {
                // A plugin is wholly in or wholly out: one provider that is taken keeps the others out, too.
                if (providers.Concat(offered).FirstOrDefault(other => other != provider && other.Descriptor.Id == provider.Descriptor.Id) is { } first)
                {
                    throw new PluginFault(PluginStatus.Superseded, $"Plugin {first.PluginId} already provides {first.Descriptor.Id}. Remove one of them.");
                }
            }

            providers.AddRange(offered);
            loaded.Add(plugin.Id, running);
            return State(PluginStatus.Active, "", [.. offered.Select(provider => provider.Descriptor.Id)]);
        }
        catch (PluginFault fault)
        {
            running?.Dispose();
            running = null;
            return State(fault.Status, fault.Message);
        }
        catch (Exception failure)
        {
            // Whatever else goes wrong is this plugin's alone: the others still load.
            running?.Dispose();
            running = null;
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
