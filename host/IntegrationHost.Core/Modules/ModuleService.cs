using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Modules;

/// <summary>The rules of ExecModules: kept as ThorAPI wrote them, linked, and run.</summary>
/// <param name="store">The open store.</param>
/// <param name="catalog">The active providers.</param>
/// <param name="accounts">Opens the credentials.</param>
/// <param name="channels">Opens the way to the provider.</param>
/// <param name="time">The clock.</param>
/// <param name="upstream">Links at the upstream what is linked here; without it there is no upstream.</param>
public sealed class ModuleService(HostStore store, IProviderCatalog catalog, AccountService accounts, IProviderChannelFactory channels, TimeProvider time, UpstreamSync? upstream = null)
{
    private static readonly JsonDocumentOptions ImportOptions = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    // Who links a module to an account has it used: that is for those who may use it, or change it.
    private const Permission Linking = Permission.Execute | Permission.Write;

    // Texts that a page is looked for in at once.
    private const int ReadAtOnce = 200;

    private readonly ModuleExecution execution = new(catalog, accounts, channels);

    /// <summary>ExecModules that who is acting may read, by name.</summary>
    public async Task<IReadOnlyList<StoredModule>> ListAsync(CancellationToken cancellationToken, bool includeTrashed = false)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<ModuleRow> readable = context.Modules.AsNoTracking().Where(row => includeTrashed || !row.Trashed);
        if (await store.Access.AllowedAsync(context, SecuredType.Module, Permission.Read, cancellationToken) is { } allowed)
            readable = readable.Where(row => allowed.Contains(row.Id));
        List<ModuleRow> rows = await readable
            .OrderBy(row => row.Name).ThenBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(ModuleRowWriter.ToModule)];
    }

    /// <summary>A page of the ExecModules that who is acting may read, by name. Only as many are read as are needed to fill it.</summary>
    /// <param name="includeTrashed">Whether soft-deleted ones are among them.</param>
    /// <param name="matches">What they must be like; <c>null</c> for anything.</param>
    /// <param name="skip">How many of those that match to pass over.</param>
    /// <param name="take">How many to give at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<StoredModule>> PageAsync(bool includeTrashed, Func<StoredModule, bool>? matches, int skip, int take, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        IQueryable<ModuleRow> readable = context.Modules.AsNoTracking().Where(row => includeTrashed || !row.Trashed);
        if (await store.Access.AllowedAsync(context, SecuredType.Module, Permission.Read, cancellationToken) is { } allowed)
            readable = readable.Where(row => allowed.Contains(row.Id));
        IQueryable<Guid> ordered = readable.OrderBy(row => row.Name).ThenBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.Id);
        if (matches is null)
            return await ReadAsync(context, await ordered.Skip(skip).Take(take).ToArrayAsync(cancellationToken), cancellationToken);

        // The ids alone are put in order; the texts, which may be long, are read bit by bit.
        List<StoredModule> found = [];
        foreach (Guid[] some in (await ordered.ToListAsync(cancellationToken)).Chunk(ReadAtOnce))
        {
            found.AddRange((await ReadAsync(context, some, cancellationToken)).Where(matches));
            if (found.Count - skip >= take)
                break;
        }

        return [.. found.Skip(skip).Take(take)];
    }

    /// <summary>One ExecModule, trashed or not; <c>null</c> if there is none.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not read it.</exception>
    public async Task<StoredModule?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Modules.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } row)
            return null;
        await store.Access.EnsureAsync(context, SecuredType.Module, id, Permission.Read, cancellationToken);
        return ModuleRowWriter.ToModule(row);
    }

    /// <summary>Makes an ExecModule (<paramref name="id"/> is <c>null</c>) or replaces it as a whole. <c>id</c> and the two dates in the text are the host's.</summary>
    /// <exception cref="ModuleValidationException">A property has a value that ThorAPI does not know.</exception>
    /// <exception cref="NotFoundException">There is no ExecModule with this id.</exception>
    public async Task<StoredModule> SaveAsync(Guid? id, JsonObject wire, CancellationToken cancellationToken)
    {
        JsonObject copy = Checked(wire);
        if (upstream is not null && id is { } copied && await upstream.Modules.IsThereAsync(copied, cancellationToken))
            return await RelinkAsync(copied, copy, cancellationToken);

        DateTimeOffset now = time.GetUtcNow();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        HostDbContext context = write.Context;
        ModuleRow row = id is { } known ? await GetAsync(context, known, Permission.Write, cancellationToken) : await NewAsync(context, now, cancellationToken);
        Guid? before = row.AccountId;
        ModuleRowWriter.Fill(row, copy, now);
        if (row.AccountId is { } account && account != before && await context.Accounts.AnyAsync(known => known.Id == account, cancellationToken))
            await store.Access.EnsureAsync(context, SecuredType.Account, account, Linking, cancellationToken);
        if (row.TaskId is { } task && await context.Entities.Where(entity => entity.Id == task).Select(entity => entity.ParentId).FirstOrDefaultAsync(cancellationToken) is { } workflow)
        {
            await context.SaveChangesAsync(cancellationToken);
            await EntityWriter.NameModulesAsync(context, workflow, cancellationToken);
        }

        write.Record(new AuditEvent(AuditActions.ModuleSave, "module", row.Id.ToString(), AuditResults.Ok, ("account", row.AccountId?.ToString() ?? "")));
        await write.CommitAsync(cancellationToken);
        return ModuleRowWriter.ToModule(row);
    }

    /// <summary>Deletes an ExecModule, softly if asked.</summary>
    /// <exception cref="NotFoundException">There is no such ExecModule.</exception>
    public async Task DeleteAsync(Guid id, bool trash, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        ModuleRow row = await GetAsync(write.Context, id, Permission.Delete, cancellationToken);
        await UpstreamModules.EnsureOwnAsync(write.Context, id, cancellationToken);
        if (trash)
            ModuleRowWriter.Trash(row, time.GetUtcNow());
        else
        {
            write.Context.Modules.Remove(row);
            await AccessControl.RemoveAsync(write.Context, SecuredType.Module, id, cancellationToken);
        }

        write.Record(new AuditEvent(AuditActions.ModuleDelete, "module", id.ToString(), AuditResults.Ok, ("trash", trash ? "yes" : "no")));
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Imports ExecModules: one, an array, or workflows with tasks and modules. Ids are kept, so that importing twice replaces.</summary>
    /// <exception cref="JsonException">It is no JSON, nested too deeply, or names a property twice.</exception>
    public async Task<ModuleImport> ImportAsync(Stream json, CancellationToken cancellationToken)
    {
        using JsonDocument document = await JsonDocument.ParseAsync(json, ImportOptions, cancellationToken);
        return await ImportAsync(document.RootElement, cancellationToken);
    }

    /// <summary>As the other, from JSON already parsed without duplicate properties.</summary>
    public async Task<ModuleImport> ImportAsync(JsonElement root, CancellationToken cancellationToken)
    {
        ModuleImportReader reader = new();
        reader.Read(root);
        DateTimeOffset now = time.GetUtcNow();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        HostDbContext context = write.Context;
        ImportRights rights = await ImportRights.ReadAsync(store, context, cancellationToken);
        List<string> problems = [.. reader.Problems];
        Dictionary<Guid, ModuleRow> known = await context.Modules.ToDictionaryAsync(row => row.Id, cancellationToken);
        HashSet<Guid> upstreams = [.. await context.UpstreamModules.Select(row => row.ModuleId).ToListAsync(cancellationToken)];
        int imported = 0, updated = 0;
        foreach (ImportedModule module in reader.Modules)
        {
            ModuleRow? row = module.Id is { } id ? known.GetValueOrDefault(id) : null;
            if (row is not null && upstreams.Contains(row.Id))
            {
                problems.Add($"{module.Place}: the module is the upstream's. Change it there, then run: integration-host upstream sync");
                continue;
            }

            if (rights.Problem(row, ModuleJson.ReadLink(module.Wire)) is { } problem)
            {
                problems.Add(problem);
                continue;
            }

            if (row is not null)
            {
                updated++;
            }
            else
            {
                imported++;
                context.Modules.Add(row = ModuleRowWriter.New(module.Id ?? Guid.NewGuid(), now));
                store.Access.AddOwner(context, SecuredType.Module, row.Id, now);
            }

            row.WorkflowName = module.Workflow ?? row.WorkflowName;
            ModuleRowWriter.Fill(row, module.Wire, now);
        }

        write.Record(new AuditEvent(
            AuditActions.ModuleImport, "module", "", AuditResults.Ok, ("imported", $"{imported}"), ("updated", $"{updated}"), ("problems", $"{problems.Count}")));
        await write.CommitAsync(cancellationToken);
        return new ModuleImport(imported, updated, problems);
    }

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
        await store.Access.EnsureAsync(context, SecuredType.Account, accountId, Linking, cancellationToken);
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
                CheckVersion(await GetAsync(asking, moduleId, Permission.Write, cancellationToken), expectedVersion);
            await upstream.Modules.UnlinkAsync(moduleId, cancellationToken);

            // What the server said meanwhile may be in the row already.
            expectedVersion = null;
        }

        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        ModuleRow row = await GetAsync(write.Context, moduleId, Permission.Write, cancellationToken);
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

    /// <summary>Runs an ExecModule with its linked account. What stands in the way is a result, not an exception.</summary>
    /// <param name="moduleId">The ExecModule.</param>
    /// <param name="inputJson">A JSON object of inputs; if it is blank or <c>{}</c>, the module's own <c>moduleData</c> is used.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="NotFoundException">There is no such ExecModule, or it is in the trash.</exception>
    public async Task<ModuleResult> ExecuteAsync(Guid moduleId, string inputJson, CancellationToken cancellationToken)
    {
        StoredModule module;
        await using (HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken))
        {
            ModuleRow row = await context.Modules.AsNoTracking().FirstOrDefaultAsync(row => row.Id == moduleId && !row.Trashed, cancellationToken)
                ?? throw new NotFoundException("ExecModule", moduleId.ToString());
            await store.Access.EnsureAsync(context, SecuredType.Module, moduleId, Permission.Execute, cancellationToken);
            module = ModuleRowWriter.ToModule(row);
        }

        AuditEvent use = new(AuditActions.ModuleExecute, "module", moduleId.ToString(), AuditResults.Intent, ("account", module.AccountId?.ToString() ?? ""));
        await store.Audit.IntendAsync(use, cancellationToken);
        ModuleResult? result = null;
        try
        {
            return result = await execution.RunAsync(module, inputJson, cancellationToken);
        }
        finally
        {
            await store.Audit.ConcludeAsync(use with { Result = result is { Succeeded: true } ? AuditResults.Ok : AuditResults.Failed });
        }
    }

    /// <summary>Modules in the order of their ids.</summary>
    private static async Task<IReadOnlyList<StoredModule>> ReadAsync(HostDbContext context, Guid[] ids, CancellationToken cancellationToken)
    {
        Dictionary<Guid, ModuleRow> rows = await context.Modules.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        return [.. ids.Select(rows.GetValueOrDefault).OfType<ModuleRow>().Select(ModuleRowWriter.ToModule)];
    }

    private async Task<ModuleRow> NewAsync(HostDbContext context, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await store.Access.EnsureCreateAsync(context, SecuredType.Module, cancellationToken);
        ModuleRow row = ModuleRowWriter.New(Guid.NewGuid(), now);
        context.Modules.Add(row);
        store.Access.AddOwner(context, SecuredType.Module, row.Id, now);
        return row;
    }

    /// <summary>A module of the upstream is saved whole by clients that only changed its link; that much is carried there.</summary>
    private async Task<StoredModule> RelinkAsync(Guid id, JsonObject wire, CancellationToken cancellationToken)
    {
        StoredModule stored = await FindAsync(id, cancellationToken) ?? throw new NotFoundException("ExecModule", id.ToString());
        if (!ModuleJson.IsSameButLink(ModuleJson.Parse(stored.Json), wire))
            throw UpstreamModules.NotOwn();
        Guid? wanted = ModuleJson.ReadLink(wire);
        if (wanted == stored.AccountId)
            return stored;
        if (wanted is not { } account)
            await UnlinkAsync(id, cancellationToken);
        else if ((await LinkAsync(account, [id], cancellationToken))[0].Problem is { } problem)
            throw new ConflictException(problem);
        return await FindAsync(id, cancellationToken) ?? throw new NotFoundException("ExecModule", id.ToString());
    }

    private static JsonObject Checked(JsonObject wire)
    {
        JsonObject copy;
        try
        {
            copy = ModuleJson.Copy(wire);
        }
        catch (JsonException)
        {
            throw new ModuleValidationException(new Dictionary<string, IReadOnlyList<string>> { ["module"] = ["A property stands twice in the module. Name each once."] });
        }

        return ModuleRules.Check(copy) is { Count: > 0 } errors ? throw new ModuleValidationException(errors) : copy;
    }

    private string? LinkProblem(string className, AccountRow account)
    {
        if (catalog.MatchModule(className) is not { } match)
            return "No active plugin knows the module's class, so it cannot be told whether the account fits.";
        return match.Provider.Descriptor.Id == account.ProviderId
            ? null
            : $"The module needs an account of {match.Provider.Descriptor.Name}; this one is of {account.ProviderId ?? "no known provider"}.";
    }

    private async Task<ModuleRow> GetAsync(HostDbContext context, Guid id, Permission required, CancellationToken cancellationToken)
    {
        ModuleRow row = await context.Modules.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw new NotFoundException("ExecModule", id.ToString());

        // The answer to a write shows the module.
        if (required == Permission.Write)
            await store.Access.EnsureAsync(context, SecuredType.Module, id, Permission.Read, cancellationToken);
        await store.Access.EnsureAsync(context, SecuredType.Module, id, required, cancellationToken);
        return row;
    }
}
