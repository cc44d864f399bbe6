using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>What depends on a plugin.</summary>
internal static class PluginUse
{
    /// <summary>Adds the accounts and ExecModules that lose their provider without it; of those that who is acting may not see, only how many.</summary>
    public static async Task<PluginDetail> AddAsync(HostStore store, IProviderCatalog catalog, PluginDetail detail, CancellationToken cancellationToken)
    {
        string[] providers = [.. (detail.Ask?.Providers ?? []).Select(provider => provider.Id).Where(id => catalog.Find(id) is not { } served || served.PluginId == detail.Plugin.Id)];
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        var accounts = await context.Accounts.AsNoTracking().Where(account => !account.Trashed && account.ProviderId != null && providers.Contains(account.ProviderId))
            .OrderBy(account => account.Name).Select(account => new { account.Id, account.Name }).ToListAsync(cancellationToken);
        HashSet<Guid>? readable = await store.Access.AllowedAsync(context, SecuredType.Account, Permission.Read, cancellationToken);

        var classes = await context.Modules.AsNoTracking().Where(module => !module.Trashed).Select(module => new { module.Id, module.Name, module.ClassName }).ToListAsync(cancellationToken);

        // While it does not serve, its own word tells which modules wait for it.
        HashSet<string> asked = [.. (detail.Ask?.Providers ?? []).SelectMany(provider => provider.Modules).SelectMany(name => new[] { name, ModuleNames.Simple(name) })];
        HashSet<string> known = [.. classes.Select(module => module.ClassName).Distinct().Where(name => catalog.MatchModule(name) is { } match ? match.Provider.PluginId == detail.Plugin.Id : asked.Contains(name))];
        var modules = classes.Where(module => known.Contains(module.ClassName)).ToList();
        HashSet<Guid>? readableModules = await store.Access.AllowedAsync(context, SecuredType.Module, Permission.Read, cancellationToken);

        (Guid Id, string Name)[] shown = [.. accounts.Where(account => readable is null || readable.Contains(account.Id)).Select(account => (account.Id, account.Name))];
        (Guid Id, string Name)[] shownModules = [.. modules.Where(module => readableModules is null || readableModules.Contains(module.Id)).Select(module => (module.Id, module.Name))];
        return detail with { Accounts = shown, Modules = shownModules, HiddenAccounts = accounts.Count - shown.Length, HiddenModules = modules.Count - shownModules.Length };
    }

    /// <summary>How many accounts stay on each version.</summary>
    public static async Task<Dictionary<string, int>> PinnedAsync(HostStore store, IProviderCatalog catalog, string[] providers, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        var pins = await context.Accounts.AsNoTracking().Where(account => account.PluginVersion != null && account.ProviderId != null && providers.Contains(account.ProviderId))
            .Select(account => new { account.ProviderId, account.PluginVersion }).ToListAsync(cancellationToken);
        return pins.Select(pin => catalog.Find(pin.ProviderId, pin.PluginVersion)?.PluginVersion).OfType<string>().GroupBy(version => version).ToDictionary(group => group.Key, group => group.Count());
    }
}
