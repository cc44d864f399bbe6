using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>The versions that serve, by digest, and those that were replaced and still have runs to end.</summary>
internal sealed class LoadedPlugins(ContentStore contents, PluginRuntimes runtimes, IProviderCatalog catalog, TimeProvider time)
{
    /// <summary>Tier of plugins that nobody vouches for.</summary>
    public const string Tier = "dropped";

    // Longer than any request may take: what runs longer has been given up by its caller.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly Dictionary<string, PluginVersion> serving = new(StringComparer.Ordinal);
    private readonly HashSet<PluginVersion> ending = [];
    private readonly Lock turn = new();

    /// <summary>Digests whose files are in use, also by runs that began before a replacement.</summary>
    public IReadOnlySet<string> InUse
    {
        get
        {
            lock (turn)
                return serving.Keys.Concat(ending.Select(version => version.Digest)).ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Versions that were replaced and are not unloaded yet.</summary>
    public int Ending
    {
        get
        {
            lock (turn)
                return ending.Count;
        }
    }

    public PluginVersion? Find(string digest)
    {
        lock (turn)
            return serving.GetValueOrDefault(digest);
    }

    /// <summary>The version of an approval, from its kept descriptors, so that its code is loaded at the first run only; loaded at once if they are gone.</summary>
    /// <exception cref="PluginFault">It cannot be loaded as it was approved.</exception>
    public PluginVersion Open(ApprovedPlugin approved)
    {
        if (Find(approved.Content.Digest) is { } known)
            return known;
        if (StoredDescriptors.Read(contents.ReadDescriptors(approved.Content.Digest), approved.Descriptors) is { } descriptors)
            return Keep(Make(approved, descriptors, null));

        (ILoadedPlugin loaded, StoredDescriptors fresh) = Load(approved);
        contents.WriteDescriptors(approved.Content.Digest, fresh.ToJson());
        return Keep(Make(approved, fresh, loaded));
    }

    /// <summary>Loads a version beside what serves and tries it.</summary>
    /// <exception cref="PluginFault">It is not what was shown, or does not work; what serves goes on serving.</exception>
    public async Task<(ILoadedPlugin Loaded, StoredDescriptors Descriptors)> TryAsync(ApprovedPlugin approved, CancellationToken cancellationToken)
    {
        (ILoadedPlugin loaded, StoredDescriptors descriptors) = await Task.Run(() => Load(approved), cancellationToken);
        try
        {
            await PluginTrial.RunAsync(loaded, cancellationToken);
            return (loaded, descriptors);
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>A version that was tried; it does not serve yet.</summary>
    public PluginVersion Make(ApprovedPlugin approved, StoredDescriptors descriptors, ILoadedPlugin? loaded) =>
        new(approved.PluginId, approved.Version, approved.Content.Digest, descriptors, () => Load(approved).Loaded, loaded);

    /// <summary>Has a version serve.</summary>
    /// <returns>The one with the same bytes before it, to be retired once the catalogue does not offer it any more; <c>null</c> if there was none.</returns>
    public PluginVersion? Exchange(PluginVersion version)
    {
        lock (turn)
        {
            PluginVersion? before = serving.GetValueOrDefault(version.Digest);
            serving[version.Digest] = version;
            return before;
        }
    }

    /// <summary>Retires all versions but these.</summary>
    public void KeepOnly(IReadOnlySet<string> digests)
    {
        PluginVersion[] old;
        lock (turn)
            old = [.. serving.Values.Where(version => !digests.Contains(version.Digest))];
        foreach (PluginVersion version in old)
        {
            lock (turn)
                serving.Remove(version.Digest);
            Retire(version);
        }
    }

    /// <summary>Unloads a version when its last run has ended.</summary>
    public void Retire(PluginVersion version)
    {
        lock (turn)
            ending.Add(version);
        version.Successor = Successor;
        version.Closed = () =>
        {
            lock (turn)
                ending.Remove(version);
        };
        version.Retire(Patience, time);
    }

    private IProviderModule? Successor(string providerId, string moduleClass) =>
        catalog.Find(providerId)?.Modules.FirstOrDefault(module => module.Descriptor.ModuleClass == moduleClass);

    private (ILoadedPlugin Loaded, StoredDescriptors Descriptors) Load(ApprovedPlugin approved)
    {
        // The bytes that were hashed lie in a folder of the host's own and are looked at once more, right before they are loaded.
        contents.Check(approved.Content);
        return PluginTrial.Load(approved.PluginId, runtimes.For(Tier), Path.Combine(contents.FolderOf(approved.Content.Digest), approved.MainAssembly), approved.Ask);
    }

    private PluginVersion Keep(PluginVersion version)
    {
        Exchange(version);
        return version;
    }
}
