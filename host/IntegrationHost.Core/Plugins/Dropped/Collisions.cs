using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>What a dropped-in plugin must not take over: the ids, providers and modules of others. A plugin that came with the program comes first, switched off or not.</summary>
internal sealed class Collisions
{
    private readonly HashSet<string> builtIds;
    private readonly Dictionary<string, string> providers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> modules = new(StringComparer.OrdinalIgnoreCase);

    public Collisions(IEnumerable<string> builtIds, IReadOnlyList<CatalogProvider> built)
    {
        this.builtIds = [.. builtIds];
        foreach (CatalogProvider provider in built)
            Add(provider);
    }

    /// <summary>Keeps the providers of an approved plugin for it, also while it is switched off or out: nobody takes its accounts over meanwhile.</summary>
    public void Reserve(string id, PluginAsk ask)
    {
        foreach (AskedProvider provider in ask.Providers)
            providers.TryAdd(provider.Id, id);
    }

    /// <summary>Why a plugin of this id cannot be in beside the others; <c>null</c> if it can. Then it counts from now on.</summary>
    public string? TryAdd(string id, IReadOnlyList<CatalogProvider> offered)
    {
        if (ProblemOfId(id) is { } taken)
            return taken;
        foreach (CatalogProvider provider in offered)
        {
            if (providers.TryGetValue(provider.Descriptor.Id, out string? owner) && owner != id)
                return $"Plugin {owner} already provides {provider.Descriptor.Id}. Only one can: remove this one, or give its provider another id.";
            foreach (string name in NamesOf(provider))
            {
                if (modules.TryGetValue(name, out string? other))
                    return $"Plugin {other} already has a module called {name}. Only one can: remove this one, or rename its module.";
            }
        }

        foreach (CatalogProvider provider in offered)
            Add(provider);
        return null;
    }

    /// <summary>Why no dropped-in plugin can have an id; <c>null</c> if one can.</summary>
    public string? ProblemOfId(string id) =>
        builtIds.Contains(id) ? $"Plugin {id} came with the program, and a dropped-in one cannot take its place. Give it another id." : null;

    /// <summary>Why a plugin that asks for these providers cannot be in beside the others; <c>null</c> if it may. Nothing is counted.</summary>
    public string? ProblemOf(string id, PluginAsk? ask) => ProblemOfId(id) ?? ask?.Providers.Select(provider => providers.TryGetValue(provider.Id, out string? owner) && owner != id
        ? $"Plugin {owner} already provides {provider.Id}. Only one can: remove this one, or give its provider another id."
        : null).FirstOrDefault(problem => problem is not null);

    private void Add(CatalogProvider provider)
    {
        providers[provider.Descriptor.Id] = provider.PluginId;
        foreach (string name in NamesOf(provider))
            modules.TryAdd(name, provider.PluginId);
    }

    // What is only described may be taken up by a plugin that runs it.
    private static IEnumerable<string> NamesOf(CatalogProvider provider) =>
        provider.Modules.Where(module => module.Descriptor.RunsHere).SelectMany(module => ModuleNames.Of(module.Descriptor)).Distinct(StringComparer.OrdinalIgnoreCase);
}
