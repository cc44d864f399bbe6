using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Modules;

/// <summary>Saves ExecModules as ThorAPI wrote them, and deletes them.</summary>
internal sealed class ModuleWriter(HostStore store, TimeProvider time, StoredModules stored, ModuleLinking linking, UpstreamSync? upstream)
{
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
        ModuleRow row = id is { } known ? await ModuleRights.GetAsync(store, context, known, Permission.Write, cancellationToken) : await ModuleRights.NewAsync(store, context, now, cancellationToken);
        Guid? before = row.AccountId;
        ModuleRowWriter.Fill(row, copy, now);
        if (row.AccountId is { } account && account != before && await context.Accounts.AnyAsync(known => known.Id == account, cancellationToken))
            await store.Access.EnsureAsync(context, SecuredType.Account, account, ModuleRights.Linking, cancellationToken);
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
        ModuleRow row = await ModuleRights.GetAsync(store, write.Context, id, Permission.Delete, cancellationToken);
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

    /// <summary>A module of the upstream is saved whole by clients that only changed its link; that much is carried there.</summary>
    private async Task<StoredModule> RelinkAsync(Guid id, JsonObject wire, CancellationToken cancellationToken)
    {
        StoredModule present = await stored.FindAsync(id, cancellationToken) ?? throw new NotFoundException("ExecModule", id.ToString());
        if (!ModuleJson.IsSameButLink(ModuleJson.Parse(present.Json), wire))
            throw UpstreamModules.NotOwn();
        Guid? wanted = ModuleJson.ReadLink(wire);
        if (wanted == present.AccountId)
            return present;
        if (wanted is not { } account)
            await linking.UnlinkAsync(id, cancellationToken);
        else if ((await linking.LinkAsync(account, [id], cancellationToken))[0].Problem is { } problem)
            throw new ConflictException(problem);
        return await stored.FindAsync(id, cancellationToken) ?? throw new NotFoundException("ExecModule", id.ToString());
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
}
