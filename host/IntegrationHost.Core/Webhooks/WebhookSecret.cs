using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Webhooks;

/// <summary>
/// Signs as the Standard Webhooks specification says (version 1.0, symmetric): HMAC-SHA256 of id, timestamp and payload with dots between, in base64 behind
/// <c>v1,</c>. The secret follows from the key ring, so that nothing of it is stored.
/// </summary>
internal static class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int SaltBytes = 16;

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltBytes);

    /// <summary>The secret as it is given to a person.</summary>
    public static string Text(KeyRing keys, WebhookRow row) => Prefix + Convert.ToBase64String(Key(keys, row));

    /// <summary>The header of a message.</summary>
    public static string Sign(KeyRing keys, WebhookRow row, string id, long timestamp, ReadOnlySpan<byte> payload)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. payload];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key(keys, row), signed));
    }

    private static byte[] Key(KeyRing keys, WebhookRow row) =>
        HMACSHA256.HashData(keys.TokenPepper, new BoundData().Text("ih.webhook.v1").Text(keys.VaultId).Text(row.Id.ToString()).Text(Convert.ToHexString(row.Salt)).Bytes);
}
