using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IntegrationHost.Core.Modules;

/// <summary>The rules of ExecModules: kept as ThorAPI wrote them, linked, and run.</summary>
/// <param name="store">The open store.</param>
/// <param name="catalog">The active providers.</param>
/// <param name="accounts">Opens the credentials.</param>
/// <param name="channels">Opens the way to the provider.</param>
/// <param name="time">The clock.</param>
public sealed class ModuleService(HostStore store, IProviderCatalog catalog, AccountService accounts, IProviderChannelFactory channels, TimeProvider time)
{
    private static readonly JsonDocumentOptions ImportOptions = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private readonly ModuleExecution execution = new(catalog, accounts, channels);

    /// <summary>ExecModules by name.</summary>
    public async Task<IReadOnlyList<StoredModule>> ListAsync(CancellationToken cancellationToken, bool includeTrashed = false)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        List<ModuleRow> rows = await context.Modules.AsNoTracking().Where(row => includeTrashed || !row.Trashed)
            .OrderBy(row => row.Name).ThenBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(ModuleRowWriter.ToModule)];
    }

    /// <summary>One ExecModule, trashed or not; <c>null</c> if there is none.</summary>
    public async Task<StoredModule?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return await context.Modules.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row ? ModuleRowWriter.ToModule(row) : null;
    }

    /// <summary>Makes an ExecModule (<paramref name="id"/> is <c>null</c>) or replaces it as a whole. <c>id</c> and the two dates in the text are the host's.</summary>
    /// <exception cref="ModuleValidationException">A property has a value that ThorAPI does not know.</exception>
    /// <exception cref="NotFoundException">There is no ExecModule with this id.</exception>
    public async Task<StoredModule> SaveAsync(Guid? id, JsonObject wire, CancellationToken cancellationToken)
    {
        JsonObject copy = Checked(wire);
        DateTimeOffset now = time.GetUtcNow();
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        ModuleRow row;
        if (id is { } known)
            row = await GetAsync(context, known, cancellationToken);
        else
            context.Modules.Add(row = ModuleRowWriter.New(Guid.NewGuid(), now));
        ModuleRowWriter.Fill(row, copy, now);
        await context.SaveChangesAsync(cancellationToken);
        if (row.TaskId is { } task && await context.Entities.Where(entity => entity.Id == task).Select(entity => entity.ParentId).FirstOrDefaultAsync(cancellationToken) is { } workflow)
            await EntityWriter.NameModulesAsync(context, workflow, cancellationToken);
        return ModuleRowWriter.ToModule(row);
    }

    /// <summary>Deletes an ExecModule, softly if asked.</summary>
    /// <exception cref="NotFoundException">There is no such ExecModule.</exception>
    public async Task DeleteAsync(Guid id, bool trash, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        ModuleRow row = await GetAsync(context, id, cancellationToken);
        if (trash)
            ModuleRowWriter.Trash(row, time.GetUtcNow());
        else
            context.Modules.Remove(row);

        await context.SaveChangesAsync(cancellationToken);
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
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        Dictionary<Guid, ModuleRow> known = await context.Modules.ToDictionaryAsync(row => row.Id, cancellationToken);
        int updated = 0;
        foreach (ImportedModule module in reader.Modules)
        {
            if (module.Id is { } id && known.TryGetValue(id, out ModuleRow? row))
                updated++;
            else
                context.Modules.Add(row = ModuleRowWriter.New(module.Id ?? Guid.NewGuid(), now));
            row.WorkflowName = module.Workflow ?? row.WorkflowName;
            ModuleRowWriter.Fill(row, module.Wire, now);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ModuleImport(reader.Modules.Count - updated, updated, reader.Problems);
    }

    /// <summary>Links ExecModules to an account, each for itself: one that cannot be linked does not stop the others.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">The account is in the trash.</exception>
    public async Task<IReadOnlyList<ModuleLink>> LinkAsync(Guid accountId, IReadOnlyList<Guid> moduleIds, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        AccountRow account = await context.Accounts.AsNoTracking().FirstOrDefaultAsync(row => row.Id == accountId, cancellationToken)
            ?? throw new NotFoundException("account", accountId.ToString());
        if (account.Trashed)
            throw new ConflictException("The account is in the trash. Restore it first.");

        Dictionary<Guid, ModuleRow> rows = await context.Modules.Where(row => moduleIds.Contains(row.Id) && !row.Trashed).ToDictionaryAsync(row => row.Id, cancellationToken);
        List<ModuleLink> links = [];
        foreach (Guid moduleId in moduleIds.Distinct())
        {
            ModuleRow? row = rows.GetValueOrDefault(moduleId);
            string? problem = row is null ? "There is no ExecModule with this id." : LinkProblem(row.ClassName, account);
            if (problem is null)
                ModuleLinks.Set(row!, accountId, time.GetUtcNow());
            links.Add(new ModuleLink(moduleId, problem is null, problem));
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return links;
    }

    /// <summary>Removes the link of an ExecModule, wherever it stands.</summary>
    /// <exception cref="NotFoundException">There is no such ExecModule.</exception>
    public async Task UnlinkAsync(Guid moduleId, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        ModuleLinks.Remove(await GetAsync(context, moduleId, cancellationToken), time.GetUtcNow());
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Runs an ExecModule with its linked account. What stands in the way is a result, not an exception.</summary>
    /// <param name="moduleId">The ExecModule.</param>
    /// <param name="inputJson">A JSON object of inputs; if it is blank or <c>{}</c>, the module's own <c>moduleData</c> is used.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="NotFoundException">There is no such ExecModule, or it is in the trash.</exception>
    public async Task<ModuleResult> ExecuteAsync(Guid moduleId, string inputJson, CancellationToken cancellationToken)
    {
        StoredModule? module = await FindAsync(moduleId, cancellationToken);
        return module is null or { Trashed: true }
            ? throw new NotFoundException("ExecModule", moduleId.ToString())
            : await execution.RunAsync(module, inputJson, cancellationToken);
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

    private static async Task<ModuleRow> GetAsync(HostDbContext context, Guid id, CancellationToken cancellationToken) =>
        await context.Modules.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw new NotFoundException("ExecModule", id.ToString());
}
