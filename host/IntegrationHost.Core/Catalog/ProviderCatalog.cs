namespace IntegrationHost.Core.Catalog;

/// <summary>An unchanging catalogue, indexed once.</summary>
public sealed class ProviderCatalog : IProviderCatalog
{
    private readonly Dictionary<string, CatalogProvider> byId;
    private readonly ILookup<string, ModuleMatch> byName;
    private readonly ILookup<string, ModuleMatch> besideByName;
    private readonly ILookup<string, CatalogProvider> beside;

    /// <summary>A catalogue of these providers.</summary>
    /// <param name="providers">Providers with distinct ids.</param>
    /// <param name="beside">Older versions of some of them, for accounts that stay on one; default: none.</param>
    public ProviderCatalog(IEnumerable<CatalogProvider> providers, IEnumerable<CatalogProvider>? beside = null)
    {
        this.beside = (beside ?? []).ToLookup(provider => provider.Descriptor.Id, StringComparer.Ordinal);
        Providers = [.. providers.OrderBy(provider => provider.Descriptor.Name, StringComparer.OrdinalIgnoreCase)];
        byId = Providers.ToDictionary(provider => provider.Descriptor.Id, StringComparer.Ordinal);
        byName = Names(Providers);
        besideByName = Names(this.beside.SelectMany(group => group).OrderByDescending(provider => provider.PluginVersion, Comparer<string>.Create(VersionRange.Compare)).ToArray());
    }

    /// <inheritdoc/>
    public IReadOnlyList<CatalogProvider> Providers { get; }

    /// <inheritdoc/>
    public CatalogProvider? Find(string? providerId) => providerId is not null && byId.TryGetValue(providerId, out CatalogProvider? provider) ? provider : null;

    /// <inheritdoc/>
    public CatalogProvider? Find(string? providerId, string? versions)
    {
        CatalogProvider? current = Find(providerId);
        if (versions is null || providerId is null)
            return current;
        return beside[providerId].Append(current).OfType<CatalogProvider>().Where(provider => VersionRange.Holds(versions, provider.PluginVersion))
            .MaxBy(provider => provider.PluginVersion, Comparer<string>.Create(VersionRange.Compare));
    }

    /// <inheritdoc/>
    public ModuleMatch? MatchModule(string? className)
    {
        if (string.IsNullOrWhiteSpace(className))
        {
            return null;
        }

        string name = className.Trim();
        string simple = ModuleNames.Simple(name);
        // The closest name that anyone has decides. If several have it, a looser one must not pick a third.
        string[] names = [name, simple, ModuleNames.WithoutSuffix(simple)];
        if (names.FirstOrDefault(byName.Contains) is { } known)
            return Only(known);

        // A module that only an older version has, which accounts stay on.
        return names.FirstOrDefault(besideByName.Contains) is { } older ? besideByName[older].First() : null;
    }

    /// <inheritdoc/>
    public CatalogProvider? GuessByAccountName(string? accountName)
    {
        HashSet<string> words = [.. (accountName ?? "").Split([' ', '_', '-', '.', '/', ':'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToUpperInvariant())];
        CatalogProvider[] named = [.. Providers.Where(provider => Speaks(words, provider))];
        return named.Length == 1 ? named[0] : null;
    }

    private static ILookup<string, ModuleMatch> Names(IReadOnlyList<CatalogProvider> providers) => providers
        .SelectMany(provider => provider.Modules.SelectMany(module => ModuleNames.Of(module.Descriptor).Select(name => (Name: name, Match: new ModuleMatch(provider, module)))))
        .ToLookup(entry => entry.Name, entry => entry.Match, StringComparer.OrdinalIgnoreCase);

    private static bool Speaks(HashSet<string> words, CatalogProvider provider) =>
        Words(provider.Descriptor.Id).All(words.Contains) || Words(provider.Descriptor.Name).All(words.Contains)
        || words.Contains(string.Concat(Words(provider.Descriptor.Name)));

    private static string[] Words(string text) => text.ToUpperInvariant().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The module of that name, if all who have it are one and the same. One that runs here comes before one that is only described.</summary>
    private ModuleMatch? Only(string name)
    {
        ModuleMatch[] matches = [.. byName[name].DistinctBy(match => match.Module)];
        ModuleMatch[] running = [.. matches.Where(match => match.Module.Descriptor.RunsHere)];
        ModuleMatch[] left = running.Length > 0 ? running : matches;
        return left.Length == 1 ? left[0] : null;
    }
}
