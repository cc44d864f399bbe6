using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>What operators decided about plugins, as far as its keyed hashes hold.</summary>
/// <param name="Approved">Every approved version, the newest rank first.</param>
/// <param name="SwitchedOff">Ids of plugins that are switched off; also those whose switch was changed outside the host.</param>
/// <param name="Tampered">Ids of plugins of which an approval was changed outside the host.</param>
internal sealed record PluginRecords(IReadOnlyList<ApprovedPlugin> Approved, IReadOnlySet<string> SwitchedOff, IReadOnlySet<string> Tampered)
{
    public static readonly PluginRecords None = new([], new HashSet<string>(), new HashSet<string>());

    public static async Task<PluginRecords> ReadAsync(HostStore store, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        var approved = new List<ApprovedPlugin>();
        var tampered = new HashSet<string>(StringComparer.Ordinal);
        foreach (PluginApprovalRow row in await context.PluginApprovals.AsNoTracking().OrderByDescending(row => row.Rank).ToListAsync(cancellationToken))
        {
            if (RowMac.Holds(store.Keys, row))
                approved.Add(ApprovedPlugin.Of(row));
            else
                tampered.Add(row.PluginId);
        }

        List<PluginSwitchRow> switches = await context.PluginSwitches.AsNoTracking().ToListAsync(cancellationToken);
        return new PluginRecords(approved, switches.Where(row => row.Disabled || !RowMac.Holds(store.Keys, row)).Select(row => row.PluginId).ToHashSet(StringComparer.Ordinal), tampered);
    }

    public ApprovedPlugin? CurrentOf(string id) => Approved.FirstOrDefault(version => version.PluginId == id && version.State == ApprovalState.Current);

    public IEnumerable<ApprovedPlugin> Of(string id) => Approved.Where(version => version.PluginId == id);
}
