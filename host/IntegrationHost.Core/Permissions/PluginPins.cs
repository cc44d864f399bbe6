using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Remembers which plugins this store has seen, and records each that is new, other than before, or pinned by a row that was changed outside the host.</summary>
/// <param name="store">The open store.</param>
/// <param name="time">The clock.</param>
public sealed class PluginPins(HostStore store, TimeProvider time)
{
    /// <summary>Compares the plugins of this start with those of the last.</summary>
    /// <param name="plugins">Id, SHA-256 of the main assembly, and status of each.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task SeeAsync(IReadOnlyList<(string Id, string Sha256, string Status)> plugins, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        Dictionary<string, PluginPinRow> known;
        await using (HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken))
        {
            known = await context.PluginPins.AsNoTracking().ToDictionaryAsync(row => row.PluginId, cancellationToken);
        }

        (string Id, string Sha256, string Status)[] changed =
            [.. plugins.DistinctBy(plugin => plugin.Id).Where(plugin => !(known.GetValueOrDefault(plugin.Id) is { } pin && RowMac.Holds(store.Keys, pin) && pin.Sha256 == plugin.Sha256 && pin.Status == plugin.Status))];
        if (changed.Length == 0)
            return;

        await using StoreWrite write = await store.BeginAsync(cancellationToken);
        foreach ((string id, string sha256, string status) in changed)
        {
            PluginPinRow row = await write.Context.PluginPins.FirstOrDefaultAsync(pin => pin.PluginId == id, cancellationToken) ?? Add(write.Context, id);
            string before = row.Mac.Length == 0 ? "" : RowMac.Holds(store.Keys, row) ? row.Sha256 : "tampered";
            row.Sha256 = sha256;
            row.Status = status;
            row.SeenAt = time.GetUtcNow();
            RowMac.Sign(store.Keys, row);
            write.Record(new AuditEvent(AuditActions.PluginSeen, "plugin", id, AuditResults.Ok, ("sha256", sha256), ("status", status), ("before", before)));
        }

        await write.CommitAsync(cancellationToken);
    }

    private static PluginPinRow Add(HostDbContext context, string id)
    {
        PluginPinRow row = new() { PluginId = id, Sha256 = "", Status = nameof(PluginStatus.Active), SeenAt = default };
        context.PluginPins.Add(row);
        return row;
    }
}
