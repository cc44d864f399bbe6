using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Benchmarks;

/// <summary>500 dropped-in plugins: the catalogue ready from what is pinned, their code loaded at the first run, against loading all; and one plugin reloaded among them.</summary>
internal static class PluginPair
{
    private const int Plugins = 500;
    private const int Rounds = 7;
    private const int Reloads = 200;

    public static async Task RunAsync()
    {
        string root = Directory.CreateTempSubdirectory("ih-bench-").FullName;
        try
        {
            HostPaths paths = HostPaths.Resolve(Path.Combine(root, "data"), name => name is "XDG_CONFIG_HOME" or "XDG_RUNTIME_DIR" ? Path.Combine(root, "config") : null);
            await using HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, CancellationToken.None);
            for (int number = 0; number < Plugins; number++)
                Drop(paths.PluginsDirectory, number);
            await ApproveAllAsync(store);

            await StartAsync(store, loadAll: false);
            await StartAsync(store, loadAll: true);
            var pairs = new (double, double)[Rounds];
            for (int round = 0; round < Rounds; round++)
                pairs[round] = (await StartAsync(store, loadAll: true), await StartAsync(store, loadAll: false));
            Pair.Report($"Catalogue of {Plugins} plugins ready from pins, against loading all", pairs);
            await ReloadAsync(store);
        }
        finally
        {
            foreach (string folder in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories))
            {
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task ApproveAllAsync(HostStore store)
    {
        using PluginHost host = PluginHost.Over(new ProviderCatalog([]), [], PluginRuntimes.InThisProcess());
        await using DroppedPlugins plugins = new(store, host, TimeProvider.System);
        await plugins.LookAsync(DropLook.Thorough, CancellationToken.None);
        foreach (PluginState state in plugins.List())
            await plugins.ApproveAsync(state.Id, state.Digest!, beside: false, CancellationToken.None);
    }

    private static async Task<double> StartAsync(HostStore store, bool loadAll)
    {
        if (loadAll)
        {
            foreach (string kept in Directory.EnumerateFiles(store.Paths.PluginContentDirectory, "*.descriptors.json"))
                File.Delete(kept);
        }

        using PluginHost host = PluginHost.Over(new ProviderCatalog([]), [], PluginRuntimes.InThisProcess());
        await using DroppedPlugins plugins = new(store, host, TimeProvider.System);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long begin = Stopwatch.GetTimestamp();
        await plugins.StartAsync(CancellationToken.None);
        double time = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return host.Catalog.Providers.Count == Plugins ? time : throw new InvalidOperationException($"{host.Catalog.Providers.Count} providers serve.");
    }

    private static async Task ReloadAsync(HostStore store)
    {
        using PluginHost host = PluginHost.Over(new ProviderCatalog([]), [], PluginRuntimes.InThisProcess());
        await using DroppedPlugins plugins = new(store, host, TimeProvider.System);
        await plugins.StartAsync(CancellationToken.None);
        string folder = Path.Combine(store.Paths.PluginContentDirectory, plugins.List().Single(state => state.Id == "p00000").Digest!);
        string assembly = Path.Combine(folder, "P00000.dll");
        IPluginRuntime runtime = PluginRuntimes.InThisProcess().For("dropped");
        double[] times = new double[Reloads];
        var pairs = new (double, double)[Reloads];
        for (int number = 0; number < Reloads; number++)
        {
            long load = Stopwatch.GetTimestamp();
            using (ILoadedPlugin loaded = runtime.Load(assembly, PluginStamp.Read(assembly)))
                _ = loaded.Providers[0].Modules.Count;
            double loading = Stopwatch.GetElapsedTime(load).TotalMilliseconds;
            long begin = Stopwatch.GetTimestamp();
            await plugins.ReloadAsync("p00000", CancellationToken.None);
            times[number] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            pairs[number] = (loading, times[number]);
        }

        Pair.Report($"Reload of one of {Plugins} plugins, against its load alone", pairs);
        Array.Sort(times);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Reload of one of {Plugins} plugins, {Reloads} times: p50 {times[Reloads / 2]:F0} ms, p99 {times[Reloads * 99 / 100]:F0} ms"));
    }

    /// <summary>The test plugin under another name: texts of the same length take the place of its own, in names, texts and metadata alike.</summary>
    private static void Drop(string directory, int number)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"p{number:D5}");
        string name = id.ToUpperInvariant();
        string built = typeof(PluginPair).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "DropIn").Value!;
        byte[] bytes = File.ReadAllBytes(built);
        foreach ((string old, string text) in new[] { ("dropin", id), ("DropIn", name) })
        {
            Replace(bytes, Encoding.UTF8.GetBytes(old), Encoding.UTF8.GetBytes(text));
            Replace(bytes, Encoding.Unicode.GetBytes(old), Encoding.Unicode.GetBytes(text));
        }

        string folder = Path.Combine(directory, id);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name + ".dll"), bytes);
    }

    private static void Replace(byte[] bytes, byte[] old, byte[] text)
    {
        for (int at = 0; bytes.AsSpan(at).IndexOf(old) is var found && found >= 0; at += found + old.Length)
            text.CopyTo(bytes, at + found);
    }
}
