using IntegrationHost.Api;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Storage;
using IntegrationHost.Sample;

namespace IntegrationHost.Hosting;

/// <summary>The store, its plugins and its API, for as long as this process owns them.</summary>
internal sealed class OwnedStore : IAsyncDisposable
{
    private readonly StoreOwner owner;
    private readonly HostStore store;
    private readonly PluginHost plugins;
    private readonly Task tidying;

    private OwnedStore(StoreOwner owner, HostStore store, PluginHost plugins, ApiServer server, Task tidying)
    {
        this.tidying = tidying;
        this.owner = owner;
        this.store = store;
        this.plugins = plugins;
        Server = server;
    }

    public ApiServer Server { get; }

    /// <summary>Takes over the lock: it is released with this, or at once if opening fails.</summary>
    public static async Task<OwnedStore> OpenAsync(HostPaths paths, StoreOwner owner, SessionOptions options, CancellationToken cancellationToken)
    {
        PluginHost? plugins = null;
        HostStore? store = null;
        try
        {
            // Neither another process of this user nor a dump of memory sees into the one with the keys.
            HostMemory.Close();

            var runtimes = new PluginRuntimes(options.Isolation, onFault: (plugin, cause) => PluginFaultTrail.Record(store, plugin, cause));

            // Plugins and store need nothing of each other; side by side they save a third of the start.
            Task<PluginHost> loading = Task.Run(() => PluginHost.Load(PluginsDirectory, logger: null, paths.MetadataDirectory, runtimes), cancellationToken);
            var opening = new StoreOpening { AllowSealed = true, StartSealed = options.StartSealed, AcceptLoss = options.AcceptLoss };
            store = await HostStore.OpenAsync(paths, TimeProvider.System, opening, cancellationToken);
            plugins = await loading;
            Task tidying = Task.Run(PluginRuntimes.RemoveLeftovers, CancellationToken.None);
            if (options.Sample)
            {
                await SampleData.SeedAsync(store, plugins.Catalog, cancellationToken);
            }

            ApiServer server = await ApiServer.StartAsync(
                new ApiOptions
                {
                    SocketPath = paths.SocketPath,
                    TokenPath = paths.TokenPath,
                    TcpPort = options.TcpPort,
                    Version = ProductVersion.Text,
                    Sample = options.Sample,
                    Browsable = options.Browsable,
                    Paths = paths,
                },
                store,
                plugins,
                cancellationToken);
            return new OwnedStore(owner, store, plugins, server, tidying);
        }
        catch
        {
            plugins?.Dispose();
            if (store is not null)
            {
                await store.DisposeAsync();
            }

            await owner.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where the build stages the plugins: beside the program.</summary>
    public static string PluginsDirectory => Path.Combine(AppContext.BaseDirectory, "plugins");

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        plugins.Dispose();
        await tidying;
        await store.DisposeAsync();
        await owner.DisposeAsync();
    }
}
