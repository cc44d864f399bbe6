using System.Text.Json.Nodes;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Entities;

/// <summary>Puts the lists of what belongs to entities into them, level by level: one query for each list, however many entities there are. Modules that who is acting may not read are left out.</summary>
internal static class EntityTree
{
    public static async Task ExpandAsync(AccessControl access, HostDbContext context, EntityType type, IReadOnlyCollection<StoredEntity> entities, CancellationToken cancellationToken)
    {
        foreach (EntityChildren children in type.Children)
        {
            Guid[] ids = [.. entities.Select(entity => entity.Id)];
            ILookup<Guid, JsonObject> found = children.TypeName == EntityTypes.ExecModule
                ? await ModulesAsync(access, context, ids, cancellationToken)
                : await EntitiesAsync(access, context, EntityTypes.Get(children.TypeName), ids, cancellationToken);
            foreach (StoredEntity entity in entities)
            {
                entity.Wire[children.Property] = new JsonArray([.. found[entity.Id]]);
                if (children.Alias is { } alias)
                    entity.Wire[alias] = entity.Wire[children.Property]!.DeepClone();
            }
        }
    }

    private static async Task<ILookup<Guid, JsonObject>> ModulesAsync(AccessControl access, HostDbContext context, Guid[] tasks, CancellationToken cancellationToken)
    {
        IQueryable<ModuleRow> readable = context.Modules.AsNoTracking().Where(row => row.TaskId != null && tasks.Contains(row.TaskId.Value) && !row.Trashed);
        if (await access.AllowedAsync(context, SecuredType.Module, Permission.Read, cancellationToken) is { } allowed)
            readable = readable.Where(row => allowed.Contains(row.Id));
        List<ModuleRow> rows = await readable.ToListAsync(cancellationToken);
        return rows.Select(row => (row.TaskId, row.CreatedAt, Wire: EntityWire.ToModule(row)))
            .OrderBy(module => Order(module.Wire["moduleOrder"])).ThenBy(module => module.CreatedAt).ToLookup(module => module.TaskId!.Value, module => module.Wire);
    }

    private static async Task<ILookup<Guid, JsonObject>> EntitiesAsync(AccessControl access, HostDbContext context, EntityType type, Guid[] parents, CancellationToken cancellationToken)
    {
        List<EntityRow> rows = await context.Entities.AsNoTracking().Include(row => row.Secrets)
            .Where(row => row.Type == type.Name && row.ParentId != null && parents.Contains(row.ParentId.Value) && !row.Trashed).ToListAsync(cancellationToken);
        var entities = rows.Select(row => (row.ParentId, row.CreatedAt, Entity: EntityWire.ToEntity(type, row, EntitySeal.SetNames(row)))).ToList();
        await ExpandAsync(access, context, type, [.. entities.Select(entity => entity.Entity)], cancellationToken);
        return entities.OrderBy(entity => Order(entity.Entity.Wire["taskOrder"])).ThenBy(entity => entity.CreatedAt)
            .ToLookup(entity => entity.ParentId!.Value, entity => entity.Entity.Wire);
    }

    private static double Order(JsonNode? node) => node is JsonValue value && value.TryGetValue(out double order) ? order : double.MaxValue;
}
