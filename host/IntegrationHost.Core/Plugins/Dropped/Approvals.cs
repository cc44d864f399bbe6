using System.Text.Json;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>Writes approvals, each under its keyed hash.</summary>
internal static class Approvals
{
    /// <summary>Has a version serve from now on. The one before it is kept: beside it while an account stays on it, otherwise to go back to.</summary>
    /// <param name="store">The store.</param>
    /// <param name="write">The change that this is part of.</param>
    /// <param name="records">What is approved so far.</param>
    /// <param name="inForce">The version.</param>
    /// <param name="beside">Whether the one before serves on in any case.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The plugin's versions as they are now.</returns>
    public static async Task<IReadOnlyList<ApprovedPlugin>> PutInForceAsync(
        HostStore store, StoreWrite write, PluginRecords records, ApprovedPlugin inForce, bool beside, CancellationToken cancellationToken)
    {
        string[] providers = [.. inForce.Ask.Providers.Select(provider => provider.Id)];
        List<string> ranges = await write.Context.Accounts.Where(account => account.PluginVersion != null && account.ProviderId != null && providers.Contains(account.ProviderId))
            .Select(account => account.PluginVersion!).Distinct().ToListAsync(cancellationToken);

        List<ApprovedPlugin> next = [inForce];
        foreach (ApprovedPlugin older in records.Of(inForce.PluginId).Where(older => older.Content.Digest != inForce.Content.Digest))
        {
            bool serves = older.State == ApprovalState.Beside || (older.State == ApprovalState.Current && (beside || ranges.Exists(range => Needs(range, older, inForce))));
            next.Add(older with { State = serves ? ApprovalState.Beside : ApprovalState.Former });
        }

        List<PluginApprovalRow> rows = await write.Context.PluginApprovals.Where(row => row.PluginId == inForce.PluginId).ToListAsync(cancellationToken);
        foreach (ApprovedPlugin version in next)
        {
            PluginApprovalRow? row = rows.Find(known => known.Digest == version.Content.Digest);
            if (row is null)
                write.Context.PluginApprovals.Add(row = New(version));
            row.Version = version.Version;
            row.ContractVersion = version.ContractVersion;
            row.MainAssembly = version.MainAssembly;
            row.Files = JsonSerializer.Serialize(version.Content.Files);
            row.Ask = version.Ask.ToJson();
            row.Descriptors = version.Descriptors;
            row.Source = version.Source;
            row.State = version.State;
            row.Rank = version.Rank;
            row.ApprovedBy = version.ApprovedBy;
            row.ApprovedAt = version.ApprovedAt;
            RowMac.Sign(store.Keys, row);
        }

        // What was changed outside the host is no approval and stays none.
        write.Context.PluginApprovals.RemoveRange(rows.Where(row => next.TrueForAll(version => version.Content.Digest != row.Digest)));
        return next;
    }

    private static bool Needs(string range, ApprovedPlugin older, ApprovedPlugin inForce) =>
        VersionRange.Holds(range, older.Version) && (!VersionRange.Holds(range, inForce.Version) || VersionRange.Compare(older.Version, inForce.Version) > 0);

    private static PluginApprovalRow New(ApprovedPlugin version) => new()
    {
        PluginId = version.PluginId,
        Digest = version.Content.Digest,
        Version = "",
        ContractVersion = "",
        MainAssembly = "",
        Files = "",
        Ask = "",
        Descriptors = "",
        Source = "",
        State = version.State,
        Rank = 0,
        ApprovedBy = "",
        ApprovedAt = default,
    };
}
