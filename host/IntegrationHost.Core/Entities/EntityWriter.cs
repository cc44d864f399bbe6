using System.Text.Json.Nodes;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Entities;

/// <summary>Puts an entity that came in, and what is listed in it, into rows. The caller saves.</summary>
internal sealed class EntityWriter(KeyRing keys)
{
    // Three levels exist; a list within itself must not go on for ever.
    private const int DeepestList = 3;

    private readonly EntitySeal seal = new(keys);

    public async Task<EntityRow> WriteAsync(HostDbContext context, EntityType type, EntityRow? existing, JsonObject body, bool merge, DateTimeOffset now, CancellationToken cancellationToken) =>
        await WriteAsync(context, type, existing, body, merge, now, parentId: null, depth: 0, cancellationToken);

    /// <summary>Tells the modules of a workflow its name, which coverage shows.</summary>
    public static async Task NameModulesAsync(HostDbContext context, Guid workflowId, CancellationToken cancellationToken)
    {
        EntityRow? workflow = await context.Entities.FirstOrDefaultAsync(row => row.Id == workflowId && row.Type == EntityTypes.Workflow.Name, cancellationToken);
        if (workflow is null)
            return;
        string? name = ModuleJson.Text(ModuleJson.Parse(workflow.Json), "name");
        IQueryable<Guid> tasks = context.Entities.Where(task => task.ParentId == workflowId && task.Type == EntityTypes.Task.Name).Select(task => task.Id);
        await context.Modules.Where(module => module.TaskId != null && tasks.Contains(module.TaskId.Value))
            .ExecuteUpdateAsync(update => update.SetProperty(module => module.WorkflowName, name), cancellationToken);
    }

    private async Task<EntityRow> WriteAsync(
        HostDbContext context, EntityType type, EntityRow? existing, JsonObject body, bool merge, DateTimeOffset now, Guid? parentId, int depth, CancellationToken cancellationToken)
    {
        HashSet<string> set = [.. existing is null ? [] : EntitySeal.SetNames(existing)];
        JsonObject? stored = existing is null ? null : ModuleJson.Parse(existing.Json);
        EntityDraft draft = EntityDraft.Of(type, body, stored?.DeepClone().AsObject(), merge, set, existing?.Version ?? 0);
        if (parentId is { } parent && type.ParentId is { } property)
            draft.Wire[property] = parent.ToString();

        EntityRow row = existing ?? new EntityRow { Id = Guid.NewGuid(), Type = type.Name, OwnerId = Guid.Parse(keys.VaultId), Json = "{}", CreatedAt = now };
        if (existing is null)
            context.Entities.Add(row);
        row.Version++;
        row.ModifiedAt = now;
        row.Trashed = draft.Wire["trashed"]?.GetValue<bool>() ?? false;
        draft.Wire.Remove("trashed");
        row.ParentId = IdOf(draft.Wire, type.ParentId) ?? ReferenceOf(draft.Wire, type.ParentReference);
        row.AccountId = ReferenceOf(draft.Wire, type.AccountReference);
        row.Json = ModuleJson.Write(draft.Wire);
        seal.Apply(row, draft.Secrets, now);
        foreach ((EntityChildren children, JsonArray list) in draft.Children)
            await WriteListAsync(context, row.Id, children, list, now, depth, cancellationToken);
        return row;
    }

    // ThorAPI's references do not cascade: what has an id is only tied to this one, and what it says beside the id is not looked at. What has none is made.
    private async Task WriteListAsync(HostDbContext context, Guid parentId, EntityChildren children, JsonArray list, DateTimeOffset now, int depth, CancellationToken cancellationToken)
    {
        if (depth >= DeepestList)
            throw Invalid(children.Property, "is nested too deeply");

        for (int index = 0; index < list.Count; index++)
        {
            JsonObject item = list[index]!.AsObject();
            string place = $"{children.Property}[{index}]";
            if (item["id"] is null)
                await MakeAsync(context, parentId, children, item, place, now, depth, cancellationToken);
            else if (!Guid.TryParse(ModuleJson.Text(item, "id"), out Guid id) || !await TieAsync(context, parentId, children, id, now, cancellationToken))
                throw Invalid(place, $"has an id of no {children.TypeName}. Make that first, or leave the id out to have it made");
        }
    }

    private async Task MakeAsync(HostDbContext context, Guid parentId, EntityChildren children, JsonObject item, string place, DateTimeOffset now, int depth, CancellationToken cancellationToken)
    {
        if (children.TypeName != EntityTypes.ExecModule)
        {
            await WriteAsync(context, EntityTypes.Get(children.TypeName), null, item, merge: false, now, parentId, depth + 1, cancellationToken);
            return;
        }

        JsonObject wire = ModuleJson.Copy(item);
        if (ModuleRules.Check(wire) is { Count: > 0 } errors)
            throw Invalid(place, string.Join(" ", errors.SelectMany(error => error.Value)).TrimEnd('.'));
        wire[children.ParentId] = parentId.ToString();
        ModuleRow row = ModuleRowWriter.New(Guid.NewGuid(), now);
        context.Modules.Add(row);
        ModuleRowWriter.Fill(row, wire, now);
    }

    private static async Task<bool> TieAsync(HostDbContext context, Guid parentId, EntityChildren children, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (children.TypeName == EntityTypes.ExecModule)
        {
            if (await context.Modules.FirstOrDefaultAsync(module => module.Id == id, cancellationToken) is not { } module)
                return false;
            if (module.TaskId == parentId)
                return true;
            JsonObject wire = ModuleJson.Parse(module.Json);
            wire[children.ParentId] = parentId.ToString();
            ModuleRowWriter.Fill(module, wire, now);
            return true;
        }

        if (await context.Entities.FirstOrDefaultAsync(row => row.Id == id && row.Type == children.TypeName, cancellationToken) is not { } child)
            return false;
        if (child.ParentId == parentId)
            return true;
        JsonObject text = ModuleJson.Parse(child.Json);
        text[children.ParentId] = parentId.ToString();
        child.Json = ModuleJson.Write(text);
        child.ParentId = parentId;
        child.ModifiedAt = now;
        child.Version++;
        return true;
    }

    private static Guid? IdOf(JsonObject wire, string? property) => property is not null && Guid.TryParse(ModuleJson.Text(wire, property), out Guid id) ? id : null;

    private static Guid? ReferenceOf(JsonObject wire, string? property) => property is not null && wire[property] is JsonObject reference ? IdOf(reference, "id") : null;

    private static EntityValidationException Invalid(string place, string why) =>
        new(new Dictionary<string, IReadOnlyList<string>> { [place] = [$"{place} {why}."] });
}
