using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Permissions;

/// <summary>
/// What the trail says each row became with its last change. A keyed hash on a row proves that the host wrote it, not that it wrote nothing since: a row from before a
/// token was revoked, put back, is as genuine as ever, and older than what the trail tells.
/// </summary>
internal sealed class RowsInTrail
{
    private static readonly string[] Actions =
    [
        AuditActions.TokenCreate, AuditActions.TokenRevoke, AuditActions.PrincipalCreate, AuditActions.PrincipalChange, AuditActions.PrincipalDelete, AuditActions.PermissionChange,
        AuditActions.AccountDelete, AuditActions.ModuleDelete, AuditActions.EntityDelete,
    ];

    // Empty: it was deleted. An object of the same id that is made anew begins anew.
    private readonly Dictionary<(string Type, string Id), string> last = [];

    public static async Task<RowsInTrail> ReadAsync(HostDbContext context, KeyRing keys, CancellationToken cancellationToken)
    {
        RowsInTrail rows = new();
        try
        {
            await rows.FillAsync(context, keys, cancellationToken);
        }
        catch (Exception unreadable) when (UnreadableValue.Is(unreadable))
        {
            // The walk over the trail says so; what was read until there counts.
        }

        return rows;
    }

    /// <summary>How the trail names a row that was just signed.</summary>
    public static (string Key, string Value) Name(byte[] mac) => ("row", Convert.ToHexStringLower(mac, 0, 16));

    /// <summary>Whether a row is what its last change made of it, as far as the trail tells.</summary>
    public bool IsLatest(string type, string id, byte[] mac) => !last.TryGetValue((type, id), out string? name) || name == Name(mac).Value;

    private async Task FillAsync(HostDbContext context, KeyRing keys, CancellationToken cancellationToken)
    {
        await foreach (AuditRow row in context.Audit.AsNoTracking().Where(row => Actions.Contains(row.Action) && row.Result == AuditResults.Ok).OrderBy(row => row.Seq)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            // Under keys that are lost, or changed outside the host: it says nothing.
            if (!AuditChain.Holds(keys, row))
                continue;
            if (row.Action == AuditActions.PrincipalDelete)
                last[(row.ObjectType, row.ObjectId)] = "";
            else if (row.Action is AuditActions.AccountDelete or AuditActions.ModuleDelete or AuditActions.EntityDelete)
                last.Remove((row.ObjectType, row.ObjectId));
            else if (AuditSegments.Details(row.Details).TryGetValue("row", out string? name))
                last[(row.ObjectType, row.ObjectId)] = name;
        }
    }
}
