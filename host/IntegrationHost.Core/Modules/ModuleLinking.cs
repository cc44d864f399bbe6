using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Modules;

/// <summary>Links ExecModules to accounts, here and at the upstream, and takes links away.</summary>
internal sealed class ModuleLinking(HostStore store, IProviderCatalog catalog, TimeProvider time, UpstreamSync? upstream)
{
    /// <summary>Links ExecModules to an account, each for itself: one that cannot be linked does not stop the others.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">The account is in the trash.</exception>
    public async Task<IReadOnlyList<ModuleLink>> LinkAsync(Guid accountId, IReadOnlyList<Guid> moduleIds, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<Guid, string> failed = new Dictionary<Guid, string>();
        if (upstream is not null)
        {
            await using HostDbContext asking = await store.Contexts.CreateDbContextAsync(cancellationToken);
            Dictionary<Guid, ModuleRow> fitting = await FittingAsync(asking, accountId, moduleIds, [], cancellationToken);
            failed = await upstream.Modules.LinkAsync(accountId, fitting.Keys, cancellationToken);
        }

        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        List<ModuleLink> problems = [];
        Dictionary<Guid, ModuleRow> rows = await FittingAsync(write.Context, accountId, moduleIds, problems, cancellationToken);
        List<ModuleLink> links = [];
        foreach (Guid moduleId in moduleIds.Distinct())
        {
            string? problem = problems.Find(link => link.ModuleId == moduleId)?.Problem ?? failed.GetValueOrDefault(moduleId);
            if (problem is null)
            {
                ModuleLinks.Set(rows[moduleId], accountId, time.GetUtcNow());
                write.Record(new AuditEvent(AuditActions.ModuleLink, "module", moduleId.ToString(), AuditResults.Ok, ("account", accountId.ToString())));
            }

            links.Add(new ModuleLink(moduleId, problem is null, problem));
        }

        await write.CommitAsync(cancellationToken);
        return links;
    }

    /// <summary>The modules that may be linked to an account.</summary>
    /// <param name="context">The database.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="moduleIds">The modules in question.</param>
    /// <param name="problems">Takes why the others may not.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    private async Task<Dictionary<Guid, ModuleRow>> FittingAsync(
        HostDbContext context, Guid accountId, IReadOnlyList<Guid> moduleIds, List<ModuleLink> problems, CancellationToken cancellationToken)
    {
        AccountRow account = await context.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == accountId, cancellationToken)
            ?? throw new NotFoundException("account", accountId.ToString());
        await store.Access.EnsureAsync(context, SecuredType.Account, accountId, ModuleRights.Linking, cancellationToken);
        HashSet<Guid>? writable = await store.Access.AllowedAsync(context, SecuredType.Module, Permission.Write, cancellationToken);
        if (account.Trashed)
            throw new ConflictException("The account is in the trash. Restore it first.");

        Dictionary<Guid, ModuleRow> rows = await context.Modules.Where(row => moduleIds.Contains(row.Id) && !row.Trashed).ToDictionaryAsync(row => row.Id, cancellationToken);
        foreach (Guid moduleId in moduleIds.Distinct())
        {
            ModuleRow? row = writable is null || writable.Contains(moduleId) ? rows.GetValueOrDefault(moduleId) : null;
            if ((row is null ? "There is no ExecModule with this id." : LinkProblem(row.ClassName, account)) is not { } problem)
                continue;
            problems.Add(new ModuleLink(moduleId, false, problem));
            rows.Remove(moduleId);
        }

        return rows;
    }

    /// <summary>Removes the link of an ExecModule, wherever it stands.</summary>
    /// <param name="moduleId">The ExecModule.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="expectedVersion">Its <see cref="StoredModule.Version"/> as it was read; <c>null</c> for any.</param>
    /// <exception cref="NotFoundException">There is no such ExecModule.</exception>
    /// <exception cref="VersionException">It is not of the expected version any more.</exception>
    public async Task UnlinkAsync(Guid moduleId, CancellationToken cancellationToken, long? expectedVersion = null)
    {
        if (upstream is not null)
        {
            await using (HostDbContext asking = await store.Contexts.CreateDbContextAsync(cancellationToken))
                CheckVersion(await ModuleRights.GetAsync(store, asking, moduleId, Permission.Write, cancellationToken), expectedVersion);
            await upstream.Modules.UnlinkAsync(moduleId, cancellationToken);

            // What the server said meanwhile may be in the row already.
            expectedVersion = null;
        }

        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        ModuleRow row = await ModuleRights.GetAsync(store, write.Context, moduleId, Permission.Write, cancellationToken);
        CheckVersion(row, expectedVersion);
        write.Record(new AuditEvent(AuditActions.ModuleUnlink, "module", moduleId.ToString(), AuditResults.Ok, ("account", row.AccountId?.ToString() ?? "")));
        ModuleLinks.Remove(row, time.GetUtcNow());
        await write.CommitAsync(cancellationToken);
    }

    private static void CheckVersion(ModuleRow row, long? expected)
    {
        if (expected is { } version && version != ModuleRowWriter.ToModule(row).Version)
            throw new VersionException("The ExecModule was changed meanwhile. Read it again, then repeat the change with its new ETag.");
    }

    private string? LinkProblem(string className, AccountRow account)
    {
        if (catalog.MatchModule(className) is not { } match)
            return "No active plugin knows the module's class, so it cannot be told whether the account fits.";
        return match.Provider.Descriptor.Id == account.ProviderId
            ? null
            : $"The module needs an account of {match.Provider.Descriptor.Name}; this one is of {account.ProviderId ?? "no known provider"}.";
    }
}
