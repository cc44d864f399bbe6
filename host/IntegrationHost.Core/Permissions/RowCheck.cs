using IntegrationHost.Core.Logins;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>Looks at every row that decides who may do what.</summary>
/// <param name="Count">Rows looked at; an object with all of its entries counts as one.</param>
/// <param name="Tampered">Those that were changed outside the host, as table and id.</param>
internal sealed record RowCheck(int Count, IReadOnlyList<string> Tampered)
{
    public static async Task<RowCheck> RunAsync(HostDbContext context, KeyRing keys, CancellationToken cancellationToken)
    {
        int count = 0;
        List<string> tampered = [];
        void Look(bool holds, string name)
        {
            count++;
            if (!holds)
                tampered.Add(name);
        }

        RowsInTrail trail = await RowsInTrail.ReadAsync(context, keys, cancellationToken);
        await foreach (PrincipalRow row in context.Principals.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            Look(RowMac.Holds(keys, row) && trail.IsLatest("principal", row.Id.ToString(), row.Mac), $"principals {row.Id}");
        await foreach (PasswordRow row in context.Passwords.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            Look(RowMac.Holds(keys, row), $"principal_passwords {row.PrincipalId}");
        await foreach (RoleRow row in context.Roles.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            Look(RowMac.Holds(keys, row), $"roles {row.Id}");
        await foreach (ApiTokenRow row in context.Tokens.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            Look(RowMac.Holds(keys, row) && trail.IsLatest("token", row.Id, row.Mac), $"api_tokens {(TokenText.IsId(row.Id) ? row.Id : "?")}");
        await foreach (AclObjectRow row in context.AclObjects.AsNoTracking().Include(row => row.Entries).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            string kind = SecuredType.Find(row.ObjectType)?.Kind ?? "?";
            Look(RowMac.Holds(keys, row) && trail.IsLatest(kind, row.ObjectId.ToString(), row.Mac), $"acl_objects {kind} {row.ObjectId}");
        }

        await foreach (UpstreamAccountRow row in context.UpstreamAccounts.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            Look(RowMac.Holds(keys, row), $"upstream_accounts {row.AccountId}");
        await foreach (WebhookRow row in context.Webhooks.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            Look(RowMac.Holds(keys, row), $"webhooks {row.Id}");
        await foreach (PluginPinRow row in context.PluginPins.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            Look(RowMac.Holds(keys, row), $"plugin_pins {row.PluginId}");
        await foreach (PluginApprovalRow row in context.PluginApprovals.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            Look(RowMac.Holds(keys, row), $"plugin_approvals {row.PluginId} {row.Version}");
        await foreach (PluginSwitchRow row in context.PluginSwitches.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            Look(RowMac.Holds(keys, row), $"plugin_switches {row.PluginId}");

        // Entries whose object is not there were put there by someone else, or lost their object.
        foreach (Guid orphan in await context.AclEntries.AsNoTracking()
            .Where(entry => !context.AclObjects.Any(row => row.ObjectType == entry.ObjectType && row.ObjectId == entry.ObjectId)).Select(entry => entry.Id).ToListAsync(cancellationToken))
        {
            Look(holds: false, $"acl_entries {orphan}");
        }

        return new RowCheck(count, tampered);
    }
}
