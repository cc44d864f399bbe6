using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Plugins;

/// <summary>A plugin of the manifest after the attempt to load it: its providers, or why it stays out.</summary>
/// <param name="Plugin">What the manifest says.</param>
/// <param name="Sha256">SHA-256 of its main assembly as found; empty if there is none.</param>
internal sealed record TriedPlugin(PinnedPlugin Plugin, string Sha256)
{
    // Each start of a worker takes a core for a third of a second; more at once only bring the last one nearer to its deadline.
    private const int StartsAtOnce = 4;

    /// <summary>What it says of itself, if that could be read.</summary>
    public PluginStamp? Stamp { get; private init; }

    /// <summary>It, if it was loaded.</summary>
    public ILoadedPlugin? Running { get; private init; }

    /// <summary>What it offers.</summary>
    public IReadOnlyList<CatalogProvider> Providers { get; private init; } = [];

    /// <summary>Why it stays out; <c>null</c> if it may serve.</summary>
    public PluginFault? Fault { get; private init; }

    /// <summary>Tries all of them: those that run in this process one after the other, the others beside them and side by side.</summary>
    public static TriedPlugin[] TryAll(string directory, IReadOnlyList<PinnedPlugin> plugins, PluginRuntimes runtimes)
    {
        using var turns = new SemaphoreSlim(StartsAtOnce);
        var tried = new TriedPlugin[plugins.Count];
        Task[] apart = [.. Enumerable.Range(0, plugins.Count).Where(index => runtimes.RunsApart(plugins[index].Tier)).Select(index => Task.Factory.StartNew(
            () =>
            {
                turns.Wait();
                tried[index] = Try(directory, plugins, index, runtimes);
                turns.Release();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        for (int index = 0; index < plugins.Count; index++)
        {
            if (!runtimes.RunsApart(plugins[index].Tier))
                tried[index] = Try(directory, plugins, index, runtimes);
        }

        Task.WaitAll(apart);
        return tried;
    }

    /// <summary>The same, taken out again.</summary>
    public TriedPlugin Without(PluginFault fault)
    {
        Running?.Dispose();
        return this with { Running = null, Providers = [], Fault = fault };
    }

    /// <summary>How it stands.</summary>
    public PluginState State() => new(
        Plugin.Id, [.. Providers.Select(provider => provider.Descriptor.Id)], Stamp?.AssemblyVersion, Stamp?.ContractVersion, Plugin.Tier, Fault?.Status ?? PluginStatus.Active, Fault?.Message ?? "", Sha256)
    {
        Isolation = Running?.Isolation ?? "",
    };

    private static TriedPlugin Try(string directory, IReadOnlyList<PinnedPlugin> plugins, int index, PluginRuntimes runtimes)
    {
        PinnedPlugin plugin = plugins[index];
        TriedPlugin tried = new(plugin, PluginFolder.HashOfMain(directory, plugin));
        try
        {
            if (plugin.Disabled)
                throw new PluginFault(PluginStatus.Disabled, "It is switched off in the manifest.");
            if (plugins.Take(index).Any(other => other.Id == plugin.Id))
                throw new PluginFault(PluginStatus.Superseded, "The manifest lists its id twice; the first one counts. Remove one.");

            string path = PluginFolder.Check(directory, plugin);
            tried = tried with { Stamp = PluginStamp.Read(path) };
            tried.Stamp.CheckContract();
            tried = tried with { Running = runtimes.For(plugin.Tier).Load(path, tried.Stamp) };
            return tried with { Providers = [.. tried.Running.Providers.Select(entry => PluginHost.Describe(plugin.Id, entry) with { PluginVersion = tried.Stamp.SemanticVersion })] };
        }
        catch (PluginFault fault)
        {
            return tried.Without(fault);
        }
        catch (Exception failure)
        {
            // Whatever else goes wrong is this plugin's alone: the others still load.
            return tried.Without(new PluginFault(PluginStatus.Malfunctioned, $"It could not be loaded ({failure.GetType().Name}). Build the plugin again with its dependencies."));
        }
    }
}
