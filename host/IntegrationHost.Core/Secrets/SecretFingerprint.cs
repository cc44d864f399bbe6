using System.Security.Cryptography;

namespace IntegrationHost.Core.Secrets;

/// <summary>A keyed hash of a secret, by which the host notices that the same key is stored twice. Never leaves the host.</summary>
internal static class SecretFingerprint
{
    public static byte[] Compute(KeyRing keys, string value)
    {
        BoundData data = new BoundData().Text("ih.fp.v1").Text("key").Text(value);
        try
        {
            return HMACSHA256.HashData(keys.FingerprintKey, data.Bytes);
        }
        finally
        {
            data.Wipe();
        }
    }
}
