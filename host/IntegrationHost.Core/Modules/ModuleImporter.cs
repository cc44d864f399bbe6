using System.Text.Json;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Modules;

/// <summary>Imports ExecModules from JSON.</summary>
internal sealed class ModuleImporter(HostStore store, TimeProvider time)
{
    private static readonly JsonDocumentOptions ImportOptions = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Imports ExecModules: one, an array, or workflows with tasks and modules. Ids are kept, so that importing twice replaces.</summary>
    /// <exception cref="JsonException">It is no JSON, nested too deeply, names a property twice, or has a text that is no valid Unicode.</exception>
    public async Task<ModuleImport> ImportAsync(Stream json, CancellationToken cancellationToken)
    {
        using JsonDocument document = await JsonDocument.ParseAsync(json, ImportOptions, cancellationToken);
        return await ImportAsync(document.RootElement, cancellationToken);
    }

    /// <summary>As the other, from JSON already parsed without duplicate properties.</summary>
    public async Task<ModuleImport> ImportAsync(JsonElement root, CancellationToken cancellationToken)
    {
        JsonText.Check(root);
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
}
