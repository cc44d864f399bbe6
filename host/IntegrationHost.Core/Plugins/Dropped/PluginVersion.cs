using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>
/// One approved version of a plugin. Its descriptors are known at once, its code is loaded at the first run. Runs are counted: it is unloaded when it was retired and the
/// last of them has ended.
/// </summary>
internal sealed class PluginVersion
{
    private readonly Lock turn = new();
    private readonly Func<ILoadedPlugin> load;
    private Dictionary<(string Provider, string Module), IProviderModule>? modules;
    private ILoadedPlugin? loaded;
    private PluginFault? broken;
    private int running;
    private bool retired;
    private bool closed;

    /// <param name="pluginId">Its plugin.</param>
    /// <param name="version">Semantic version.</param>
    /// <param name="digest">Digest of its bytes.</param>
    /// <param name="descriptors">What it offers.</param>
    /// <param name="load">Loads its code after a look at every byte; called once, at the first run.</param>
    /// <param name="loaded">Its code if it is loaded already.</param>
    public PluginVersion(string pluginId, string version, string digest, StoredDescriptors descriptors, Func<ILoadedPlugin> load, ILoadedPlugin? loaded = null)
    {
        Digest = digest;
        this.load = load;
        if (loaded is not null)
            Use(loaded);
        Providers = [.. descriptors.Providers.Select(provider => new CatalogProvider(
            pluginId, provider.Provider, [.. provider.Modules.Select(module => new LeasedModule(this, provider.Provider.Id, module))]) { PluginVersion = version })];
    }

    /// <summary>Digest of its bytes.</summary>
    public string Digest { get; }

    /// <summary>What it offers.</summary>
    public IReadOnlyList<CatalogProvider> Providers { get; }

    /// <summary>Finds the module that took the place of one of this version, once it is gone.</summary>
    public Func<string, string, IProviderModule?>? Successor { get; set; }

    /// <summary>Told once it is unloaded.</summary>
    public Action? Closed { get; set; }

    /// <summary>Runs under way.</summary>
    public int Running
    {
        get
        {
            lock (turn)
                return running;
        }
    }

    /// <summary>Whether its code is in memory, or in a process.</summary>
    public bool IsLoaded
    {
        get
        {
            lock (turn)
                return loaded is not null;
        }
    }

    /// <summary>Why it does not run any more; <c>null</c> while it does.</summary>
    public string? Fault
    {
        get
        {
            lock (turn)
                return broken?.Message ?? loaded?.Fault;
        }
    }

    /// <summary>Where its code runs; empty before it is loaded.</summary>
    public string Isolation
    {
        get
        {
            lock (turn)
                return loaded?.Isolation ?? "";
        }
    }

    /// <summary>Runs one of its modules; if it is gone already, what took its place.</summary>
    public async Task<ModuleResult> RunAsync(string providerId, string moduleClass, string inputJson, IProviderChannel channel, CancellationToken cancellationToken)
    {
        if (!TryEnter())
        {
            return Successor?.Invoke(providerId, moduleClass) is { } next
                ? await next.ExecuteAsync(inputJson, channel, cancellationToken)
                : ModuleResult.Failure(new ModuleError("plugin_gone", "The module's plugin was switched off or replaced, and no other has the module. See the list of plugins."));
        }

        try
        {
            return Find(providerId, moduleClass) is { } module
                ? await module.ExecuteAsync(inputJson, channel, cancellationToken)
                : ModuleResult.Failure(new ModuleError("plugin_malfunctioned", "The plugin does not have the module that it described. See the list of plugins."));
        }
        catch (PluginFault fault)
        {
            return ModuleResult.Failure(new ModuleError("plugin_malfunctioned", fault.Message));
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Lets it run again after a <see cref="Fault"/>.</summary>
    public void Restart()
    {
        lock (turn)
        {
            loaded?.Restart();
            broken = null;
        }
    }

    /// <summary>Unloads it when its last run has ended, or after the patience.</summary>
    public void Retire(TimeSpan patience, TimeProvider time)
    {
        lock (turn)
        {
            retired = true;
            if (running == 0)
            {
                Close();
                return;
            }
        }

        _ = CloseLaterAsync(patience, time);
    }

    private async Task CloseLaterAsync(TimeSpan patience, TimeProvider time)
    {
        await Task.Delay(patience, time);
        lock (turn)
            Close();
    }

    private bool TryEnter()
    {
        lock (turn)
        {
            if (closed)
                return false;
            running++;
            return true;
        }
    }

    private void Leave()
    {
        lock (turn)
        {
            running--;
            if (retired && running == 0)
                Close();
        }
    }

    private IProviderModule? Find(string providerId, string moduleClass)
    {
        lock (turn)
        {
            if (broken is not null)
                throw broken;
            if (modules is null)
            {
                try
                {
                    Use(load());
                }
                catch (Exception failure)
                {
                    // It stays so until it is reloaded: its bytes do not change.
                    broken = failure as PluginFault ?? new PluginFault(PluginStatus.Malfunctioned, $"It could not be loaded ({failure.GetType().Name}). Build the plugin again with its dependencies.");
                    throw broken;
                }
            }

            return modules!.GetValueOrDefault((providerId, moduleClass));
        }
    }

    private void Use(ILoadedPlugin plugin)
    {
        loaded = plugin;
        modules = [];
        foreach (IProviderPlugin provider in plugin.Providers)
        {
            foreach (IProviderModule module in provider.Modules)
                modules[(provider.Provider.Id, module.Descriptor.ModuleClass)] = module;
        }
    }

    private void Close()
    {
        if (closed)
            return;
        closed = true;
        modules = null;
        loaded?.Dispose();
        loaded = null;
        Closed?.Invoke();
    }
}
