using IntegrationHost.Contracts;
using IntegrationHost.Core.Catalog;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Core.Plugins;

/// <summary>The plugins that the staged manifest lists, each loaded in its own context or left out with a cause, and the catalogue of all that serve. One broken plugin never hides the others.</summary>
public sealed class PluginHost : IDisposable
{
    private readonly IReadOnlyList<PluginState> states;
    private readonly Dictionary<string, ILoadedPlugin> loaded;
    private readonly LiveCatalog live;
    private readonly IProviderCatalog? given;
    private readonly IReadOnlyList<CatalogProvider> loadedProviders;
    private readonly string? metadataDirectory;
    private volatile OfferedPlugins offered = OfferedPlugins.None;
    private volatile IReadOnlyList<PluginState> pulled = [];

    private PluginHost(
        IReadOnlyList<PluginState> states, IReadOnlyList<CatalogProvider> built, IProviderCatalog? catalog, Dictionary<string, ILoadedPlugin> loaded, PluginRuntimes runtimes, string? metadataDirectory)
    {
        this.states = states;
        this.loaded = loaded;
        this.metadataDirectory = metadataDirectory;
        loadedProviders = built;
        given = catalog;
        Runtimes = runtimes;
        live = new LiveCatalog(Compose(offered));
    }

    /// <summary>Every plugin as it stands now, those of the manifest first: one that no longer runs is told with the cause.</summary>
    public IReadOnlyList<PluginState> Plugins => [.. states.Select(Now), .. offered.States(), .. pulled];

    /// <summary>The providers of the active ones, as of each moment.</summary>
    public IProviderCatalog Catalog => live;

    /// <summary>The providers of the manifest's plugins, switched off or not.</summary>
    internal IReadOnlyList<CatalogProvider> Built => given?.Providers ?? loadedProviders;

    /// <summary>Ids of the manifest's plugins.</summary>
    internal IEnumerable<string> BuiltIds => states.Select(state => state.Id);

    /// <summary>Decides where plugins run.</summary>
    internal PluginRuntimes Runtimes { get; }

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
            foreach (TriedPlugin tried in TriedPlugin.TryAll(pluginsDirectory, PinnedManifest.Read(pluginsDirectory).Plugins, runtimes))
            {
                TriedPlugin plugin = WithoutTaken(tried, providers);
                PluginState state = plugin.State();
                states.Add(state);
                if (plugin.Running is { } running)
                {
                    providers.AddRange(plugin.Providers);
                    loaded.Add(state.Id, running);
                }
                else if (state.Status != PluginStatus.Disabled && logger is not null)
                {
                    Log.PluginLeftOut(logger, state.Id, state.Status, state.Cause);
                }
            }
        }
        catch (PluginFault fault)
        {
            states.Add(new PluginState("manifest", [], null, null, "", fault.Status, fault.Message, ""));
        }

        return new PluginHost(states, providers, catalog: null, loaded, runtimes, metadataDirectory);
    }

    /// <summary>Plugins that were loaded elsewhere, with their catalogue: for programs that bring their own.</summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="states">How its plugins stand.</param>
    /// <param name="runtimes">Decides where dropped-in plugins run; <c>null</c> for the default.</param>
    public static PluginHost Over(IProviderCatalog catalog, IReadOnlyList<PluginState> states, PluginRuntimes? runtimes = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new PluginHost(states, [], catalog, [], runtimes ?? new PluginRuntimes(), metadataDirectory: null);
    }

    /// <summary>Lets a plugin run again that no longer did, because its process broke too often. Does nothing for others.</summary>
    /// <param name="id">Id in the manifest.</param>
    public void Restart(string id)
    {
        if (loaded.TryGetValue(id, out ILoadedPlugin? plugin))
        {
            plugin.Restart();
        }
    }

    /// <summary>The process that runs a plugin's code now; <c>null</c> if none does. For tests and measurements.</summary>
    internal Workers.WorkerProcess? WorkerOf(string id) => (loaded.GetValueOrDefault(id) as Workers.IsolatedPlugin)?.Process;

    /// <summary>Unloads the plugins.</summary>
    public void Dispose()
    {
        foreach (ILoadedPlugin plugin in loaded.Values)
        {
            plugin.Dispose();
        }

        Runtimes.WaitForEnd();
    }

    /// <summary>Begins a change of store and catalogue together; disposing ends it.</summary>
    internal IDisposable BeginChange() => live.BeginChange();

    /// <summary>Puts a catalogue with these plugins beside the manifest's in the place of the present one, as a whole.</summary>
    internal void Offer(OfferedPlugins next)
    {
        offered = next;
        live.Exchange(Compose(next));
    }

    private IProviderCatalog Compose(OfferedPlugins next)
    {
        if (given is not null && next is { Providers.Count: 0, Beside.Count: 0, SwitchedOff.Count: 0 })
        {
            return given;
        }

        IReadOnlyList<CatalogProvider> providers = [.. Built.Where(provider => !next.SwitchedOff.Contains(provider.PluginId)), .. next.Providers];
        if (metadataDirectory is null)
        {
            return new ProviderCatalog(providers, next.Beside);
        }

        PulledMetadata found = PulledMetadata.Read(metadataDirectory, providers);
        pulled = found.States;
        return new ProviderCatalog(found.Providers, next.Beside);
    }

    private PluginState Now(PluginState state) => state.Status switch
    {
        PluginStatus.Active when offered.SwitchedOff.Contains(state.Id) =>
            state with { Status = PluginStatus.Disabled, Providers = [], Cause = $"An operator switched it off. Switch it on with: integration-host plugins enable {state.Id}." },
        PluginStatus.Active when loaded.TryGetValue(state.Id, out ILoadedPlugin? plugin) && plugin.Fault is { } fault => state with { Status = PluginStatus.Malfunctioned, Cause = fault },
        _ => state,
    };

    /// <summary>A plugin is wholly in or wholly out: one provider that is taken keeps the others out, too.</summary>
    private static TriedPlugin WithoutTaken(TriedPlugin plugin, List<CatalogProvider> providers)
    {
        foreach (CatalogProvider provider in plugin.Providers)
        {
            if (providers.Concat(plugin.Providers).FirstOrDefault(other => other != provider && other.Descriptor.Id == provider.Descriptor.Id) is { } first)
                return plugin.Without(new PluginFault(PluginStatus.Superseded, $"Plugin {first.PluginId} already provides {first.Descriptor.Id}. Remove one of them."));
        }

        return plugin;
    }

    /// <summary>The descriptor is the plugin's code too: whatever it throws is the plugin's fault.</summary>
    internal static CatalogProvider Describe(string pluginId, IProviderPlugin plugin)
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
