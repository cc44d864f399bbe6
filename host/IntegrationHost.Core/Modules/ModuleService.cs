using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Modules;

/// <summary>The rules of ExecModules: kept as ThorAPI wrote them, linked, and run.</summary>
public sealed class ModuleService
{
    private readonly HostStore store;
    private readonly ModuleExecution execution;
    private readonly StoredModules stored;
    private readonly ModuleLinking linking;
    private readonly ModuleWriter writer;
    private readonly ModuleImporter importer;

    /// <summary>The ExecModules of a store.</summary>
    /// <param name="store">The open store.</param>
    /// <param name="catalog">The active providers.</param>
    /// <param name="accounts">Opens the credentials.</param>
    /// <param name="channels">Opens the way to the provider.</param>
    /// <param name="time">The clock.</param>
    /// <param name="upstream">Links at the upstream what is linked here; without it there is no upstream.</param>
    public ModuleService(HostStore store, IProviderCatalog catalog, AccountService accounts, IProviderChannelFactory channels, TimeProvider time, UpstreamSync? upstream = null)
    {
        this.store = store;
        execution = new ModuleExecution(catalog, accounts, channels);
        stored = new StoredModules(store);
        linking = new ModuleLinking(store, catalog, time, upstream);
        writer = new ModuleWriter(store, time, stored, linking, upstream);
        importer = new ModuleImporter(store, time);
    }

    /// <summary>ExecModules that who is acting may read, by name.</summary>
    public Task<IReadOnlyList<StoredModule>> ListAsync(CancellationToken cancellationToken, bool includeTrashed = false) =>
        stored.ListAsync(cancellationToken, includeTrashed);

    /// <summary>A page of the ExecModules that who is acting may read, by name. Only as many are read as are needed to fill it.</summary>
    /// <param name="includeTrashed">Whether soft-deleted ones are among them.</param>
    /// <param name="matches">What they must be like; <c>null</c> for anything.</param>
    /// <param name="skip">How many of those that match to pass over.</param>
    /// <param name="take">How many to give at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<StoredModule>> PageAsync(bool includeTrashed, Func<StoredModule, bool>? matches, int skip, int take, CancellationToken cancellationToken) =>
        stored.PageAsync(includeTrashed, matches, skip, take, cancellationToken);

    /// <summary>One ExecModule, trashed or not; <c>null</c> if there is none.</summary>
    /// <exception cref="AccessDeniedException">Who is acting may not read it.</exception>
    public Task<StoredModule?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        stored.FindAsync(id, cancellationToken);

    /// <summary>Makes an ExecModule (<paramref name="id"/> is <c>null</c>) or replaces it as a whole. <c>id</c> and the two dates in the text are the host's.</summary>
    /// <exception cref="ModuleValidationException">A property has a value that ThorAPI does not know.</exception>
    /// <exception cref="NotFoundException">There is no ExecModule with this id.</exception>
    public Task<StoredModule> SaveAsync(Guid? id, JsonObject wire, CancellationToken cancellationToken) =>
        writer.SaveAsync(id, wire, cancellationToken);

    /// <summary>Deletes an ExecModule, softly if asked.</summary>
    /// <exception cref="NotFoundException">There is no such ExecModule.</exception>
    public Task DeleteAsync(Guid id, bool trash, CancellationToken cancellationToken) =>
        writer.DeleteAsync(id, trash, cancellationToken);

    /// <summary>Imports ExecModules: one, an array, or workflows with tasks and modules. Ids are kept, so that importing twice replaces.</summary>
    /// <exception cref="JsonException">It is no JSON, nested too deeply, names a property twice, or has a text that is no valid Unicode.</exception>
    public Task<ModuleImport> ImportAsync(Stream json, CancellationToken cancellationToken) =>
        importer.ImportAsync(json, cancellationToken);

    /// <summary>As the other, from JSON already parsed without duplicate properties.</summary>
    public Task<ModuleImport> ImportAsync(JsonElement root, CancellationToken cancellationToken) =>
        importer.ImportAsync(root, cancellationToken);

    /// <summary>Links ExecModules to an account, each for itself: one that cannot be linked does not stop the others.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">The account is in the trash.</exception>
    public Task<IReadOnlyList<ModuleLink>> LinkAsync(Guid accountId, IReadOnlyList<Guid> moduleIds, CancellationToken cancellationToken) =>
        linking.LinkAsync(accountId, moduleIds, cancellationToken);

    /// <summary>Removes the link of an ExecModule, wherever it stands.</summary>
    /// <param name="moduleId">The ExecModule.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="expectedVersion">Its <see cref="StoredModule.Version"/> as it was read; <c>null</c> for any.</param>
    /// <exception cref="NotFoundException">There is no such ExecModule.</exception>
    /// <exception cref="VersionException">It is not of the expected version any more.</exception>
    public Task UnlinkAsync(Guid moduleId, CancellationToken cancellationToken, long? expectedVersion = null) =>
        linking.UnlinkAsync(moduleId, cancellationToken, expectedVersion);

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
}
