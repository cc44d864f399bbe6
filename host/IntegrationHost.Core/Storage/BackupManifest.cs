using System.Security.Cryptography;
using System.Text.Json;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Storage;

/// <summary>What a backup says of itself; a MAC under the store's audit key stands beside it.</summary>
/// <param name="Format">Always 1.</param>
/// <param name="Schema">Newest migration of its database.</param>
/// <param name="VaultId">Id of the store.</param>
/// <param name="RingVersion">Version of the ring in it.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="DatabaseSha256">SHA-256 of the database, hex.</param>
/// <param name="RingSha256">SHA-256 of the ring file, hex.</param>
/// <param name="Accounts">Accounts, trashed ones included.</param>
/// <param name="Modules">ExecModules, trashed ones included.</param>
/// <param name="Secrets">Secrets.</param>
internal sealed record BackupManifest(
    int Format, string Schema, string VaultId, long RingVersion, DateTimeOffset MadeAt, string DatabaseSha256, string RingSha256, long Accounts, long Modules, long Secrets)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public static BackupManifest? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(bytes, Json) is { Format: 1, VaultId: not null, DatabaseSha256: not null, RingSha256: not null } manifest ? manifest : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Over the bytes as they are written, so that there is nothing to bring into a canonical form.</summary>
    public static byte[] Mac(KeyRing keys, ReadOnlySpan<byte> bytes) => HMACSHA256.HashData(keys.AuditKey, new BoundData().Text("ih.backup.v1").Text(keys.VaultId).Raw(bytes).Bytes);
}
