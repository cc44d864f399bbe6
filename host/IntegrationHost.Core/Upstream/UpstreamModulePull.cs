using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Upstream;

/// <summary>Brings the upstream's ExecModules into this store, as copies. They are shown and judged here; what they are is the upstream's to say.</summary>
internal sealed class UpstreamModulePull(HostStore store, TimeProvider time)
{
    public int Added { get; private set; }

    public int Changed { get; private set; }

    public int Gone { get; private set; }

    public List<string> Notes { get; } = [];

    /// <summary>Reads the list and makes the copies like it. The caller has the turn.</summary>
    /// <exception cref="UpstreamException">The list cannot be read; nothing is changed then.</exception>
    public async Task RunAsync(ThorSession session, CancellationToken cancellationToken)
    {
        ThorList list = await ThorPages.ReadAsync(session, ThorModules.ListPath, null, cancellationToken);
        Dictionary<Guid, JsonElement> rows = list.Rows.ToDictionary(row => Guid.Parse(row.Key), row => row.Value);
        Guid[] absent = await AbsentAsync(rows, cancellationToken);
        if (list.Missing && absent.Length > 0)
            throw new UpstreamException($"{session.At(ThorModules.ListPath)} answered 404, where {absent.Length} modules were before: nothing was changed here. Check the address.", UpstreamFault.NotFound);

        // A row may have slipped from page to page while the list was read: what is not in it is asked for by its id before it counts as gone.
        List<Guid> gone = [];
        foreach (Guid id in absent)
        {
            if (await ThorModules.FindAsync(session, id, cancellationToken) is { } text)
                rows[id] = JsonElement.Parse(text.Span);
            else
                gone.Add(id);
        }

        UpstreamWorkflows workflows = await UpstreamWorkflows.ReadAsync(session, rows.Values, cancellationToken);
        if (workflows.Problem is { } problem)
            Notes.Add(problem);
        await ApplyAsync(rows, gone, workflows, cancellationToken);
    }

    private async Task<Guid[]> AbsentAsync(Dictionary<Guid, JsonElement> rows, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return [.. (await context.UpstreamModules.Select(row => row.ModuleId).ToListAsync(cancellationToken)).Where(id => !rows.ContainsKey(id))];
    }

    private async Task ApplyAsync(Dictionary<Guid, JsonElement> rows, List<Guid> gone, UpstreamWorkflows workflows, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        HostDbContext context = write.Context;
        Dictionary<Guid, UpstreamModuleRow> copies = await context.UpstreamModules.ToDictionaryAsync(row => row.ModuleId, cancellationToken);
        Dictionary<Guid, ModuleRow> modules = await context.Modules.ToDictionaryAsync(row => row.Id, cancellationToken);
        Dictionary<Guid, Guid> accounts = await LocalAccountsAsync(context, cancellationToken);
        foreach ((Guid id, JsonElement row) in rows)
        {
            string text = row.GetRawText();
            byte[] seen = UpstreamModules.Seen(Encoding.UTF8.GetBytes(text));
            UpstreamModuleRow? copy = copies.GetValueOrDefault(id);
            ModuleRow? module = modules.GetValueOrDefault(id);
            string? workflow = workflows.Problem is null ? workflows.NameOf(id, row) : module?.WorkflowName;
            if (copy is not null && module is not null && copy.Seen.AsSpan().SequenceEqual(seen))
            {
                Changed += module.WorkflowName == workflow ? 0 : 1;
                module.WorkflowName = workflow;
                continue;
            }

            if (Wire(text, accounts) is not { } wire)
            {
                Notes.Add($"Module {id} of the upstream was left out: it is not of the form of an ExecModule.");
                continue;
            }

            if (module is null)
            {
                context.Modules.Add(module = ModuleRowWriter.New(id, Created(row) ?? now));
                store.Access.AddOwner(context, SecuredType.Module, id, now);
                Added++;
            }
            else
            {
                Changed++;
            }

            module.WorkflowName = workflow;
            ModuleRowWriter.Fill(module, wire, now);
            if (copy is null)
                context.UpstreamModules.Add(copy = new UpstreamModuleRow { ModuleId = id, At = now });
            copy.Seen = seen;
        }

        foreach (Guid id in gone)
        {
            context.UpstreamModules.Remove(copies[id]);
            if (modules.GetValueOrDefault(id) is { Trashed: false } module)
                ModuleRowWriter.Trash(module, now);
            Gone++;
        }

        await write.CommitAsync(cancellationToken);
    }

    private async Task<Dictionary<Guid, Guid>> LocalAccountsAsync(HostDbContext context, CancellationToken cancellationToken)
    {
        Dictionary<Guid, Guid> accounts = [];
        foreach (UpstreamAccountRow row in await context.UpstreamAccounts.AsNoTracking().Where(row => row.UpstreamId != null).ToListAsync(cancellationToken))
        {
            if (Guid.TryParse(row.UpstreamId, out Guid there) && RowMac.Holds(store.Keys, row))
                accounts[there] = row.AccountId;
        }

        return accounts;
    }

    /// <summary>The module as it is kept here: its link by this host's id of the account. <c>null</c> if it is none.</summary>
    private static JsonObject? Wire(string text, Dictionary<Guid, Guid> accounts)
    {
        try
        {
            JsonObject wire = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 64 })!.AsObject();
            if (wire["trashed"] is { } trashed && trashed.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
                return null;
            string? linked = ModuleLinkText.Read(Encoding.UTF8.GetBytes(text)).Linked;
            if (Guid.TryParse(linked, out Guid there))
            {
                ModuleJson.RemoveLinks(wire);
                ModuleJson.SetLink(wire, accounts.GetValueOrDefault(there, there));
            }

            return wire;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Created(JsonElement row) => DateTimeOffset.TryParse(
        ThorJson.Text(row, "createdDate"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment : null;
}
