using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Audit;

/// <summary>Reads and checks the trail. There is no way to change it.</summary>
/// <param name="store">The open store.</param>
public sealed class AuditService(HostStore store)
{
    /// <summary>The most rows that one call gives.</summary>
    public const int MostRows = 1000;

    /// <summary>Events in order.</summary>
    /// <param name="after">Number after which to begin; 0 for the first.</param>
    /// <param name="max">At most <see cref="MostRows"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(long after, int max, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        List<AuditRow> rows = await context.Audit.AsNoTracking().Where(row => row.Seq > after).OrderBy(row => row.Seq).Take(Math.Clamp(max, 0, MostRows)).ToListAsync(cancellationToken);
        return [.. rows.Select(ToEntry)];
    }

    /// <summary>The last events, in order.</summary>
    public async Task<IReadOnlyList<AuditEntry>> LastAsync(int max, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        List<AuditRow> rows = await context.Audit.AsNoTracking().OrderByDescending(row => row.Seq).Take(Math.Clamp(max, 0, MostRows)).ToListAsync(cancellationToken);
        rows.Reverse();
        return [.. rows.Select(ToEntry)];
    }

    /// <summary>Walks the trail, and checks each row that decides who may do what.</summary>
    /// <param name="from">First row; 1 for all.</param>
    /// <param name="to">Last row; <see cref="long.MaxValue"/> for all, and only then the end is compared with the anchor.</param>
    /// <param name="anchorPath">Another anchor file than the store's own, such as a copy kept elsewhere.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async Task<AuditReport> VerifyAsync(long from, long to, string? anchorPath, CancellationToken cancellationToken)
    {
        // The anchor first: what is committed after it was read must not look like a lost tail.
        AuditAnchorState? anchor = AuditAnchor.Read(anchorPath ?? store.Paths.AuditAnchorPath);
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        AuditReport trail = await AuditVerifier.WalkAsync(context, store.Keys, anchor, Math.Max(1, from), to, cancellationToken);
        RowCheck rows = await RowCheck.RunAsync(context, store.Keys, cancellationToken);
        string[] damaged = [.. await SchemaShape.FindAsync(context, cancellationToken), .. await RowShapes.FindAsync(context, cancellationToken)];
        bool recounted = await AccountTallyCheck.MendAsync(context, cancellationToken);
        if (recounted)
            await store.Audit.RecordAsync(new AuditEvent(AuditActions.StoreRecount, "store", "", AuditResults.Ok), cancellationToken);
        return trail with { ProtectedRows = rows.Count, Tampered = rows.Tampered, Damaged = damaged, Recounted = recounted };
    }

    /// <summary>Walks exported events as they would stand in the trail: each must be as it was written, and follow the one before.</summary>
    /// <param name="previousSeq">Number of the event before the first; 0 if there is none.</param>
    /// <param name="previousMac">Its MAC, hex; not looked at if there is none.</param>
    /// <param name="entries">Events in order.</param>
    /// <returns>Number of the first that is not, or that is missing; <c>null</c> if all are whole.</returns>
    public long? FindBad(long previousSeq, string previousMac, IReadOnlyList<AuditEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        string mac = previousSeq == 0 ? Convert.ToHexStringLower(AuditChain.Origin) : previousMac;
        foreach (AuditEntry entry in entries)
        {
            if (entry.Seq != previousSeq + 1 || !string.Equals(entry.PrevMac, mac, StringComparison.Ordinal) || ToRow(entry) is not { } row || !AuditChain.Holds(store.Keys, row))
                return Math.Min(entry.Seq, previousSeq + 1);
            (previousSeq, mac) = (entry.Seq, entry.Mac);
        }

        return null;
    }

    /// <summary>Details as the trail keeps them, in the order that they were exported in.</summary>
    public static string Write(IReadOnlyDictionary<string, string> details) => AuditTrail.Write([.. details.Select(detail => (detail.Key, detail.Value))]);

    /// <summary>What stands in the trail for a value, such as an address that an account was pointed at. That it was asked for is recorded; the value is not.</summary>
    /// <exception cref="AuditUnavailableException">It cannot be recorded.</exception>
    public async Task<string> HashAsync(string value, CancellationToken cancellationToken)
    {
        PrincipalService.EnsureAdmin();
        await store.Audit.RecordAsync(new AuditEvent(AuditActions.HashAsked, "audit", "", AuditResults.Ok), cancellationToken);
        return AuditValue.Hash(store.Keys, value);
    }

    /// <summary>Records that someone was let down: a denial is an event, too.</summary>
    public Task RecordDenialAsync(AccessDeniedException denial, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(denial);
        return store.Audit.RecordAsync(
            new AuditEvent(AuditActions.AccessDenied, denial.ObjectType, denial.ObjectId, AuditResults.Denied, ("permission", denial.Permission), ("hidden", denial.Hidden ? "yes" : "no")),
            cancellationToken);
    }

    /// <summary>Records that a token lacked a scope.</summary>
    public Task RecordScopeDenialAsync(string scope, string route, CancellationToken cancellationToken) =>
        store.Audit.RecordAsync(new AuditEvent(AuditActions.AccessDenied, "route", route, AuditResults.Denied, ("scope", scope)), cancellationToken);

    /// <summary>Records that someone was not let in. Of a token only its id.</summary>
    public Task RecordAuthFailureAsync(string tokenId, string reason, CancellationToken cancellationToken) =>
        store.Audit.RecordAsync(new AuditEvent(AuditActions.AuthFailed, "token", tokenId, AuditResults.Denied, ("reason", reason)), cancellationToken);

    /// <summary>Records that the host began to serve.</summary>
    public Task RecordStartAsync(string version, CancellationToken cancellationToken) =>
        store.Audit.RecordAsync(new AuditEvent(AuditActions.HostStart, "host", "", AuditResults.Ok, ("version", version)), cancellationToken);

    /// <summary>Records that the host stopped serving.</summary>
    public Task RecordStopAsync(CancellationToken cancellationToken) =>
        store.Audit.RecordAsync(new AuditEvent(AuditActions.HostStop, "host", "", AuditResults.Ok), cancellationToken);

    private static AuditRow? ToRow(AuditEntry entry) => Bytes(entry.PrevMac) is not { } previous || Bytes(entry.Mac) is not { } mac ? null : new AuditRow
    {
        Seq = entry.Seq,
        At = entry.At,
        Ticks = entry.Ticks,
        BootId = entry.BootId,
        Actor = entry.Actor,
        Action = entry.Action,
        ObjectType = entry.ObjectType,
        ObjectId = entry.ObjectId,
        Result = entry.Result,
        RequestId = entry.RequestId,
        Details = entry.Details,
        PrevMac = previous,
        Mac = mac,
    };

    private static byte[]? Bytes(string hex) => hex.Length == 2 * AuditChain.MacSize && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;

    private static AuditEntry ToEntry(AuditRow row) => new()
    {
        Seq = row.Seq,
        At = row.At,
        Ticks = row.Ticks,
        BootId = row.BootId,
        Actor = row.Actor,
        Action = row.Action,
        ObjectType = row.ObjectType,
        ObjectId = row.ObjectId,
        Result = row.Result,
        RequestId = row.RequestId,
        Details = row.Details,
        PrevMac = Convert.ToHexStringLower(row.PrevMac),
        Mac = Convert.ToHexStringLower(row.Mac),
    };
}
