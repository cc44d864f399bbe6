using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Catalog;

/// <summary>Templates: found, counted, and filled in from what is stored already.</summary>
/// <param name="store">The open store.</param>
/// <param name="catalog">The active providers.</param>
public sealed class TemplateService(HostStore store, IProviderCatalog catalog)
{
    private readonly IReadOnlyList<(CatalogProvider Provider, string Name, string Text)> index = [.. catalog.Providers
        .Where(provider => provider.Descriptor.CredentialKinds.Count > 0)
        .Select(provider => (provider, provider.Descriptor.Name.ToUpperInvariant(), TextOf(provider).ToUpperInvariant()))];

    /// <summary>A page of templates: those whose name begins with the search first, then by name.</summary>
    public async Task<TemplateSelection> FindAsync(TemplateQuery query, CancellationToken cancellationToken)
    {
        string[] words = (query.Search ?? "").ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<(CatalogProvider Provider, string Name, string Text)> found = [.. index.Where(entry => words.All(word => entry.Text.Contains(word, StringComparison.Ordinal)))];
        KeyValuePair<string, int>[] categories = [.. found.GroupBy(entry => entry.Provider.Descriptor.Category, StringComparer.OrdinalIgnoreCase)
            .Select(group => KeyValuePair.Create(group.Key, group.Count())).OrderBy(category => category.Key, StringComparer.OrdinalIgnoreCase)];
        CatalogProvider[] chosen = [.. found
            .Where(entry => query.Category is null || entry.Provider.Descriptor.Category.Equals(query.Category, StringComparison.OrdinalIgnoreCase))
            .OrderBy(entry => words.Length > 0 && !entry.Name.StartsWith(words[0], StringComparison.Ordinal)).Select(entry => entry.Provider)];
        CatalogProvider[] page = [.. chosen.Skip((int)Math.Min((long)query.Page * query.Size, int.MaxValue)).Take(query.Size)];
        return new TemplateSelection(chosen.Length, categories, await CountAsync(page, cancellationToken));
    }

    /// <summary>The providers that fit a module in a workflow, the best first.</summary>
    public IReadOnlyList<TemplateFit> Match(string? moduleName, string? className, string? moduleType) => TemplateMatcher.Find(catalog, moduleName, className, moduleType);

    /// <summary>Templates of these providers with their counts, in the same order.</summary>
    public async Task<IReadOnlyList<Template>> CountAsync(IReadOnlyList<CatalogProvider> providers, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        string[] ids = [.. providers.Select(provider => provider.Descriptor.Id)];
        Dictionary<string, int> accounts = await (await AccountsAsync(context, cancellationToken)).Where(row => row.ProviderId != null && ids.Contains(row.ProviderId))
            .GroupBy(row => row.ProviderId!).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var classes = await (await ModulesAsync(context, cancellationToken)).Where(row => row.AccountId == null)
            .GroupBy(row => row.ClassName).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        ILookup<string, int> waiting = classes.Select(group => (Match: catalog.MatchModule(group.Key), group.Count)).Where(group => group.Match is { Module.Descriptor.NeedsCredential: true })
            .ToLookup(group => group.Match!.Provider.Descriptor.Id, group => group.Count);
        return [.. providers.Select(provider => new Template(provider, accounts.GetValueOrDefault(provider.Descriptor.Id), waiting[provider.Descriptor.Id].Sum()))];
    }

    /// <summary>Values, by field key, that every readable account of a provider has alike, and the environment if it is the same everywhere. Never a secret.</summary>
    public async Task<(IReadOnlyDictionary<string, string> Values, string Environment, IReadOnlyList<string> Names)> CommonAsync(CatalogProvider provider, CancellationToken cancellationToken)
    {
        string id = provider.Descriptor.Id;
        HashSet<string> open = [.. provider.Descriptor.CredentialKinds.SelectMany(kind => kind.Fields).Where(field => !field.Secret).Select(field => field.Key)];
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<AccountRow> readable = (await AccountsAsync(context, cancellationToken)).Where(row => row.ProviderId == id);
        var accounts = await readable.Select(row => new { row.Name, row.Environment }).ToListAsync(cancellationToken);
        var values = await context.Fields.Where(field => readable.Any(row => row.Id == field.AccountId))
            .Select(field => new { field.FieldKey, field.Value }).Distinct().ToListAsync(cancellationToken);
        Dictionary<string, string> common = values.GroupBy(value => value.FieldKey).Where(group => open.Contains(group.Key) && group.Count() == 1).ToDictionary(group => group.Key, group => group.Single().Value);
        string[] environments = [.. accounts.Select(account => account.Environment).Distinct()];
        return (common, environments.Length == 1 ? environments[0] : "", [.. accounts.Select(account => account.Name)]);
    }

    private async Task<IQueryable<AccountRow>> AccountsAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        HashSet<Guid>? allowed = await store.Access.AllowedAsync(context, SecuredType.Account, Permission.Read, cancellationToken);
        IQueryable<AccountRow> rows = context.Accounts.Where(row => !row.Trashed);
        return allowed is null ? rows : rows.Where(row => allowed.Contains(row.Id));
    }

    private async Task<IQueryable<ModuleRow>> ModulesAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        HashSet<Guid>? allowed = await store.Access.AllowedAsync(context, SecuredType.Module, Permission.Read, cancellationToken);
        IQueryable<ModuleRow> rows = context.Modules.Where(row => !row.Trashed);
        return allowed is null ? rows : rows.Where(row => allowed.Contains(row.Id));
    }

    private static string TextOf(CatalogProvider provider) => string.Join(' ', provider.Modules
        .SelectMany(module => module.Descriptor.Tags.Append(module.Descriptor.Name).Append(module.Descriptor.ModuleClass).Append(module.Descriptor.ModuleType))
        .Append(provider.Descriptor.Id).Append(provider.Descriptor.Name).Append(provider.Descriptor.Category).Append(provider.Descriptor.Description));
}
