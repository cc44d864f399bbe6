using System.Security.Cryptography;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Audit;

/// <summary>Stands for a value in the trail where it matters whether it was this one: a keyed hash, which whoever has the value can ask for and nobody can turn back.</summary>
internal static class AuditValue
{
    private const int Size = 16;

    /// <summary>Where an account was pointed is what one asks after a theft; nothing for one that is where its provider is.</summary>
    public static IEnumerable<(string Key, string Value)> Address(KeyRing keys, string? baseUrl) => baseUrl is null ? [] : [("address", Hash(keys, baseUrl))];

    public static string Hash(KeyRing keys, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(keys.AuditKey, new BoundData().Text("ih.audit.value.v1").Text(keys.VaultId).Text(value).Bytes), 0, Size);
}
