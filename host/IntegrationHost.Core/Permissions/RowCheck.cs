using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Looks at every row that decides who may do what.</summary>
/// <param name="Count">Rows looked at; an object with all of its entries counts as one.</param>
/// <param name="Tampered">Those that were changed outside the host, as table and id.</param>
internal sealed record RowCheck(int Count, IReadOnlyList<string> Tampered)
{
    public static async Task<RowCheck> RunAsync(HostDbContext context, KeyRing keys, CancellationToken cancellationToken)
    {
        RowsInTrail trail = await RowsInTrail.ReadAsync(context, keys, cancellationToken);
        RowTally tally = new(cancellationToken);
        await tally.AddAsync("principals", context.Principals.AsNoTracking(), row => (RowMac.Holds(keys, row) && trail.IsLatest("principal", row.Id.ToString(), row.Mac), $"{row.Id}"));
        await tally.AddAsync("principal_passwords", context.Passwords.AsNoTracking(), row => (RowMac.Holds(keys, row) && trail.IsLatestPassword(row.PrincipalId, row.Mac), $"{row.PrincipalId}"));
        await tally.AddAsync("roles", context.Roles.AsNoTracking(), row => (RowMac.Holds(keys, row) && trail.IsLatest("role", row.Id.ToString(), row.Mac), $"{row.Id}"));
        await tally.AddAsync("api_tokens", context.Tokens.AsNoTracking(), row => (RowMac.Holds(keys, row) && trail.IsLatest("token", row.Id, row.Mac), TokenText.IsId(row.Id) ? row.Id : "?"));
        await tally.AddAsync("acl_objects", context.AclObjects.AsNoTracking().Include(row => row.Entries), row =>
        {
            string kind = SecuredType.Find(row.ObjectType)?.Kind ?? "?";
            return (RowMac.Holds(keys, row) && trail.IsLatest(kind, row.ObjectId.ToString(), row.Mac), $"{kind} {row.ObjectId}");
        });
        await tally.AddAsync("upstream_accounts", context.UpstreamAccounts.AsNoTracking(), row => (RowMac.Holds(keys, row), $"{row.AccountId}"));
        await tally.AddAsync("webhooks", context.Webhooks.AsNoTracking(), row => (RowMac.Holds(keys, row) && trail.IsLatest("webhook", row.Id.ToString(), row.Mac), $"{row.Id}"));
        await tally.AddAsync("plugin_pins", context.PluginPins.AsNoTracking(), row => (RowMac.Holds(keys, row), row.PluginId));
        await tally.AddAsync("plugin_approvals", context.PluginApprovals.AsNoTracking(), row => (RowMac.Holds(keys, row), $"{row.PluginId} {row.Version}"));
        await tally.AddAsync("plugin_switches", context.PluginSwitches.AsNoTracking(), row => (RowMac.Holds(keys, row), row.PluginId));

        // Entries whose object is not there were put there by someone else, or lost their object.
        await tally.AddAsync(
            "acl_entries",
            context.AclEntries.AsNoTracking().Where(entry => !context.AclObjects.Any(row => row.ObjectType == entry.ObjectType && row.ObjectId == entry.ObjectId)),
            entry => (false, $"{entry.Id}"));
        return new RowCheck(tally.Count, tally.Tampered);
    }
}
