using System.Security.Cryptography;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Audit;

/// <summary>Checks the trail of a store that is not open: one whose end is missing does not open.</summary>
public static class AuditCheck
{
    /// <summary>Walks the trail, and checks each row that decides who may do what. Changes nothing. The caller holds the store's lock.</summary>
    /// <param name="paths">The store.</param>
    /// <param name="from">First row; 1 for all.</param>
    /// <param name="to">Last row; <see cref="long.MaxValue"/> for all.</param>
    /// <param name="anchorPath">Another anchor file than the store's own; <c>null</c> for its own.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="StoreException">Key ring or database cannot be read.</exception>
    public static async Task<AuditReport> RunAsync(HostPaths paths, long from, long to, string? anchorPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paths);
        using KeyRing keys = await OpenKeysAsync(paths, cancellationToken);
        using HostDatabase database = await HostDatabase.OpenAsync(paths, keys.VaultId, cancellationToken);
        AuditAnchorState? anchor = AuditAnchor.Read(anchorPath ?? paths.AuditAnchorPath);
        await using HostDbContext context = await database.Contexts.CreateDbContextAsync(cancellationToken);
        AuditReport trail = await AuditVerifier.WalkAsync(context, keys, anchor, Math.Max(1, from), to, cancellationToken);
        RowCheck rows = await RowCheck.RunAsync(context, keys, cancellationToken);
        return trail with
        {
            ProtectedRows = rows.Count,
            Tampered = rows.Tampered,
            Damaged =
            [
                .. await SchemaShape.FindAsync(context, cancellationToken),
                .. await RowShapes.FindAsync(context, cancellationToken),
                .. await AccountTallyCheck.DifferAsync(context, cancellationToken) ? ["the figures over the accounts are not what counting gives; the next start counts them anew"] : Array.Empty<string>(),
            ],
        };
    }

    private static async Task<KeyRing> OpenKeysAsync(HostPaths paths, CancellationToken cancellationToken)
    {
        KeyRingDocument document = KeyRingFile.Read(paths.KeyRingPath);
        FoundRing found = await KeyRingStore.UnlockAsync(paths, document, new StoreOpening(), cancellationToken);
        if (found.RingKey is null)
        {
            throw new StoreException(
                $"A person has to unlock this store, so that its trail is checked through a host: run integration-host serve, unseal it, and check again. {found.SealedBecause}", StoreException.Configuration);
        }

        byte[]? blob = KeyRingSeal.OpenRing(document, found.RingKey) is { } bytes ? KeyRingBlob.Read(bytes, document.Slots[0].Created) : null;
        CryptographicOperations.ZeroMemory(found.RingKey);
        KeyRing keys = new(document.VaultId);
        keys.Open(blob ?? throw new StoreException($"The key ring {paths.KeyRingPath} was changed. Restore it from a backup.", StoreException.Configuration), save: null);
        return keys;
    }
}
