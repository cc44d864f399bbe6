using System.Text.Json.Nodes;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Entities;

/// <summary>ThorAPI's entities beside accounts and modules, all by one mechanism: <see cref="EntityTypes"/> says what there is.</summary>
/// <param name="store">The open store.</param>
/// <param name="time">The clock.</param>
public sealed class EntityService(HostStore store, TimeProvider time)
{
    private readonly EntityWriter writer = new(store);

    /// <summary>Entities of a type in the order in which they were made, without what belongs to them: see <see cref="ExpandAsync"/>.</summary>
    public async Task<IReadOnlyList<StoredEntity>> ListAsync(EntityType type, bool includeTrashed, CancellationToken cancellationToken, int skip = 0, int take = int.MaxValue)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        List<EntityRow> rows = await context.Entities.AsNoTracking().Include(row => row.Secrets).AsSplitQuery()
            .Where(row => row.Type == type.Name && (includeTrashed || !row.Trashed))
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Skip(skip).Take(take).ToListAsync(cancellationToken);
        return [.. rows.Select(row => ToEntity(type, row))];
    }

    /// <summary>Puts into entities the lists of what belongs to them: the tasks of workflows, their modules.</summary>
    public async Task ExpandAsync(EntityType type, IReadOnlyCollection<StoredEntity> entities, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        await EntityTree.ExpandAsync(store.Access, context, type, entities, cancellationToken);
    }

    /// <summary>One entity with what belongs to it, trashed or not; <c>null</c> if there is none.</summary>
    public async Task<StoredEntity?> FindAsync(EntityType type, Guid id, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return await context.Entities.AsNoTracking().Include(row => row.Secrets).FirstOrDefaultAsync(row => row.Id == id && row.Type == type.Name, cancellationToken) is { } row
            ? await ExpandedAsync(context, type, row, cancellationToken)
            : null;
    }

    /// <summary>Entities of a type that use an account, trashed ones not counted.</summary>
    public async Task<IReadOnlyList<StoredEntity>> ListByAccountAsync(EntityType type, Guid accountId, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        List<EntityRow> rows = await context.Entities.AsNoTracking().Where(row => row.AccountId == accountId && row.Type == type.Name && !row.Trashed).ToListAsync(cancellationToken);
        return [.. rows.Select(row => ToEntity(type, row))];
    }

    /// <summary>Makes an entity and what is listed in it, all or nothing. An id in it is not looked at.</summary>
    /// <exception cref="EntityValidationException">The contract does not allow it.</exception>
    public Task<StoredEntity> CreateAsync(EntityType type, JsonObject body, CancellationToken cancellationToken) => SaveAsync(type, null, body, merge: false, cancellationToken);

    /// <summary>Saves the whole object. What is absent is gone, save what is secure: that stays unless another value is given.</summary>
    /// <exception cref="EntityValidationException">The contract does not allow it.</exception>
    /// <exception cref="NotFoundException">There is no such entity.</exception>
    /// <exception cref="ConflictException">It was made of an older version.</exception>
    public Task<StoredEntity> ReplaceAsync(EntityType type, Guid id, JsonObject body, CancellationToken cancellationToken) => SaveAsync(type, id, body, merge: false, cancellationToken);

    /// <summary>Merges changes into an entity: absent keeps, <c>null</c> clears, the mask keeps.</summary>
    /// <exception cref="EntityValidationException">The contract does not allow it.</exception>
    /// <exception cref="NotFoundException">There is no such entity.</exception>
    /// <exception cref="ConflictException">It was made of an older version.</exception>
    public Task<StoredEntity> PatchAsync(EntityType type, Guid id, JsonObject body, CancellationToken cancellationToken) => SaveAsync(type, id, body, merge: true, cancellationToken);

    /// <summary>Deletes an entity, softly if asked.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="id">Its id.</param>
    /// <param name="trash">Whether it can be restored; otherwise it and its sealed values leave the file.</param>
    /// <param name="cascade">Whether what belongs to it goes, too; otherwise it must have nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NotFoundException">There is no such entity.</exception>
    /// <exception cref="ConflictException">Something belongs to it, and <paramref name="cascade"/> is <c>false</c>.</exception>
    public async Task DeleteAsync(EntityType type, Guid id, bool trash, bool cascade, CancellationToken cancellationToken)
    {
        await using (StoreWrite write = await store.BeginAsync(cancellationToken))
        {
            EntityRow row = await GetAsync(write.Context, type, id, cancellationToken);
            await DeleteAsync(write, row, trash, cascade, cancellationToken);
            await write.CommitAsync(cancellationToken);
        }

        if (!trash)
            await store.CheckpointAsync(cancellationToken);
    }

    private async Task<StoredEntity> SaveAsync(EntityType type, Guid? id, JsonObject body, bool merge, CancellationToken cancellationToken)
    {
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        HostDbContext context = write.Context;
        EntityRow? existing = id is { } known ? await GetAsync(context, type, known, cancellationToken) : null;
        EntityRow row = await writer.WriteAsync(write, type, existing, body, merge, time.GetUtcNow(), cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        if ((type == EntityTypes.Workflow ? row.Id : row.ParentId) is { } workflow)
            await EntityWriter.NameModulesAsync(context, workflow, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return await ExpandedAsync(context, type, row, cancellationToken);
    }

    private async Task DeleteAsync(StoreWrite write, EntityRow row, bool trash, bool cascade, CancellationToken cancellationToken)
    {
        HostDbContext context = write.Context;
        List<EntityRow> children = await context.Entities.Where(child => child.ParentId == row.Id && (!trash || !child.Trashed)).ToListAsync(cancellationToken);
        List<ModuleRow> modules = await context.Modules.Where(module => module.TaskId == row.Id && (!trash || !module.Trashed)).ToListAsync(cancellationToken);
        if (!cascade && (children.Exists(child => !child.Trashed) || modules.Exists(module => !module.Trashed)))
            throw new ConflictException($"{children.Count + modules.Count} entities belong to this {row.Type}. Delete them first, or delete with cascade=true.");

        foreach (EntityRow child in children)
            await DeleteAsync(write, child, trash, cascade, cancellationToken);
        foreach (ModuleRow module in modules)
            await DeleteAsync(write, module, trash, cancellationToken);

        if (trash)
            (row.Trashed, row.ModifiedAt, row.Version) = (true, time.GetUtcNow(), row.Version + 1);
        else
            context.Entities.Remove(row);
        write.Record(new AuditEvent(AuditActions.EntityDelete, row.Type, row.Id.ToString(), AuditResults.Ok, ("trash", trash ? "yes" : "no")));
    }

    private async Task DeleteAsync(StoreWrite write, ModuleRow module, bool trash, CancellationToken cancellationToken)
    {
        await store.Access.EnsureAsync(write.Context, SecuredType.Module, module.Id, Permission.Delete, cancellationToken);
        if (trash)
        {
            ModuleRowWriter.Trash(module, time.GetUtcNow());
        }
        else
        {
            write.Context.Modules.Remove(module);
            await AccessControl.RemoveAsync(write.Context, SecuredType.Module, module.Id, cancellationToken);
        }

        write.Record(new AuditEvent(AuditActions.ModuleDelete, "module", module.Id.ToString(), AuditResults.Ok, ("trash", trash ? "yes" : "no")));
    }

    private static async Task<EntityRow> GetAsync(HostDbContext context, EntityType type, Guid id, CancellationToken cancellationToken) =>
        await context.Entities.Include(row => row.Secrets).FirstOrDefaultAsync(row => row.Id == id && row.Type == type.Name, cancellationToken)
            ?? throw new NotFoundException(type.Name, id.ToString());

    private async Task<StoredEntity> ExpandedAsync(HostDbContext context, EntityType type, EntityRow row, CancellationToken cancellationToken)
    {
        StoredEntity entity = ToEntity(type, row);
        await EntityTree.ExpandAsync(store.Access, context, type, [entity], cancellationToken);
        return entity;
    }

    private static StoredEntity ToEntity(EntityType type, EntityRow row) => EntityWire.ToEntity(type, row, EntitySeal.SetNames(row));
}
