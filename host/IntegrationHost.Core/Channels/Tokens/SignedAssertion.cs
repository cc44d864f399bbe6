using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>Makes JWTs that a credential's own key signs (RFC 7515, RS256).</summary>
/// <remarks>
/// Made by the platform's RSA and not by a token library: only making is needed, no reading of foreign tokens, and those libraries keep keys in caches of the process
/// while here the key lives as long as one signature.
/// </remarks>
internal static class SignedAssertion
{
    /// <summary>The signed token.</summary>
    /// <param name="privateKey">RSA private key as PEM (PKCS#8 or PKCS#1).</param>
    /// <param name="keyId">The header <c>kid</c>, or <c>null</c>.</param>
    /// <param name="claims">Texts and whole numbers.</param>
    /// <exception cref="ChannelException">The key is none.</exception>
    public static SecretText Create(string privateKey, string? keyId, IReadOnlyList<KeyValuePair<string, object>> claims)
    {
        List<KeyValuePair<string, object>> header = [new("alg", "RS256"), new("typ", "JWT")];
        if (keyId is not null)
            header.Add(new("kid", keyId));

        string content = $"{Part(header)}.{Part(claims)}";
        using RSA key = Import(privateKey);
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new SecretText($"{content}.{Base64Url.EncodeToString(signature)}");
    }

    private static RSA Import(string pem)
    {
        var key = RSA.Create();
        try
        {
            // A key that went through an environment variable or a JSON file by hand has its line breaks written out.
            key.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
            return key;
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new ChannelException(
                ChannelErrorCodes.MissingSecret, "The private key is not an RSA key in PEM (it begins with -----BEGIN). Set the whole text of the key file again.");
        }
    }

    private static string Part(IEnumerable<KeyValuePair<string, object>> pairs)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach ((string name, object value) in pairs)
            {
                if (value is long number)
                    writer.WriteNumber(name, number);
                else
                    writer.WriteString(name, (string)value);
            }

            writer.WriteEndObject();
        }

        return Base64Url.EncodeToString(stream.ToArray());
    }
}
