using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Metadata.Services;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Coverage;

/// <summary>Tells which ExecModules can run.</summary>
/// <param name="store">The open store.</param>
/// <param name="catalog">The active providers.</param>
/// <param name="time">The clock.</param>
public sealed class CoverageService(HostStore store, IProviderCatalog catalog, TimeProvider time)
{
    /// <summary>Age from which on a verdict counts as stale: much can happen to a key in a week.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromDays(7);

    /// <summary>Coverage of every ExecModule that is not trashed.</summary>
    public async Task<Coverage> GetAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        Dictionary<Guid, AccountFacts> accounts = await AccountFacts.ReadAsync(context, Linked(context), cancellationToken);
        HashSet<Guid>? named = await store.Access.AllowedAsync(context, SecuredType.Account, Permission.Read, cancellationToken);
        IQueryable<ModuleRow> readable = await ReadableAsync(context, cancellationToken);
        var modules = await readable.OrderBy(row => row.WorkflowName).ThenBy(row => row.Name).ThenBy(row => row.Id)
            .Select(row => new { row.Id, row.Name, row.ClassName, row.WorkflowName, row.AccountId }).ToListAsync(cancellationToken);

        int notNeeded = 0;
        List<CoverageEntry> entries = [];
        foreach (var module in modules)
        {
            ModuleMatch? match = catalog.MatchModule(module.ClassName);
            if (IsNotNeeded(match, module.ClassName))
            {
                notNeeded++;
                continue;
            }

            AccountFacts? account = module.AccountId is { } id ? accounts.GetValueOrDefault(id) : null;
            CoverageFinding finding = Decide(match, module.AccountId is not null, account, now);
            entries.Add(new CoverageEntry(
                module.Id, module.Name, module.ClassName, module.WorkflowName ?? "", match?.Provider.Descriptor.Category ?? "Unknown", match?.Provider.Descriptor.Id,
                module.AccountId, account is not null && (named is null || named.Contains(account.Id)) ? account.Name : null, finding.State, finding.Reason, finding.MissingScopes));
        }

        return new Coverage(entries.Count, entries.Count(IsCovered), notNeeded, [.. Categories(entries)], entries);
    }

    /// <summary>Whether a module of this workflow is there to be read.</summary>
    internal async Task<bool> HasWorkflowAsync(string workflow, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        List<string?> names = await (await ReadableAsync(context, cancellationToken)).Select(row => row.WorkflowName).Distinct().ToListAsync(cancellationToken);
        return names.Contains(workflow, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The figures at the top of the console.</summary>
    public async Task<HeroCounts> GetHeroCountsAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        Dictionary<Guid, AccountFacts> accounts = await AccountFacts.ReadAsync(context, Linked(context), cancellationToken);

        // One class with one account has one finding, however many modules share it.
        HashSet<Guid>? named = await store.Access.AllowedAsync(context, SecuredType.Account, Permission.Read, cancellationToken);
        IQueryable<ModuleRow> readable = await ReadableAsync(context, cancellationToken);
        var groups = await readable.GroupBy(row => new { row.ClassName, row.AccountId })
            .Select(group => new { group.Key.ClassName, group.Key.AccountId, Count = group.Count() }).ToListAsync(cancellationToken);
        int modules = 0, linked = 0, covered = 0;
        foreach (var group in groups)
        {
            ModuleMatch? match = catalog.MatchModule(group.ClassName);
            if (IsNotNeeded(match, group.ClassName))
                continue;

            AccountFacts? account = group.AccountId is { } id ? accounts.GetValueOrDefault(id) : null;
            modules += group.Count;
            linked += group.AccountId is null ? 0 : group.Count;
            covered += Decide(match, group.AccountId is not null, account, now).State == CoverageState.Covered ? group.Count : 0;
        }

        IQueryable<AccountRow> shown = named is null ? context.Accounts : context.Accounts.Where(row => named.Contains(row.Id));
        AccountTally tally = named is null ? await AccountTally.ReadAsync(context, now, cancellationToken) : await AccountTally.CountAsync(context, shown, now, cancellationToken);

        // Begins with the values in a vault, which few are.
        IQueryable<Guid> referring = context.Secrets.Where(secret => secret.Reference != null).Select(secret => secret.AccountId);
        int vaultBacked = await shown.CountAsync(row => referring.Contains(row.Id) && !row.Trashed, cancellationToken);
        return new HeroCounts(
            tally.Accounts, tally.Ready, tally.Verified, tally.Insufficient, tally.Invalid, tally.Unverified, tally.Expiring, tally.Expired, vaultBacked, modules, linked, covered,
            tally.Flagged, tally.Stale);
    }

    /// <summary>Accounts that a module is linked to: the only ones that coverage depends on.</summary>
    private static IQueryable<AccountRow> Linked(HostDbContext context)
    {
        // Begins with the modules: there may be many more accounts.
        IQueryable<Guid> linked = context.Modules.Where(module => !module.Trashed && module.AccountId != null).Select(module => module.AccountId!.Value);
        return context.Accounts.Where(row => linked.Contains(row.Id));
    }

    private async Task<IQueryable<ModuleRow>> ReadableAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        IQueryable<ModuleRow> rows = context.Modules.AsNoTracking().Where(row => !row.Trashed);
        return await store.Access.AllowedAsync(context, SecuredType.Module, Permission.Read, cancellationToken) is { } allowed ? rows.Where(row => allowed.Contains(row.Id)) : rows;
    }

    /// <summary>With the version of the provider that the account is on.</summary>
    private CoverageFinding Decide(ModuleMatch? match, bool linked, AccountFacts? account, DateTimeOffset now)
    {
        if (match is null || account is null || account.ProviderId != match.Provider.Descriptor.Id)
            return CoverageRules.Decide(match, linked, account, now);

        CatalogProvider? provider = catalog.Find(account.ProviderId, account.PluginVersion);
        return provider is null ? new CoverageFinding(CoverageState.AccountInvalid, $"The account stays on {account.PluginVersion} of the plugin, and no such version serves.")
            : match.In(provider) is { } own ? CoverageRules.Decide(own, linked, account, now)
            : new CoverageFinding(CoverageState.NoPlugin, $"The account is on version {provider.PluginVersion} of the plugin, which has no such module.");
    }

    private static bool IsNotNeeded(ModuleMatch? match, string className) => match is null ? CredentialFree.Contains(className) : !match.Module.Descriptor.NeedsCredential;

    private static bool IsCovered(CoverageEntry entry) => entry.State == CoverageState.Covered;

    private static IEnumerable<CategoryCoverage> Categories(List<CoverageEntry> entries) => entries
        .GroupBy(entry => entry.Category)
        .Select(group => new CategoryCoverage(group.Key, group.Count(), group.Count(IsCovered)))
        .OrderBy(category => category.Category, StringComparer.Ordinal);
}
