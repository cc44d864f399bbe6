using System.Text.Json.Nodes;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Entities;

/// <summary>Puts an entity that came in, and what is listed in it, into rows. The caller saves.</summary>
internal sealed class EntityWriter(HostStore store)
{
    // Three levels exist; a list within itself must not go on for ever.
    private const int DeepestList = 3;

    private readonly EntitySeal seal = new(store.Keys);

    public async Task<EntityRow> WriteAsync(StoreWrite write, EntityType type, EntityRow? existing, JsonObject body, bool merge, DateTimeOffset now, CancellationToken cancellationToken) =>
        await WriteAsync(write, type, existing, body, merge, now, parentId: null, depth: 0, cancellationToken);

    /// <summary>Tells the modules of a workflow its name, which coverage shows.</summary>
    public static async Task NameModulesAsync(HostDbContext context, Guid workflowId, CancellationToken cancellationToken)
    {
        EntityRow? workflow = await context.Entities.FirstOrDefaultAsync(row => row.Id == workflowId && row.Type == EntityTypes.Workflow.Name, cancellationToken);
        if (workflow is null)
            return;
        string? name = ModuleJson.Text(ModuleJson.Read(workflow.Json), "name");
        IQueryable<Guid> tasks = context.Entities.Where(task => task.ParentId == workflowId && task.Type == EntityTypes.Task.Name).Select(task => task.Id);
        await context.Modules.Where(module => module.TaskId != null && tasks.Contains(module.TaskId.Value))
            .ExecuteUpdateAsync(update => update.SetProperty(module => module.WorkflowName, name), cancellationToken);
    }

    private async Task<EntityRow> WriteAsync(
        StoreWrite write, EntityType type, EntityRow? existing, JsonObject body, bool merge, DateTimeOffset now, Guid? parentId, int depth, CancellationToken cancellationToken)
    {
        HashSet<string> set = [.. existing is null ? [] : EntitySeal.SetNames(existing)];
        JsonObject? stored = existing is null ? null : merge ? ModuleJson.Parse(existing.Json) : ModuleJson.Read(existing.Json);
        EntityDraft draft = EntityDraft.Of(type, body, stored?.DeepClone().AsObject(), merge, set, existing?.Version ?? 0);
        if (parentId is { } parent && type.ParentId is { } property)
            draft.Wire[property] = parent.ToString();

        EntityRow row = existing ?? new EntityRow { Id = Guid.NewGuid(), Type = type.Name, OwnerId = Guid.Parse(store.Keys.VaultId), Json = "{}", CreatedAt = now };
        if (existing is null)
            write.Context.Entities.Add(row);
        row.Version++;
        row.ModifiedAt = now;
        row.Trashed = draft.Wire["trashed"]?.GetValue<bool>() ?? false;
        draft.Wire.Remove("trashed");
        row.ParentId = IdOf(draft.Wire, type.ParentId) ?? ReferenceOf(draft.Wire, type.ParentReference);
        Guid? before = row.AccountId;
        row.AccountId = ReferenceOf(draft.Wire, type.AccountReference);
        if (row.AccountId != before)
            await EnsureLinkAsync(write, row.AccountId, cancellationToken);
        row.Json = ModuleJson.Write(draft.Wire);
        seal.Apply(row, draft.Secrets, now);
        write.Record(new AuditEvent(AuditActions.EntitySave, row.Type, row.Id.ToString(), AuditResults.Ok, ("account", row.AccountId?.ToString() ?? "")));
        foreach ((EntityChildren children, JsonArray list) in draft.Children)
            await WriteListAsync(write, row.Id, children, list, now, depth, cancellationToken);
        return row;
    }

    // ThorAPI's references do not cascade: what has an id is only tied to this one, and what it says beside the id is not looked at. What has none is made.
    private async Task WriteListAsync(StoreWrite write, Guid parentId, EntityChildren children, JsonArray list, DateTimeOffset now, int depth, CancellationToken cancellationToken)
    {
        if (depth >= DeepestList)
            throw Invalid(children.Property, "is nested too deeply");

        for (int index = 0; index < list.Count; index++)
        {
            JsonObject item = list[index]!.AsObject();
            string place = $"{children.Property}[{index}]";
            if (item["id"] is null)
                await MakeAsync(write, parentId, children, item, place, now, depth, cancellationToken);
            else if (!Guid.TryParse(ModuleJson.Text(item, "id"), out Guid id) || !await TieAsync(write, parentId, children, id, now, cancellationToken))
                throw Invalid(place, $"has an id of no {children.TypeName}. Make that first, or leave the id out to have it made");
        }
    }

    private async Task MakeAsync(StoreWrite write, Guid parentId, EntityChildren children, JsonObject item, string place, DateTimeOffset now, int depth, CancellationToken cancellationToken)
    {
        if (children.TypeName != EntityTypes.ExecModule)
        {
            await WriteAsync(write, EntityTypes.Get(children.TypeName), null, item, merge: false, now, parentId, depth + 1, cancellationToken);
            return;
        }

        JsonObject wire = ModuleJson.Copy(item);
        if (ModuleRules.Check(wire) is { Count: > 0 } errors)
            throw Invalid(place, string.Join(" ", errors.SelectMany(error => error.Value)).TrimEnd('.'));
        wire[children.ParentId] = parentId.ToString();
        await store.Access.EnsureCreateAsync(write.Context, SecuredType.Module, cancellationToken);
        ModuleRow row = ModuleRowWriter.New(Guid.NewGuid(), now);
        write.Context.Modules.Add(row);
        store.Access.AddOwner(write.Context, SecuredType.Module, row.Id, now);
        ModuleRowWriter.Fill(row, wire, now);
        await EnsureLinkAsync(write, row.AccountId, cancellationToken);
        RecordModule(write, row);
    }

    // As with a module: who links an account has it used, which is for those who may use it, or change it.
    private async Task EnsureLinkAsync(StoreWrite write, Guid? account, CancellationToken cancellationToken)
    {
        if (account is { } id && await write.Context.Accounts.AnyAsync(known => known.Id == id, cancellationToken))
            await store.Access.EnsureAsync(write.Context, SecuredType.Account, id, Permission.Execute | Permission.Write, cancellationToken);
    }

    private static void RecordModule(StoreWrite write, ModuleRow row) =>
        write.Record(new AuditEvent(AuditActions.ModuleSave, "module", row.Id.ToString(), AuditResults.Ok, ("account", row.AccountId?.ToString() ?? "")));

    private async Task<bool> TieAsync(StoreWrite write, Guid parentId, EntityChildren children, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (children.TypeName == EntityTypes.ExecModule)
        {
            if (await write.Context.Modules.FirstOrDefaultAsync(module => module.Id == id, cancellationToken) is not { } module)
                return false;
            if (module.TaskId == parentId)
                return true;
            await store.Access.EnsureAsync(write.Context, SecuredType.Module, id, Permission.Write, cancellationToken);
            JsonObject wire = ModuleJson.Parse(module.Json);
            wire[children.ParentId] = parentId.ToString();
            ModuleRowWriter.Fill(module, wire, now);
            RecordModule(write, module);
            return true;
        }

        if (await write.Context.Entities.FirstOrDefaultAsync(row => row.Id == id && row.Type == children.TypeName, cancellationToken) is not { } child)
            return false;
        if (child.ParentId == parentId)
            return true;
        JsonObject text = ModuleJson.Parse(child.Json);
        text[children.ParentId] = parentId.ToString();
        child.Json = ModuleJson.Write(text);
        child.ParentId = parentId;
        child.ModifiedAt = now;
        child.Version++;
        write.Record(new AuditEvent(AuditActions.EntitySave, child.Type, child.Id.ToString(), AuditResults.Ok, ("account", child.AccountId?.ToString() ?? "")));
        return true;
    }

    private static Guid? IdOf(JsonObject wire, string? property) => property is not null && Guid.TryParse(ModuleJson.Text(wire, property), out Guid id) ? id : null;

    private static Guid? ReferenceOf(JsonObject wire, string? property) => property is not null && wire[property] is JsonObject reference ? IdOf(reference, "id") : null;

    private static EntityValidationException Invalid(string place, string why) =>
        new(new Dictionary<string, IReadOnlyList<string>> { [place] = [$"{place} {why}."] });
}
