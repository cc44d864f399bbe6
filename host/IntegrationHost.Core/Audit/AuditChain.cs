using System.Security.Cryptography;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Audit;

/// <summary>What ties each row to the one before it: a keyed hash over both in fixed binary form, which only the host can make.</summary>
internal static class AuditChain
{
    public const int MacSize = 32;

    /// <summary>What stands before the first row.</summary>
    public static readonly byte[] Origin = new byte[MacSize];

    public static byte[] Mac(KeyRing keys, AuditRow row) => HMACSHA256.HashData(keys.AuditKey, new BoundData()
        .Text("ih.audit.v1")
        .Text(keys.VaultId)
        .Number(row.PrevMac.Length)
        .Raw(row.PrevMac)
        .Number(row.Seq)
        .Number(row.At.ToUnixTimeMilliseconds())
        .Number(row.Ticks)
        .Text(row.BootId)
        .Text(row.Actor)
        .Text(row.Action)
        .Text(row.ObjectType)
        .Text(row.ObjectId)
        .Text(row.Result)
        .Text(row.RequestId)
        .Text(row.Details)
        .Bytes);

    public static bool Holds(KeyRing keys, AuditRow row) => CryptographicOperations.FixedTimeEquals(Mac(keys, row), row.Mac);
}
