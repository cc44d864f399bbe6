using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>Loads a plugin and looks whether it is what was approved and whether it works, before anything depends on it.</summary>
internal static class PluginTrial
{
    private const int MostModules = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Loads and checks. The caller disposes the loaded plugin; if this throws, it is unloaded already.</summary>
    /// <param name="pluginId">Its id.</param>
    /// <param name="runtime">Where it runs.</param>
    /// <param name="mainAssembly">Full path in the host's own copy.</param>
    /// <param name="ask">What was shown or approved.</param>
    /// <exception cref="PluginFault">It does not load, asks for something else, or does not work.</exception>
    public static (ILoadedPlugin Loaded, StoredDescriptors Descriptors) Load(string pluginId, IPluginRuntime runtime, string mainAssembly, PluginAsk ask)
    {
        PluginStamp stamp = PluginStamp.Read(mainAssembly);
        stamp.CheckContract();
        ILoadedPlugin loaded = runtime.Load(mainAssembly, stamp);
        try
        {
            // A copy first: what is checked is data of the host's own, not what the plugin may say another time.
            StoredDescriptors descriptors = StoredDescriptors.Read(Copy(pluginId, loaded, out string hash), hash)!;
            CatalogProvider[] copies = [.. descriptors.Providers.Select(provider => new CatalogProvider(
                pluginId, provider.Provider, [.. provider.Modules.Select(module => new PulledModule(module))]))];
            foreach (CatalogProvider copy in copies)
                DescriptorCheck.Check(copy);
            // Who signed it is no word of the code's.
            if ((ask with { PublisherKey = null }).ChangesTo(PluginAsk.Of(copies)) is { Count: > 0 } differences)
            {
                string first = differences[0] is { Change: PluginDifference.Added } more ? $"it also has {more.Part} {more.What}" : $"it lacks {differences[0].Part} {differences[0].What}";
                throw new PluginFault(PluginStatus.Untrusted, $"Its code is not what its metadata says: {first} ({differences.Count} difference(s)). Its author must correct it.");
            }

            return (loaded, descriptors);
        }
        catch (Exception failure)
        {
            loaded.Dispose();
            throw failure as PluginFault ?? new PluginFault(PluginStatus.Malfunctioned, $"Its descriptor threw {failure.GetType().Name}. Correct the plugin's metadata or code.");
        }
    }

    /// <summary>Lets each module answer an empty input, with nothing to send through: it must end in a result, or in a request that is not made.</summary>
    /// <exception cref="PluginFault">A module breaks or does not end.</exception>
    public static async Task RunAsync(ILoadedPlugin loaded, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        foreach (IProviderModule module in loaded.Providers.SelectMany(provider => provider.Modules).Take(MostModules).ToArray())
        {
            if (!module.Descriptor.RunsHere)
                continue;
            try
            {
                ModuleResult result = await Task.Run(() => module.ExecuteAsync("{}", NothingSent.Instance, limit.Token), limit.Token).WaitAsync(limit.Token);
                if (Workers.WorkerEnd.IsBreak(result?.Error?.Code))
                    throw new PluginFault(PluginStatus.Malfunctioned, $"Its self-test failed. {result!.Error!.Message}");
            }
            catch (ChannelException)
            {
                // It made a request, as it should.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw Failed($"a module did not answer within {Patience.TotalSeconds} s");
            }
            catch (Exception failure) when (failure is not (PluginFault or OperationCanceledException))
            {
                throw Failed($"a module threw {failure.GetType().Name} where it should have refused an empty input");
            }
        }

        if (loaded.Fault is { } fault)
            throw new PluginFault(PluginStatus.Malfunctioned, fault);
    }

    private static byte[] Copy(string pluginId, ILoadedPlugin loaded, out string hash)
    {
        byte[] json = StoredDescriptors.Of(loaded.Providers.Select(entry => PluginHost.Describe(pluginId, entry))).ToJson();
        hash = StoredDescriptors.Hash(json);
        return json;
    }

    private static PluginFault Failed(string what) => new(PluginStatus.Malfunctioned, $"Its self-test failed: {what}. Its author can tell why.");

    private sealed class NothingSent : IProviderChannel
    {
        public static readonly NothingSent Instance = new();

        public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken) =>
            throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: this is the plugin's self-test.");
    }
}
